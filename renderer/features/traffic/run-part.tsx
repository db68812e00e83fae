/** What is the same for all of the traffic: accounts, contention, seed, policy, executors and lanes. */
import type { JSX } from 'react';
import { POLICIES, type PolicyName } from '../../../runtimes/core/policy.ts';
import type { TrafficForm } from '../../../runtimes/service/contract/traffic.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, Select, TextField } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { lanesField, withLanes } from './lane-fields.ts';
import type { PartProps } from './part-props.ts';
import { CONTENTIONS, skewsOf, withSkew, type Contention } from './pick.ts';

const ORDERS = [
  { id: 'true', text: 'Mixed by the seed' },
  { id: 'false', text: 'As listed' },
] as const;

const RECORDING = [
  { id: 'false', text: 'Not recorded' },
  { id: 'true', text: 'Recorded' },
] as const;

export function RunPart({ form, known, flaws }: PartProps): JSX.Element {
  const { store } = useWorkbench();
  const runtimes = useApp(({ host }) => host?.runtimes);
  const { changeTraffic: change, rollSeed } = store.getState();
  const header = (key: keyof TrafficForm['header'], value: string): void =>
    change((now) => ({ ...now, header: { ...now.header, [key]: value } }));
  const used = [
    ...new Set([
      ...known.map(({ runtime }) => runtime).filter((one) => one !== ''),
      ...Object.keys({ ...form.executors, ...form.lanes }),
    ]),
  ];
  const policy = (POLICIES as readonly string[]).includes(form.header.policy)
    ? (form.header.policy as PolicyName)
    : 'optimistic';
  return (
    <section aria-label="Accounts and execution">
      <div className="section-head">
        <h2>Accounts and execution</h2>
      </div>
      <div className="form-card traffic-run">
        <ContentionRow form={form} which="senders" label="Who sends" />
        <ContentionRow form={form} which="named" label="Whom calls name" />
        <div className="traffic-fields">
          <TextField
            label="Accounts"
            value={form.accounts.count}
            placeholder={form.accountNames.length > 0 ? String(form.accountNames.length) : '10'}
            onChange={(count) => change((now) => ({ ...now, accounts: { ...now.accounts, count } }))}
            flaw={flaws.at('accounts.count')}
            mono
          />
          <TextField
            label="Balance of each"
            value={form.accounts.balance}
            placeholder="1000 ether"
            onChange={(balance) => change((now) => ({ ...now, accounts: { ...now.accounts, balance } }))}
            flaw={flaws.at('accounts.balance')}
            mono
          />
          <div className="row traffic-seed">
            <TextField
              label="Seed"
              value={form.header.seed}
              placeholder="1"
              onChange={(seed) => header('seed', seed)}
              flaw={flaws.at('seed')}
              mono
            />
            <IconButton icon="dice" label="Another seed" onPress={rollSeed} />
          </div>
        </div>
        <div className="traffic-line">
          <span className="lab">Order</span>
          <Segments
            label="Order"
            options={ORDERS}
            value={form.header.shuffle === 'false' ? 'false' : 'true'}
            onChange={(on) => header('shuffle', on === 'true' ? '' : 'false')}
          />
        </div>
        <div className="traffic-line">
          <span className="lab">Steps of code that is not deterministic</span>
          <Segments
            label="Steps of code that is not deterministic"
            options={RECORDING}
            value={form.header.recordSteps === 'true' ? 'true' : 'false'}
            onChange={(on) => header('recordSteps', on === 'true' ? 'true' : '')}
          />
        </div>
        <div className="traffic-fields">
          <div className="field">
            <Select
              label="Policy"
              options={POLICIES.map((id) => ({ id, text: id }))}
              value={policy}
              onChange={(id) => header('policy', id)}
            />
            {flaws.at('policy') !== undefined && <p className="flaw">{flaws.at('policy')}</p>}
          </div>
        </div>
        <div className="traffic-runtimes">
          {used.map((id) => {
            const short = runtimes?.find((one) => one.id === id)?.look?.short ?? id;
            return (
              <div className="row traffic-runtime" key={id}>
                <TextField
                  label={`${short} executors`}
                  value={form.executors[id] ?? ''}
                  placeholder="1"
                  onChange={(count) => change((now) => ({ ...now, executors: { ...now.executors, [id]: count } }))}
                  flaw={flaws.at(`executors.${id}`)}
                  mono
                />
                <span aria-hidden="true" className="t3">
                  ×
                </span>
                <TextField
                  label={`${short} lanes`}
                  value={lanesField(form, id)}
                  placeholder="own"
                  onChange={(count) => change((now) => withLanes(now, used, id, count))}
                  flaw={flaws.at(`lanes.${id}`) ?? flaws.at('lanes')}
                  mono
                />
              </div>
            );
          })}
          {used.length === 0 && (
            <TextField
              label="Lanes of each"
              value={form.header.lanes}
              placeholder="its own"
              onChange={(lanes) => header('lanes', lanes)}
              flaw={flaws.at('lanes')}
              mono
            />
          )}
        </div>
      </div>
    </section>
  );
}

const NONE = {
  senders: 'Each sender is a certain account.',
  named: 'No call draws the account that it names: calls meet at what their contracts keep.',
} as const;

function ContentionRow({
  form,
  which,
  label,
}: {
  form: TrafficForm;
  which: 'senders' | 'named';
  label: string;
}): JSX.Element {
  const { store } = useWorkbench();
  const skews = skewsOf(form, which);
  const same = CONTENTIONS.find(({ skew }) => skews.every((one) => one === skew));
  const options: readonly { id: Contention | 'mixed'; text: string }[] = same
    ? CONTENTIONS
    : [...CONTENTIONS, { id: 'mixed', text: 'Mixed' }];
  return (
    <div className="traffic-line">
      <span className="lab">{label}</span>
      {skews.length === 0 ? (
        <p className="micro t2">{NONE[which]}</p>
      ) : (
        <Segments
          label={label}
          options={options}
          value={same?.id ?? 'mixed'}
          onChange={(id) => {
            const skew = CONTENTIONS.find((one) => one.id === id)?.skew;
            if (skew !== undefined) store.getState().changeTraffic((now) => withSkew(now, which, skew));
          }}
        />
      )}
    </div>
  );
}
