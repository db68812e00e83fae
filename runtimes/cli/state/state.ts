import type { Result } from '../../core/result.ts';
import type { History } from '../../ledger/store/history.ts';
import { installed } from '../../registry.ts';
import { cellHistoryReport, stateReport } from '../../workspace/lasting/state-report.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { withHistory } from '../ledger/open-history.ts';
import type { Layout } from '../report/layout.ts';
import { cellHistoryText, stateText } from '../report/state-report.ts';

export interface StateFlags {
  readonly at?: string;
  readonly account?: string;
  readonly limit: number;
}

export const stateAnswer = (given: string, { at, account, limit }: StateFlags, host: Host): Answer =>
  answerAt(given, at, host, {
    report: (history, block) => stateReport(history, block, { account, limit, registry: installed }),
    text: stateText,
  });

export const cellHistoryAnswer = (given: string, cell: string, { at, limit }: StateFlags, host: Host): Answer =>
  answerAt(given, at, host, {
    report: (history, block) => cellHistoryReport(history, block, cell, { limit, registry: installed }),
    text: cellHistoryText,
  });

/** @param at a position; undefined: where the ledger stands. */
function answerAt<T extends object>(
  given: string,
  at: string | undefined,
  host: Host,
  told: {
    readonly report: (history: History, block: number) => Result<T, string>;
    readonly text: (report: T, layout: Layout) => string;
  },
): Answer {
  return withHistory(given, host, (history) => {
    const block = at === undefined ? undefined : history.resolve(at);
    if (block !== undefined && !block.ok) return refusal(EXIT.input, { message: block.error.message, file: given });
    const report = told.report(history, block?.value ?? history.current.block);
    if (!report.ok) return refusal(EXIT.input, { message: report.error, file: given });
    const { value } = report;
    return { kind: 'report', exitCode: EXIT.ok, json: value, text: (layout) => told.text(value, layout) };
  });
}
