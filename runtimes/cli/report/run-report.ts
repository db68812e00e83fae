import type { Expected, RunReport } from '../../workspace/run/report.ts';
import { contractSections, starterSection } from './contract-section.ts';
import { printable, type Layout } from './layout.ts';
import { amount, duration, integer, percent, plural, rate } from './quantity.ts';
import { table } from './table.ts';
import { hanging } from './wrap.ts';

const MOST_ROWS = 10;

/** The whole report of a run, without a line break at its end. */
export function runReportText(report: RunReport, layout: Layout): string {
  return sections(report, layout)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

export function sections(report: RunReport, layout: Layout): string[][] {
  return [
    ...contractSections(report, layout),
    precompiles(report, layout),
    summary(report, layout),
    executors(report, layout),
    conflicts(report, layout),
    failures(report, layout),
    expectations(report, layout),
    starterSection(report.starter, layout),
    [`${layout.paint('title', 'State root')}  ${report.stateRoot}`, ...places(report)],
  ].filter((lines) => lines.length > 0);
}

function places({ ledger, exported }: RunReport): string[] {
  return [
    ...(ledger ? [`Ledger      ${printable(ledger.file)}, branch ${ledger.branch}, block ${ledger.block}`] : []),
    ...(exported ? [`Exported    ${printable(exported.file)}, ${integer(exported.fileBytes)} bytes`] : []),
    ...(exported?.omitted ?? []).map((one) => `  not in it: ${printable(one)}`),
  ];
}

function precompiles(report: RunReport, layout: Layout): string[] {
  if (report.precompiles.length === 0) return [];
  return [
    layout.paint('title', 'Precompiles'),
    ...table(
      [{ title: 'name' }, { title: 'address' }, { title: 'code', cut: 'middle' }, { title: 'gas' }],
      report.precompiles.map(({ name, address, runtime, contract, gas }) => [
        name,
        shortHex(`0x${address}`),
        `${runtime} ${contract}`,
        gas,
      ]),
      layout,
    ),
  ];
}

function summary(report: RunReport, { paint }: Layout): string[] {
  const { submitted, committed, reverted, invalidated, rejected } = report.transactions;
  const ended = (count: number, word: string, style: 'bad' | 'warn'): string[] =>
    count === 0 ? [] : [paint(style, `${integer(count)} ${word}`)];
  const totals = [
    paint(committed > 0 ? 'good' : 'faint', `${integer(committed)} committed`),
    ...ended(reverted, 'reverted', 'warn'),
    ...ended(invalidated, 'invalidated', 'warn'),
    ...ended(rejected, 'rejected', 'bad'),
  ];
  const again =
    report.aborts === 0
      ? 'none aborted'
      : `${integer(report.aborts)} aborted (${percent(report.aborts, report.incarnations)})`;
  const steps = report.stepped === undefined ? '' : ` · steps of ${integer(report.stepped)}`;
  const rows = [
    [plural(submitted, 'transaction'), totals.join(' · ')],
    [
      `${rate(report.throughput)} per second`,
      `${duration(report.elapsedMs)} · ${plural(report.blocks, 'block')} · ${amount(report.gasUsed)} gas`,
    ],
    [plural(report.incarnations, 'execution'), again],
    ...(report.recorded === 0
      ? []
      : [
          [
            `${integer(report.recorded)} recorded`,
            `ran code that is not deterministic: never run again${steps}`,
          ] as const,
        ]),
  ] as const;
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `${paint('title', printable(report.scenario))}  ${paint('faint', `policy ${report.policy} · seed ${report.seed}`)}`,
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
  ];
}

