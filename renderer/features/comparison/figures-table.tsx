import type { JSX } from 'react';
import type { ComparedRunView, ComparisonView } from '../../../runtimes/service/contract/comparisons.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { msText, percent, runName, times, wastedShare, whole } from './run-words.ts';
import { Expectations } from './run-rows.tsx';

interface Measure {
  readonly title: string;
  readonly about: string;
  readonly value: (run: ComparedRunView) => number;
  readonly text: (run: ComparedRunView) => string;
}

const MEASURES: readonly Measure[] = [
  {
    title: 'Time',
    about: 'From the first dispatch to the last commit',
    value: ({ figures }) => figures.elapsedMs,
    text: ({ figures }) => msText(figures.elapsedMs),
  },
  {
    title: 'Throughput',
    about: 'Transactions committed per second; invalidated ones do not count',
    value: ({ figures }) => figures.throughput,
    text: ({ figures }) => `${whole(figures.throughput)} tx/s`,
  },
  {
    title: 'Speed-up',
    about: 'Throughput over that of the serial run of the same seed; choose serial as well to see it',
    value: ({ figures }) => figures.speedup ?? 0,
    text: ({ figures }) => times(figures.speedup),
  },
  {
    title: 'Committed',
    about: 'Of those submitted; first-committer-wins invalidates the others, which then have done nothing',
    value: ({ figures }) => figures.committed + figures.reverted,
    text: ({ figures }) => `${whole(figures.committed + figures.reverted)} of ${whole(figures.submitted)}`,
  },
  {
    title: 'Aborts',
    about: 'Incarnations that were aborted or invalidated',
    value: ({ figures }) => figures.aborts,
    text: ({ figures }) => whole(figures.aborts),
  },
  {
    title: 'Wasted work',
    about: 'Share of lane time that went into incarnations that came to nothing',
    value: wastedShare,
    text: (run) => percent(wastedShare(run)),
  },
  {
    title: 'Occupancy',
    about: 'Share of lane time in which something was executed',
    value: ({ figures }) => figures.occupancy,
    text: ({ figures }) => percent(figures.occupancy),
  },
  {
    title: 'Critical path',
    about: 'The longest chain of transactions that read each other’s writes',
    value: ({ figures }) => figures.criticalMs,
    text: ({ figures }) => msText(figures.criticalMs),
  },
];

/** Every figure of every run, with a bar as long as it is large among its like. */
export function FiguresTable({ comparison }: { comparison: ComparisonView }): JSX.Element {
  const { store } = useWorkbench();
  const selected = useApp((state) => state.selectedRun);
  const { runs } = comparison;
  const most = MEASURES.map(({ value }) => Math.max(...runs.map(value), 1e-9));
  return (
    <div className="comparison-table" tabIndex={0} role="region" aria-label="Figures of the runs">
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            {MEASURES.map(({ title, about }) => (
              <th key={title} scope="col" title={about}>
                {title}
              </th>
            ))}
            <th scope="col">Expectations</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run} className={run.run === selected ? 'on' : ''}>
              <th scope="row">
                <Button
                  kind="quiet small"
                  aria-pressed={run.run === selected}
                  onPress={() => void store.getState().selectRun(run.run)}
                >
                  {runName(run, comparison)}
                </Button>
              </th>
              {MEASURES.map(({ title, value, text }, n) => (
                <td key={title} className="num">
                  {text(run)}
                  <span className="comparison-bar" aria-hidden="true">
                    <i style={{ width: `${(value(run) / (most[n] ?? 1)) * 100}%` }} />
                  </span>
                </td>
              ))}
              <td>
                <Expectations run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
