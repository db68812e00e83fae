import type { VerifyReport } from '../../workspace/run/report.ts';
import { printable, type Layout } from './layout.ts';
import { duration } from './quantity.ts';
import { sections } from './run-report.ts';
import { wrap } from './wrap.ts';

const MOST_DIFFERENCES = 10;

/** The report of the run, and the verdict as its last line. */
export function verifyReportText(report: VerifyReport, layout: Layout): string {
  return [...sections(report, layout), verdict(report, layout)].map((lines) => lines.join('\n')).join('\n\n');
}

function verdict(report: VerifyReport, layout: Layout): string[] {
  const oracle = printable(report.oracle);
  const took = `${report.oracle === 'serial execution' ? 'serial execution' : 'the oracle'} took ${duration(report.serialElapsedMs)}`;
  if (report.equivalent) {
    return [
      `${layout.paint('good', '✓ EQUIVALENT')}  state root, receipts and events equal ${oracle}`,
      layout.paint('faint', `  ${took}, ${report.policy} ${duration(report.elapsedMs)}${ratio(report)}`),
    ];
  }
  const hidden = report.differences.length - MOST_DIFFERENCES;
  return [
    `${layout.paint('title', 'Its root')}    ${report.serialStateRoot}  (${oracle})`,
    layout.paint('title', 'Differences'),
    ...report.differences
      .slice(0, MOST_DIFFERENCES)
      .flatMap((text) => wrap(printable(text), layout.width - 4).map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`))),
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
    `${layout.paint('bad', '✗ NOT EQUIVALENT')}  the run does not equal ${oracle}`,
  ];
}

const ratio = ({ elapsedMs, serialElapsedMs }: VerifyReport): string =>
  elapsedMs > 0 && serialElapsedMs > 0 ? `: ${(serialElapsedMs / elapsedMs).toFixed(2)} times its speed` : '';