function executors(report: RunReport, layout: Layout): string[] {
  if (report.executors.length === 0) return [];
  const restarted = report.executors.some(({ restarts }) => restarts > 0);
  const served = report.executors.some(({ frames }) => frames > 0);
  const columns = [
    'pid',
    'executions',
    ...(served ? ['frames'] : []),
    'busy',
    'utilisation',
    ...(restarted ? ['restarts'] : []),
  ];
  return [
    layout.paint('title', 'Executors'),
    ...table(
      [{ title: 'id' }, { title: 'runtime' }, ...columns.map((title) => ({ title, align: 'right' as const }))],
      report.executors.map(({ id, runtime, pid, transactions, frames, busyMs, restarts }) => [
        id,
        runtime,
        String(pid),
        integer(transactions),
        ...(served ? [integer(frames)] : []),
        duration(busyMs),
        percent(busyMs, report.elapsedMs),
        integer(restarts),
      ]),
      layout,
    ),
  ];
}

const MEANING: Readonly<Record<RunReport['policy'], string>> = {
  optimistic:
    'The victim had read the cell before the writer, which stands earlier in the block, wrote to it: it was executed again.',
  declared:
    'The victim had read the cell before the writer, which stands earlier in the block, wrote to it, and no access list kept them ' +
    'apart: it was executed again.',
  'first-committer-wins':
    'The victim had read the cell as it stood when the block began, and the writer, earlier in the block, changed it: the victim is ' +
    'invalidated, of all it did only its nonce counts.',
  serial: 'The victim had read the cell before the writer wrote to it.',
};

function conflicts(report: RunReport, layout: Layout): string[] {
  if (report.conflicts.length === 0) return [];
  const shown = report.conflicts.slice(0, MOST_ROWS);
  return [
    layout.paint('title', 'Conflicts') + more(report.conflicts.length, layout),
    ...table(
      [
        { title: 'cell', cut: 'middle' },
        { title: 'writer', cut: 'middle' },
        { title: '→ victim', cut: 'middle' },
        { title: 'count', align: 'right' },
      ],
      shown.map(({ cell, writer, victim, count }) => [
        shortHex(cell),
        shortHex(writer),
        `→ ${shortHex(victim)}`,
        integer(count),
      ]),
      layout,
    ),
    ...hanging(MEANING[report.policy], '  ', '  ', layout.width).map((line) => layout.paint('faint', line)),
  ];
}

function failures(report: RunReport, layout: Layout): string[] {
  if (report.reasons.length === 0) return [];
  return [
    layout.paint('title', 'Why transactions failed') + more(report.reasons.length, layout),
    ...table(
      [
        { title: 'outcome' },
        { title: 'function', cut: 'middle' },
        { title: 'reason', cut: 'end' },
        { title: 'count', align: 'right' },
      ],
      report.reasons
        .slice(0, MOST_ROWS)
        .map((row) => [row.outcome, row.function, shortHex(row.reason.replace(/^reverted: /, '')), integer(row.count)]),
      layout,
    ),
  ];
}

const more = (count: number, { paint }: Layout): string =>
  count > MOST_ROWS ? paint('faint', ` (the first ${MOST_ROWS} of ${count}; --json has them all)`) : '';

function expectations(report: RunReport, layout: Layout): string[] {
  if (report.expectations.length === 0) return [];
  const lenient = report.policy === 'first-committer-wins' && report.expectations.some(({ ok }) => !ok);
  return [
    layout.paint('title', 'Expectations'),
    ...report.expectations.flatMap((expected) => expectation(expected, layout)),
    ...(lenient ? [layout.paint('faint', '  Under first-committer-wins they are for information only.')] : []),
  ];
}

function expectation({ read, expected, actual, ok }: Expected, layout: Layout): string[] {
  const [what, wanted, found] = [printable(read), printable(expected), printable(actual)];
  if (ok) return [`  ${layout.paint('good', '✓')} ${what} = ${found}`];
  const mark = layout.paint('bad', '✗');
  const line = `${what} = ${found}, expected ${wanted}`;
  if (line.length + 4 <= layout.width) return [`  ${mark} ${line}`];
  return [`  ${mark} ${what}`, `      actual    ${found}`, `      expected  ${wanted}`];
}

/** `0x1234…cdef`: in a table both ends of an address are enough to tell it from the others. */
const shortHex = (text: string): string =>
  text.replace(/0x([0-9a-fA-F]{4})[0-9a-fA-F]{24,}([0-9a-fA-F]{4})/g, '0x$1…$2');
