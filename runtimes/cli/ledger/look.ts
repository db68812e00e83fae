import { installed } from '../../registry.ts';
import { blockReport, ledgerReport, transactionReports } from '../../workspace/lasting/ledger-report.ts';
import { createFileNamer } from '../../workspace/lasting/name-file-cells.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { infoText, logText, showText } from '../report/ledger-report.ts';
import { withHistory } from './open-history.ts';

/** Changed cells that are told of a block. */
const CELLS = 100;

export const infoAnswer = (given: string, host: Host): Answer =>
  withHistory(given, host, (history) => {
    const report = ledgerReport(given, history);
    return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => infoText(report, layout) };
  });

export const logAnswer = (given: string, position: string | undefined, limit: number, host: Host): Answer =>
  withHistory(given, host, (history) => {
    const from = position === undefined ? undefined : history.resolve(position);
    if (from !== undefined && !from.ok) return refusal(EXIT.input, { message: from.error.message, file: given });
    const blocks = history.log(from?.value ?? history.current.block, limit).map(({ id }) => blockReport(history, id));
    return { kind: 'report', exitCode: EXIT.ok, json: { blocks }, text: (layout) => logText(blocks, layout) };
  });

export const showAnswer = (given: string, position: string, host: Host): Answer =>
  withHistory(given, host, (history) => {
    const found = history.resolve(position);
    if (!found.ok) return refusal(EXIT.input, { message: found.error.message, file: given });
    const { parent } = history.block(found.value);
    const name = createFileNamer(installed, history, found.value);
    const changes = parent === undefined ? [] : history.diff(parent, found.value);
    const report = {
      block: blockReport(history, found.value),
      transactions: transactionReports(history, found.value),
      changed: changes.length,
      cells: changes.slice(0, CELLS).map(({ key, before, after }) => ({ cell: name(key), key, before, after })),
    };
    return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => showText(report, layout) };
  });
