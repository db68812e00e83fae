import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALICE, testCommit } from '../ledger-contract.testkit.ts';
import { GENESIS_STATE, growHistory } from '../snapshot/snapshot.testkit.ts';
import { rootOf, valueOf } from '../value-of.testkit.ts';
import { checkFile, type FileCheck } from './check-file.ts';
import { A, grow, LedgerFolder } from './store.testkit.ts';

const folder = new LedgerFolder();
let whole: string;

/** A history with every kind of row, a block that no branch leads to any more, and a second branch. */
beforeAll(async () => {
  const ledger = await folder.open({ create: GENESIS_STATE });
  await growHistory(ledger);
  const { receipts, ...block } = testCommit(4, [[A, '4']]);
  const events = [{ account: ALICE, topics: ['ab'.repeat(32)], data: Uint8Array.of(1, 2) }];
  valueOf(await ledger.commit({ ...block, receipts: receipts.map((receipt) => ({ ...receipt, events })) }));
  await grow(ledger, [A, '5']);
  valueOf(await ledger.addBranch('other', ledger.at));
  valueOf(await ledger.move('main', ledger.at - 1, 'revert'));
  await grow(ledger, [A, '6']);
  await rootOf(ledger);
  await ledger.close();
  whole = ledger.file;
});
afterAll(() => folder.leave());

const check = async (file: string): Promise<readonly FileCheck[]> => valueOf(await checkFile(file));
const failed = (checks: readonly FileCheck[]): readonly FileCheck['name'][] =>
  checks.filter(({ status }) => status === 'failed').map(({ name }) => name);

it('finds nothing in a file that is as it was written', async () => {
  const phases = new Set<string>();
  const checks = valueOf(await checkFile(whole, { onProgress: (phase) => phases.add(phase) }));
  expect(failed(checks)).toEqual([]);
  expect(checks.map(({ detail }) => detail)).toEqual(['', '', '', '', '', '']);
  expect([...phases]).toEqual(['checking pages', 'checking blocks', 'working states out']);
});

it.each<[string, string, FileCheck['name'][]]>([
  ['an outcome', "UPDATE tx SET status = 'outOfGas' WHERE block = 4", ['outcomes']],
  ['an output', "UPDATE tx SET output = x'01' WHERE block = 4", ['outcomes']],
  ['gas', 'UPDATE tx SET gas_used = gas_used + 1 WHERE block = 4', ['outcomes']],
  ['an event', "UPDATE event SET data = x'0103'", ['outcomes']],
  ['a record', 'UPDATE record SET json = replace(json, \'"5"\', \'"6"\')', ['outcomes']],
  ['a decision', "UPDATE block SET hash = 'ab' || substr(hash, 3) WHERE id = 3", ['blocks']],
  ['a transaction', "UPDATE tx SET body = CAST(replace(body, 'evm', 'evn') AS BLOB) WHERE block = 3", ['blocks']],
  ['a trace', "UPDATE trace SET effects = x'00'", ['traces']],
  ['what an old block left', "UPDATE change SET value = '77' WHERE block = 4", ['states']],
  ['what an old block found', "UPDATE change SET before = '77' WHERE block = 4", ['states']],
  ['a state root', "UPDATE block SET state_root = replace(state_root, 'a', 'b') WHERE id = 3", ['states']],
  ['what is on a branch', "UPDATE change SET value = '77' WHERE block = 6", ['states']],
  ['a cell', "UPDATE cell SET value = '77' WHERE id = 1", ['cells']],
])('finds %s that was changed', async (_what, script, names) => {
  const file = folder.file();
  copyFileSync(whole, file);
  const db = new DatabaseSync(file);
  expect(db.prepare(script).run().changes).toBeGreaterThan(0);
  db.close();
  expect(failed(await check(file))).toEqual(expect.arrayContaining(names));
});

it('says of a file of an earlier version what cannot be told', async () => {
  const file = folder.file();
  writeFileSync(file, zstdDecompressSync(readFileSync(join(import.meta.dirname, 'samples', 'schema-1.ledger.zst'))));
  const checks = await check(file);
  expect(failed(checks)).toEqual([]);
  expect(checks.find(({ name }) => name === 'outcomes')?.detail).toMatch(/^21 blocks were written by a version/);
});

it('can be cancelled, and refuses what is no ledger', async () => {
  expect(await checkFile(whole, { signal: AbortSignal.abort() })).toMatchObject({ error: { code: 'cancelled' } });
  expect(await checkFile(import.meta.filename)).toMatchObject({ ok: false, error: { code: 'file' } });
});
