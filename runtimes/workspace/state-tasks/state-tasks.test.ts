import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storageCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { ALICE, TEST_CONFIG, testCommit } from '../../ledger/ledger-contract.testkit.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { LedgerFolder } from '../../ledger/store/store.testkit.ts';
import { rootOf, valueOf } from '../../ledger/value-of.testkit.ts';
import { installed } from '../../registry.ts';
import { runStateTask } from './run-state-task.ts';
import { startStateTask } from './state-tasks.ts';

const folder = new LedgerFolder();
const here = (name: string): string => join(folder.path, name);
const from = { file: here('a.ledger'), position: undefined };
const CELLS = 30_000;
let ledger: SqliteLedger;

function* cells(): Generator<readonly [CellKey, CellValue]> {
  for (let i = 0; i < CELLS; i++)
    yield [storageCell(ALICE, '', i.toString(16).padStart(64, '0')), (i + 1).toString(16)];
}

beforeAll(async () => {
  ledger = await folder.open({ create: { config: TEST_CONFIG, genesis: { cells: cells(), codes: [] } } }, from.file);
});
afterAll(() => folder.leave());

test('a thread exports the ledger that this one has open, and does what is done here', async () => {
  const phases = new Set<string>();
  const task = { kind: 'export', from, file: here('thread.ilsnap') } as const;
  const exporting = startStateTask(task, { onProgress: (phase) => phases.add(phase) });
  // Commits go on meanwhile; the file shows the state before them or after them.
  valueOf(await ledger.commit(testCommit(1, [])));
  const done = valueOf(await exporting);
  expect(done).toMatchObject({ format: 'snapshot', stateRoot: await rootOf(ledger), counts: { cell: CELLS } });
  expect([...phases]).toEqual(['reading cells', 'writing cells']);
  valueOf(await startStateTask({ ...task, from: { ...from, position: '0' }, replace: true }));
  const same = { ...task, from: { ...from, position: '0' }, file: here('here.ilsnap') };
  valueOf(await runStateTask(same, { registry: installed }));
  expect(readFileSync(here('thread.ilsnap')).equals(readFileSync(here('here.ilsnap')))).toBe(true);
});

test('a thread imports, inspects and compares', async () => {
  const file = here('here.ilsnap');
  const made = valueOf(await startStateTask({ kind: 'import', file, ledger: here('b.ledger') }));
  expect(made.stateRoot).toBe(await rootOf(ledger));
  expect(made.checks.every(({ status }) => status === 'passed')).toBe(true);
  const found = valueOf(await startStateTask({ kind: 'inspect', file }));
  expect(found).toMatchObject({ format: 'snapshot', header: { stateRoot: made.stateRoot } });
  const after = { file: here('b.ledger'), position: undefined };
  const checks = valueOf(await startStateTask({ kind: 'check', file: here('b.ledger') }));
  expect(checks.every(({ status }) => status === 'passed')).toBe(true);
  const diff = await startStateTask({ kind: 'diff', before: from, after, limit: 5 });
  expect(valueOf(diff)).toMatchObject({ added: 0, removed: 0, changed: 0 });
});

test('what is refused or cancelled says so and leaves nothing', async () => {
  const before = readdirSync(folder.path).sort();
  const cut = here('cut.ilsnap');
  writeFileSync(cut, readFileSync(here('here.ilsnap')).subarray(0, 5_000));
  const refused = await startStateTask({ kind: 'import', file: cut, ledger: here('c.ledger') });
  expect(refused).toMatchObject({ ok: false, error: { code: 'refused', file: cut } });
  expect(refused.ok || refused.error.checks.some(({ status }) => status === 'failed')).toBe(true);
  const cancel = new AbortController();
  const file = here('here.ilsnap');
  const cancelled = await startStateTask(
    { kind: 'import', file, ledger: here('c.ledger') },
    { signal: cancel.signal, onProgress: () => cancel.abort() },
  );
  expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const early = await startStateTask({ kind: 'inspect', file }, { signal: cancel.signal });
  expect(early).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const wrong = { kind: 'export', from, file: here('x.csv'), history: true } as const;
  expect(await startStateTask(wrong)).toMatchObject({ ok: false, error: { code: 'source' } });
  expect(existsSync(here('c.ledger'))).toBe(false);
  expect(readdirSync(folder.path).sort()).toEqual([...before, 'cut.ilsnap'].sort());
});
