import type { ConformanceReport } from '../../registry.ts';
import { printable, type Layout } from './layout.ts';
import { integer, plural } from './quantity.ts';
import { hanging } from './wrap.ts';

const MOST_FAILURES = 20;

export function conformanceReportText(report: ConformanceReport, layout: Layout): string {
  const { paint } = layout;
  const { cases, passed, failed, skipped, failures, skips } = report;
  const hidden = failures.length - MOST_FAILURES;
  return [
    ...failures
      .slice(0, MOST_FAILURES)
      .flatMap(({ file, name, fork, index, reason }) => [
        `${paint('bad', '✗')} ${printable(`${file} ${name} ${fork} ${index}`)}`,
        ...hanging(printable(reason.split('\n', 1)[0] ?? ''), '    ', '    ', layout.width),
      ]),
    ...(hidden > 0 ? [paint('faint', `  … and ${integer(hidden)} more; --json has them all`)] : []),
    ...Object.entries(skips).map(([reason, count]) =>
      paint('faint', `  skipped ${integer(count)}: ${printable(reason)}`),
    ),
    `${failed === 0 ? paint('good', '✓') : paint('bad', '✗')} ${plural(cases, 'case')}: ${integer(passed)} passed, ` +
      `${integer(failed)} failed, ${integer(skipped)} skipped`,
  ].join('\n');
}
