import type { JSX } from 'react';
import type { KnownContract, TrafficEntry } from '../../../runtimes/service/contract/traffic.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button, Empty } from '../../ui/controls.tsx';
import { callOf, EntryCard } from './entry-card.tsx';
import type { PartProps } from './part-props.ts';

export const countOf = ({ count }: TrafficEntry): number =>
  /^\d+$/.test(count) ? Number(count) : count === '' ? 1 : 0;

const WORDS = {
  traffic: { title: 'Calls', add: 'Add calls', empty: 'No traffic yet: add calls of a function.' },
  setup: { title: 'Before the traffic', add: 'Add a step', empty: '' },
} as const;

/** The lines of `traffic`, which run concurrently, or of `setup`, which run before, one after the other. */
export function EntriesPart({
  section,
  form,
  known,
  flaws,
}: PartProps & { section: 'setup' | 'traffic' }): JSX.Element {
  const { store } = useWorkbench();
  const entries = form[section];
  const total = entries.reduce((sum, entry) => sum + countOf(entry), 0);
  const put = (change: (entries: readonly TrafficEntry[]) => readonly TrafficEntry[]): void =>
    store.getState().changeTraffic((now) => ({ ...now, [section]: change(now[section]) }));
  const contracts = [...form.contracts.map(({ name }) => name), ...form.precompiles];
  const words = WORDS[section];
  return (
    <section aria-label={words.title}>
      <div className="section-head">
        <h2>{words.title}</h2>
        <Button kind="quiet small" icon="plus" onPress={() => put((now) => [...now, newEntry(section, known)])}>
          {words.add}
        </Button>
      </div>
      {entries.length === 0 && words.empty !== '' && <Empty>{words.empty}</Empty>}
      {entries.map((entry, n) => (
        <EntryCard
          key={n}
          section={section}
          index={n}
          entry={entry}
          known={known}
          contracts={contracts}
          flaws={flaws}
          share={section === 'traffic' && total > 0 ? countOf(entry) / total : undefined}
          onChange={(changed) => put((now) => now.map((old, at) => (at === n ? changed : old)))}
          onCopy={() => put((now) => [...now.slice(0, n + 1), entry, ...now.slice(n + 1)])}
          onRemove={() => put((now) => now.filter((_, at) => at !== n))}
        />
      ))}
    </section>
  );
}

function newEntry(section: 'setup' | 'traffic', known: readonly KnownContract[]): TrafficEntry {
  const contract = known.find(({ functions }) =>
    functions.some(({ mutability }) => mutability !== 'view' && mutability !== 'pure'),
  );
  const called = contract?.functions.find(({ mutability }) => mutability !== 'view' && mutability !== 'pure');
  const common = {
    value: null,
    gas: '',
    fee: null,
    count: section === 'setup' ? '' : '100',
    from: section === 'setup' ? null : ({ kind: 'random' } as const),
  };
  return contract && called
    ? { ...common, ...callOf(contract, called) }
    : {
        ...common,
        to: { kind: 'account', pick: { kind: 'random' } },
        call: '',
        args: [],
        value: { kind: 'int', lo: '1', hi: '1 gwei' },
      };
}
