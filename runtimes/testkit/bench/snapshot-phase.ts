/**
 * One phase of a snapshot's life in a process of its own, so that its peak memory is its own:
 * `node snapshot-phase.ts make|export|import|info|diff FOLDER CELLS`. Prints `{ms, peakMiB, bytes}`.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { accountId, balanceCell, nonceCell, storageCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { seeded } from '../../core/random.ts';
import { toHex } from '../../core/hex.ts';
import type { Result } from '../../core/result.ts';
import { diffCells } from '../../ledger/snapshot/diff-cells.ts';
import { exportSnapshot } from '../../ledger/snapshot/export-snapshot.ts';
import { openFileSource } from '../../ledger/snapshot/file-source.ts';
import { importToFile } from '../../ledger/snapshot/import-to-file.ts';
import { inspectSnapshot } from '../../ledger/snapshot/inspect-snapshot.ts';
import { openSqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { installed } from '../../registry.ts';
import { openState } from '../../workspace/formats/open-state.ts';
import { rootOf } from '../../ledger/value-of.testkit.ts';

const [phase = '', folder = '.', count = '1000000'] = process.argv.slice(2);
const [ledger, file, copy] = ['bench.ledger', 'bench.ilsnap', 'copy.ledger'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const TOKEN = accountId('70'.repeat(20));

/** Accounts with a balance and a nonce, and two entries each in the mappings of a token. */
function* cells(): Generator<readonly [CellKey, CellValue]> {
  const random = seeded(1);
  for (let i = 0; i < Number(count) / 4; i++) {
    const account = accountId(toHex(random.bytes(20)));
    yield [balanceCell(account), (10n ** 21n + BigInt(i)).toString(16)];
    yield [nonceCell(account), (i + 1).toString(16)];
    for (let entry = 0; entry < 2; entry++)
      yield [storageCell(TOKEN, '', toHex(random.bytes(32))), (BigInt(i + 1) * 10n ** 18n).toString(16)];
  }
}

function value<T>(result: Result<T, { readonly message: string }>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

const PHASES: Readonly<Record<string, () => Promise<string>>> = {
  async make() {
    const config = { chainId: 1n, hardfork: 'prague' };
    const made = value(
      await openSqliteLedger({ file: ledger, create: { config, genesis: { cells: cells(), codes: [] } } }),
    );
    await rootOf(made);
    await made.close();
    return ledger;
  },
  async export() {
    const source = value(openFileSource(ledger));
    value(await exportSnapshot({ source, file, program: 'bench', replace: true }));
    source.close();
    return file;
  },
  async import() {
    value(await importToFile({ file, ledger: copy }));
    return copy;
  },
  async info() {
    value(await inspectSnapshot(file));
    return file;
  },
  async diff() {
    const [a, b] = [file, copy].map((one) => openState({ file: one, position: undefined }, { registry: installed }));
    const [before, after] = [
      value(await (a as Exclude<typeof a, undefined>)),
      value(await (b as Exclude<typeof b, undefined>)),
    ];
    for await (const one of diffCells(before.cells, after.cells)) throw new Error(`${one.key} differs`);
    before.close();
    after.close();
    return file;
  },
};

const began = performance.now();
const made = await PHASES[phase]?.();
const ms = performance.now() - began;
console.log(JSON.stringify({ ms, peakMiB: process.resourceUsage().maxRSS / 1024, bytes: statSync(made ?? '').size }));
