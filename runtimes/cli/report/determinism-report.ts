import type { CallDifference, DeterminismReport } from '../../workspace/determinism/report.ts';
import { printable, type Layout } from './layout.ts';
import { integer, plural } from './quantity.ts';
import { table } from './table.ts';
import { hanging } from './wrap.ts';

export function determinismReportText(report: DeterminismReport, layout: Layout): string {
  return [title(report, layout), contracts(report, layout), runs(report, layout), verdict(report, layout)]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const title = ({ scenario, seed, runs: all }: DeterminismReport, { paint }: Layout): string[] => [
  `${paint('title', printable(scenario))}  ${paint('faint', `seed ${String(seed)} · run again ${plural(all.length, 'time')}`)}`,
];

function contracts({ contracts: all }: DeterminismReport, layout: Layout): string[] {
  const rows = all.map(({ name, runtime, transactions, recorded, verdict, first }) => [
    name,
    runtime,
    integer(transactions),
    recorded === 0 ? '' : `recorded ${integer(recorded)}`,
    verdict === 'differs' && first?.marked ? 'differs, as its mark says' : verdict,
    first === null ? '' : first.call,
  ]);
  const columns = [
    { title: 'contract' },
    { title: 'runtime' },
    { title: 'transactions', align: 'right' as const },
    { title: '' },
    { title: 'effects' },
    { title: 'first call that differs', cut: 'end' as const },
  ];
  return [layout.paint('title', 'Contracts'), ...table(columns, rows, layout)];
}

function runs({ runs: all }: DeterminismReport, layout: Layout): string[] {
  const rows = all.map(({ condition, label, same, difference }) => [
    condition,
    label,
    integer(same),
    difference === null ? 'all the same' : `${difference.call} differs`,
  ]);
  const columns = [
    { title: 'changed' },
    { title: 'to', cut: 'end' as const },
    { title: 'compared', align: 'right' as const },
    { title: 'result', cut: 'end' as const },
  ];
  return [layout.paint('title', 'Runs'), ...table(columns, rows, layout)];
}

function verdict({ deterministic, runs: all, contracts: known }: DeterminismReport, layout: Layout): string[] {
  const { paint, width } = layout;
  const differing = all.find(({ difference }) => difference !== null)?.difference ?? undefined;
  const marked = known.filter(({ first }) => first?.marked === true);
  const lines = marked.flatMap(({ first }) => (first === null ? [] : [...described(first, layout), '']));
  if (deterministic || differing === undefined) {
    const rest = marked.length === 0 ? '' : ' but what is marked as not deterministic';
    return [...lines, ...hanging(`${paint('good', '✓ DETERMINISTIC')}  Nothing differed${rest}.`, '', '  ', width + 9)];
  }
  return [
    ...lines,
    ...described(differing, layout),
    '',
    ...hanging(
      `${paint('bad', '✗ NOT DETERMINISTIC')}  Code that is not marked did not do the same: verification of its blocks would fail.`,
      '',
      '  ',
      width + 9,
    ),
  ];
}

/** `block 8, transaction 3: station.observe() wrote 1 to station.temperature, and 2 under another clock`. */
function described(one: CallDifference, { width }: Layout): string[] {
  const where = `block ${integer(one.block)}, transaction ${integer(one.transaction)}: `;
  const of = one.cell === undefined ? one.what : `${one.what} ${one.cell}`;
  const text = `${where}${one.call}, ${of}: ${one.was}; changed (${one.condition}: ${one.label}): ${one.now}`;
  return hanging(printable(text), '  - ', '    ', width);
}
