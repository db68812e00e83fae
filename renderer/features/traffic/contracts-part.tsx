import type { JSX } from 'react';
import type { TrafficForm } from '../../../runtimes/service/contract/traffic.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, Select } from '../../ui/controls.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { fieldName } from '../contracts/abi-value.ts';
import type { PartProps } from './part-props.ts';
import { useSources } from './use-sources.ts';
import { ValueInput } from './value-input.tsx';

/** Who is deployed, in the file's order, and with what. */
export function ContractsPart({ form, known, flaws }: PartProps): JSX.Element {
  const { store } = useWorkbench();
  const adding = useApp((state) => state.isAddingTraffic);
  const sources = useSources();
  const names = [...form.contracts.map(({ name }) => name), ...form.precompiles];
  const change = store.getState().changeTraffic;
  return (
    <section aria-label="Contracts of the scenario">
      <div className="section-head">
        <h2>Contracts</h2>
        {adding && (
          <span className="micro t2" role="status">
            compiling
          </span>
        )}
      </div>
      {form.contracts.map((contract) => {
        const about = known.find(({ name }) => name === contract.name);
        const rest = flaws.of(`contracts.${contract.name}`, (field) => /^args\.\d+$/.test(field));
        return (
          <section key={contract.name} className="form-card traffic-entry" aria-label={`Contract ${contract.name}`}>
            <div className="row">
              <RuntimeGlyph runtime={about?.runtime ?? ''} />
              <b className="ell">{contract.name}</b>
              <span className="micro t2 ell">{contract.source === '' ? 'found, not deployed' : contract.source}</span>
              <span className="grow" />
              <IconButton
                small
                icon="trash"
                label={`Remove ${contract.name} and its calls`}
                onPress={() => change((now) => withoutContract(now, contract.name))}
              />
            </div>
            {rest.length === 0 && about?.fault && <p className="flaw">{about.fault}</p>}
            {rest.map((flaw) => (
              <p key={flaw} className="flaw">
                {flaw}
              </p>
            ))}
            {contract.source !== '' &&
              contract.args.map((arg, n) => {
                const field = about?.constructor[n];
                return (
                  <ValueInput
                    key={n}
                    label={field ? fieldName(field, n) : `argument ${n + 1}`}
                    type={field?.type}
                    value={arg}
                    contracts={names.filter((name) => name !== contract.name)}
                    flaw={flaws.at(`contracts.${contract.name}.args.${n}`)}
                    onChange={(value) =>
                      change((now) => ({
                        ...now,
                        contracts: now.contracts.map((one) =>
                          one.name === contract.name
                            ? { ...one, args: one.args.map((old, at) => (at === n ? value : old)) }
                            : one,
                        ),
                      }))
                    }
                  />
                );
              })}
          </section>
        );
      })}
      {sources.length > 0 && (
        <div className="traffic-add">
          <Select
            label="Add the contracts of a file"
            options={[{ id: '', text: 'choose a file' }, ...sources]}
            value=""
            onChange={(source) => source !== '' && void store.getState().addToTraffic(source)}
          />
        </div>
      )}
    </section>
  );
}

const withoutContract = (form: TrafficForm, name: string): TrafficForm => {
  const others = (entries: TrafficForm['traffic']): TrafficForm['traffic'] =>
    entries.filter(({ to }) => !(to.kind === 'literal' && to.text.replace(/^\$/, '') === name));
  return {
    ...form,
    contracts: form.contracts.filter((one) => one.name !== name),
    setup: others(form.setup),
    traffic: others(form.traffic),
  };
};
