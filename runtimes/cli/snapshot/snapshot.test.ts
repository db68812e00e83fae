import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zstdDecompressSync } from 'node:zlib';
import { LedgerFolder, grow } from '../../ledger/store/store.testkit.ts';
import { CELLS, GENESIS_STATE, growHistory, TOKEN } from '../../ledger/snapshot/snapshot.testkit.ts';
import { ALICE } from '../../ledger/ledger-contract.testkit.ts';
import { oneObject, runInProcess } from '../command-line.testkit.ts';
import { rootOf } from '../../ledger/value-of.testkit.ts';

const folder = new LedgerFolder();
const cli = (...args: string[]): ReturnType<typeof runInProcess> => runInProcess(['snapshot', ...args], folder.path);
const json = async (...args: string[]): Promise<Record<string, unknown>> => {
  const { exitCode, out, err } = await cli(...args, '--json');
  return { exitCode, ...oneObject({ exitCode, stdout: out, stderr: err }) };
};
const here = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  const ledger = await folder.open({ create: GENESIS_STATE }, here('a.ledger'));
  await growHistory(ledger);
  await rootOf(ledger);
  await folder.closeAll();
});
afterAll(() => folder.leave());

test('a ledger goes into a snapshot and out of it again', async () => {
  // Its code is none that .NET could compile.
  const done = await json('export', 'a.ledger@1', '--out', 'a.ilsnap');
  expect(done).toMatchObject({ exitCode: 0, format: 'snapshot', file: 'a.ilsnap', block: 1, omitted: [] });
  const info = await json('info', 'a.ilsnap');
  expect(info).toMatchObject({
    version: 1,
    chainId: '1337',
    block: 1,
    stateRoot: done['stateRoot'],
    sha256: done['sha256'],
    verified: true,
    contracts: [{ name: 'token', account: TOKEN }],
  });
  const made = await json('import', 'a.ilsnap', '--ledger', 'b.ledger');
  expect(made).toMatchObject({ exitCode: 0, ledger: 'b.ledger', stateRoot: done['stateRoot'] });
  expect((made['checks'] as { status: string }[]).every(({ status }) => status === 'passed')).toBe(true);
  expect((await cli('export', 'b.ledger', '--out', 'b.ilsnap')).exitCode).toBe(0);
  const [a, b] = ['a.ilsnap', 'b.ilsnap'].map((name) => zstdDecompressSync(readFileSync(here(name))).toString());
  expect(b).toBe(a);
  expect((await cli('diff', 'a.ilsnap', 'b.ledger')).out).toBe('The states are equal.\n');
});

test('what differs is named', async () => {
  const found = await json('diff', 'a.ledger@0', 'a.ledger@1');
  expect(found).toMatchObject({ added: 3, removed: 0, changed: 0, config: [] });
  expect((found['cells'] as { cell: string }[]).map(({ cell }) => cell)).toContain('token.@code');
  const names = (found['cells'] as { cell: string }[]).map(({ cell }) => cell);
  expect(names).toContain('token.total');
  expect(names).toContain(`token.balances[0x${ALICE}]`);
  const { out } = await cli('diff', 'a.ledger@main~2', 'a.ledger', '--limit', '1');
  expect(out).toContain('3 cells differ');
  expect(out).toContain('… and 2 more');
});

test('chosen accounts are named by address or by contract', async () => {
  const done = await json('export', 'a.ledger@1', '--out', 'part.ilsnap', '--accounts', `token,0x${TOKEN}`);
  expect(done).toMatchObject({ counts: { cell: CELLS.filter(([key]) => key.startsWith(TOKEN)).length, code: 1 } });
  expect((await cli('export', 'a.ledger', '--out', 'x.ilsnap', '--accounts', 'tokn')).err).toContain('Did you mean');
});

test('what is refused says what was checked, and what to do', async () => {
  writeFileSync(here('cut.ilsnap'), readFileSync(here('a.ilsnap')).subarray(0, 200));
  const told = await cli('import', 'cut.ilsnap', '--ledger', 'c.ledger');
  expect(told).toMatchObject({ exitCode: 2, out: '' });
  expect(told.err).toContain('cut.ilsnap: it ends in the middle');
  expect(told.err).toContain('✗ one whole zstd frame');
  expect(told.err).toContain('(not reached)');
  const { error } = (await json('info', 'cut.ilsnap')) as { error: { checks: { name: string; status: string }[] } };
  expect(error.checks[1]).toMatchObject({ name: 'compression', status: 'failed' });
  expect(existsSync(here('c.ledger'))).toBe(false);
  expect((await cli('export', 'a.ledger', '--out', 'a.ilsnap')).err).toContain('--force');
  expect((await cli('export', 'a.ilsnap', '--out', 'd.ilsnap')).err).toContain('is not a ledger');
  expect((await cli('export', 'a.ledger@9', '--out', 'd.ilsnap')).err).toContain('no block 9');
  expect((await cli('diff', 'none', 'a.ledger')).err).toContain('no such file');
  expect((await cli('export', 'a.ledger', '--out', 'd.x', '--format', 'perl')).err).toContain('snapshot');
});

test('code that cannot run here is refused at import', async () => {
  expect((await cli('export', 'a.ledger', '--out', 'cil.ilsnap', '--history')).exitCode).toBe(0);
  const told = await cli('import', 'cil.ilsnap', '--ledger', 'cil.ledger');
  expect(told.exitCode).toBe(2);
  expect(told.err).toContain('cannot run here: the source is no deflated JSON');
  expect(existsSync(here('cil.ledger'))).toBe(false);
});

test('a name with @ in it is a name', async () => {
  copyFileSync(here('a.ilsnap'), here('a@1.ilsnap'));
  expect((await cli('info', 'a@1.ilsnap')).exitCode).toBe(0);
  expect((await cli('diff', 'a@1.ilsnap', 'a.ledger@1')).out).toContain('equal');
  const ledger = await folder.open({}, here('a.ledger'));
  await grow(ledger);
  await folder.closeAll();
  expect((await cli('diff', 'a.ledger', 'a.ledger@main~1')).out).toContain('equal');
});
