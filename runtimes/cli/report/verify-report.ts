import type { VerifyReport } from '../../workspace/run/report.ts';
import { printable, type Layout } from './layout.ts';
import { duration } from './quantity.ts';
import { sections } from './run-report.ts';
import { hanging } from './wrap.ts';

const MOST_DIFFERENCES = 10;

/** The report of the run, and the verdict as its last line. */
export function verifyReportText(report: VerifyReport, layout: Layout): string {
  return [...sections(report, layout), verdict(report, layout)].map((lines) => lines.join('\n')).join('\n\n');
}

function verdict(report: VerifyReport, layout: Layout): string[] {
  const { paint, width } = layout;
  const [policy, oracle] = [report.policy, printable(report.oracle)];
  if (report.equivalent) {
    const sentence = `✓ EQUIVALENT  State root, receipts and events equal ${oracle}.`;
    return [
      ...hanging(sentence, '', '  ', width).map((line, i) =>
        i === 0 ? line.replace('✓ EQUIVALENT', paint('good', '✓ EQUIVALENT')) : line,
      ),
      paint(
        'faint',
        `  That took ${duration(report.serialElapsedMs)}, ${policy} ${duration(report.elapsedMs)}${ratio(report)}`,
      ),
    ];
  }
  const hidden = report.differences.length - MOST_DIFFERENCES;
  return [
    `${paint('title', 'Should be')}   ${report.serialStateRoot}`,
    ...hanging(`This is the root of ${oracle}.`, '  ', '  ', width).map((line) => paint('faint', line)),
    '',
    paint('title', 'Differences'),
    ...report.differences.slice(0, MOST_DIFFERENCES).flatMap((text) => hanging(printable(text), '  - ', '    ', width)),
    ...(hidden > 0 ? [`  … and ${hidden} more; --json has them all`] : []),
    '',
    `${paint('bad', '✗ NOT EQUIVALENT')}  The run differs from what its transactions yield one after the other.`,
  ];
}

const ratio = ({ elapsedMs, serialElapsedMs }: VerifyReport): string =>
  elapsedMs > 0 && serialElapsedMs > 0 ? `: ${(serialElapsedMs / elapsedMs).toFixed(2)} times as fast` : '';
