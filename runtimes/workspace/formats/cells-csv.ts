/** Cells as comma-separated values (RFC 4180), to look at in a spreadsheet or to count with other tools. */
import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { parseCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { err, ok } from '../../core/result.ts';
import { failureOf, sourceFailure, stopIfCancelled, taken } from '../../ledger/snapshot/failure.ts';
import { StreamedRoot } from '../../ledger/snapshot/streamed-root.ts';
import { publish, temporaryOf, writePieces } from '../../ledger/snapshot/whole-file.ts';
import type { Registry } from '../../registry.ts';
import { cellNamer } from '../run/name-cells.ts';
import { withScenarioAccounts } from '../run/scenario-labels.ts';
import { lostOfSource } from './lost-of-source.ts';
import { sourceNamer } from './source-names.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import type { StateFormat } from './state-format.ts';

const TITLES = 'cell,key,value,decimal';
/** Cells that are named at a time. */
const BATCH = 4_096;

export const cellsCsv: StateFormat = {
  name: 'csv',
  summary: 'a table of cells with their names, of every runtime; only to be looked at',
  extensions: ['.csv'],
  hasHistory: false,
  recognises: (start) => Buffer.from(start.subarray(0, TITLES.length)).toString('latin1') === TITLES,
  async export({ source, file, registry, accounts, replace, signal, onProgress }) {
    const temporary = temporaryOf(file);
    const root = new StreamedRoot(source.config);
    let cells = 0;
    try {
      if (replace !== true && existsSync(file)) return err(taken(file));
      function* counted(): Generator<readonly [CellKey, CellValue]> {
        for (const [key, value] of source.cells(accounts && [...new Set(accounts)].sort())) {
          root.add(key, value);
          cells++;
          yield [key, value];
        }
      }
      await writePieces(temporary, rows(source, counted(), registry), () => {
        onProgress?.('writing cells', cells, undefined);
        stopIfCancelled(file, signal);
      });
      const { size } = statSync(temporary);
      await publish(temporary, file, replace === true);
      const omitted = ['code, of which the cells name the hashes', 'the configuration', ...lostOfSource(source)];
      const { block } = source;
      return ok({ file, block, stateRoot: root.root(), counts: { cell: cells }, fileBytes: size, omitted });
    } catch (error) {
      return err(sourceFailure(source.name, error) ?? failureOf(file, error));
    } finally {
      root.close();
      await rm(temporary, { force: true });
    }
  },
  import:
    'a table of cells makes no ledger: it has neither code nor configuration nor a checksum, and spreadsheets change numbers when they save them',
};

/** Lines, a batch of them at a time: names need the preimages of the keys. */
function* rows(
  source: SnapshotSource,
  cells: Iterable<readonly [CellKey, CellValue]>,
  registry: Registry,
): Generator<string> {
  yield `${TITLES}\r\n`;
  const namesOf = sourceNamer(source);
  let batch: (readonly [CellKey, CellValue])[] = [];
  const flush = (): string => {
    const keys = batch.map(([key]) => key);
    const name = cellNamer(registry, withScenarioAccounts(namesOf(keys)));
    const text = batch.map(([key, value]) => row(name(key), key, value)).join('');
    batch = [];
    return text;
  };
  for (const cell of cells) if (batch.push(cell) === BATCH) yield flush();
  yield flush();
}

/** A number of a cell, also with digits that a spreadsheet leaves alone: hex begins with 0x. */
function row(name: string, key: CellKey, value: CellValue): string {
  const isNumber = parseCell(key)?.field.kind !== 'code' && /^[0-9a-f]{1,64}$/.test(value);
  const columns = isNumber ? [name, key, `0x${value}`, BigInt(`0x${value}`).toString()] : [name, key, value, ''];
  return `${columns.map(field).join(',')}\r\n`;
}

/** Text that a spreadsheet would take for a formula gets a quote in front (OWASP, "CSV Injection"). */
function field(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
