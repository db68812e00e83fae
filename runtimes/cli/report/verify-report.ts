import type { VerifyReport } from '../../workspace/run/report.ts';
import { printable, type Layout } from './layout.ts';
import { duration, integer, plural } from './quantity.ts';
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
      ...how(report, layout),
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
    ...how(report, layout),
    `${paint('bad', '✗ NOT EQUIVALENT')}  The run differs from what its transactions yield one after the other.`,
  ];
}

/** How transactions were verified, where some were not executed again. */
function how({ verification: { executed, byRecord, byDecision } }: VerifyReport, { paint, width }: Layout): string[] {
  if (byRecord + byDecision === 0) return [];
  const parts = [
    `${plural(executed, 'transaction')} executed again`,
    ...(byRecord === 0 ? [] : [`${integer(byRecord)} by record: they ran code that is not deterministic`]),
    ...(byDecision === 0 ? [] : [`${integer(byDecision)} by the decision taken in the run`]),
  ];
  const lines = hanging(parts.join(' · '), 'Verified   ', '           ', width);
  return [...lines.map((line) => line.replace(/^Verified/, paint('title', 'Verified'))), ''];
}

const ratio = ({ elapsedMs, serialElapsedMs }: VerifyReport): string =>
  elapsedMs > 0 && serialElapsedMs > 0 ? `: ${(serialElapsedMs / elapsedMs).toFixed(2)} times as fast` : '';
