import type { ComparisonReport, RunOfComparison } from '../../workspace/compare/comparison-report.ts';
import { printable, type Layout } from './layout.ts';
import { integer, percent, rate } from './quantity.ts';
import { table, type Column } from './table.ts';
import { hanging } from './wrap.ts';

const COLUMNS: readonly Column[] = [
  { title: 'policy' },
  { title: 'seed', align: 'right' },
  { title: 'lanes', align: 'right' },
  { title: 'time', align: 'right' },
  { title: 'per second', align: 'right' },
  { title: 'speed-up', align: 'right' },
  { title: 'aborts', align: 'right' },
  { title: 'wasted', align: 'right' },
  { title: 'occupancy', align: 'right' },
  { title: 'critical path', align: 'right' },
];

export function comparisonText(report: ComparisonReport, layout: Layout): string {
  const { paint, width } = layout;
  const { runs, timing } = report;
  const [first] = runs;
  const title = `${paint('title', printable(first?.scenario ?? ''))}  ${runs.length === 1 ? 'one run' : `${runs.length} runs`}`;
  const rows = runs.map(({ policy, seed, figures }) => [
    policy,
    String(seed),
    String(figures.lanes),
    `${figures.elapsedMs.toFixed(1)} ms`,
    rate(figures.throughput),
    figures.speedup === null ? '-' : `${figures.speedup.toFixed(2)}×`,
    integer(figures.aborts),
    percent(figures.wastedMs, figures.wastedMs + figures.committedMs),
    percent(figures.occupancy, 1),
    `${figures.criticalMs.toFixed(1)} ms`,
  ]);
  return [
    [title, paint('faint', `Time is ${timing}.`)],
    table(COLUMNS, rows, layout),
    ...runs.map((run) => boundLines(run, layout)),
    ...brokenExpectations(runs, width),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function boundLines({ policy, figures, bounds }: RunOfComparison, { paint, width }: Layout): string[] {
  const lanes = figures.lanes === 1 ? 'one lane' : `${figures.lanes} lanes`;
  return [
    `${paint('title', policy)}, ${lanes}`,
    ...bounds.text.flatMap((text) => hanging(printable(text), '  ', '  ', width)),
  ];
}

function brokenExpectations(runs: readonly RunOfComparison[], width: number): string[][] {
  return runs.flatMap(({ policy, expectations }) => {
    const broken = expectations.filter(({ ok }) => !ok);
    if (broken.length === 0) return [];
    return [
      [
        `${policy}: expectations that do not hold`,
        ...broken.flatMap(({ read, expected, actual }) =>
          hanging(printable(`${read}: expected ${expected}, is ${actual}`), '  ', '    ', width),
        ),
      ],
    ];
  });
}
