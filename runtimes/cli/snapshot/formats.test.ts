import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALICE } from '../../ledger/ledger-contract.testkit.ts';
import { CELLS, CODE, GENESIS_STATE, growHistory, TOKEN } from '../../ledger/snapshot/snapshot.testkit.ts';
import { LedgerFolder } from '../../ledger/store/store.testkit.ts';
import { installed } from '../../registry.ts';
import { oneObject, runInProcess } from '../command-line.testkit.ts';

/** As that of every ledger that this program makes. */
const CONFIG = installed.ledgerConfig(1337n, 'cancun');

const folder = new LedgerFolder();
const cli = (...args: string[]): ReturnType<typeof runInProcess> => runInProcess(['snapshot', ...args], folder.path);
const json = async (...args: string[]): Promise<Record<string, unknown>> => {
  const { exitCode, out, err } = await cli(...args, '--json');
  return { exitCode, ...oneObject({ exitCode, stdout: out, stderr: err }) };
};
const here = (name: string): string => join(folder.path, name);
const text = (name: string): string => readFileSync(here(name), 'utf8');

beforeAll(async () => {
  const ledger = await folder.open({ create: { ...GENESIS_STATE, config: CONFIG } }, here('a.ledger'));
  await growHistory(ledger);
  await folder.closeAll();
});
afterAll(() => folder.leave());

describe.each([
  ['anvil', 'x.anvil.json', 1],
  ['genesis', 'my-genesis.json', 0],
])('%s', (format, file, block) => {
  test('is chosen by the ending of the file, and recognised by what is in it', async () => {
    const done = await json('export', 'a.ledger@1', '--out', file);
    expect(done).toMatchObject({ exitCode: 0, format, file, block: 1, counts: { account: 2, code: 1 } });
    writeFileSync(here(`${format}.txt`), text(file));
    const made = await json('import', `${format}.txt`, '--ledger', `${format}.ledger`, ...chainOf(format));
    expect(made).toMatchObject({ exitCode: 0, format, block, stateRoot: done['stateRoot'], counts: done['counts'] });
    expect((made['checks'] as { status: string }[]).every(({ status }) => status === 'passed')).toBe(true);
    const again = await cli('export', `${format}.ledger`, '--out', `again-${file}`);
    expect(again.exitCode).toBe(0);
    expect(accountsOf(text(`again-${file}`))).toEqual(accountsOf(text(file)));
    expect((await cli('diff', `${format}.ledger`, 'a.ledger@1')).out).toContain('only in the second');
  });

  test('says what it has no place for, with --json too', async () => {
    const { exitCode, err } = await cli('export', 'a.ledger', '--out', file, '--force', '--json');
    expect(exitCode).toBe(0);
    expect(err).toContain('not in the file: accounts whose ids are no 20-byte addresses: 1');
    expect(err).toContain('not in the file: the history: blocks 1 to 3');
    expect(err).toContain('names, ABIs and layouts of contracts (token)');
  });

  test('is looked at and compared like a snapshot', async () => {
    const copy = `${format}.txt`;
    const info = await json('info', copy);
    expect(info).toMatchObject({
      exitCode: 0,
      file: copy,
      format,
      counts: { account: 2, code: 1 },
      omitted: expect.anything(),
    });
    expect(info['checks']).toHaveLength(4);
    expect((await cli('info', copy)).out).toContain(`${copy}  ${format}, after block`);
    expect((await cli('diff', `${format}.ledger`, copy)).out).toBe('The states are equal.\n');
    const changed = text(copy).replace(/"0x0{63}7"/, '"0x08"');
    expect(changed).not.toBe(text(copy));
    writeFileSync(here('changed.json'), changed);
    const { cells } = await json('diff', 'a.ledger@1', 'changed.json');
    expect(cells).toContainEqual(
      expect.objectContaining({ cell: `token.balances[0x${ALICE}]`, before: '7', after: '8' }),
    );
  });

  test('of some accounts', async () => {
    const done = await json('export', 'a.ledger@1', '--out', `token-${file}`, '--accounts', 'token');
    expect(done).toMatchObject({ counts: { account: 1, code: 1 } });
    const none = await cli('export', 'a.ledger', '--out', `none-${file}`, '--accounts', `0x${'ab'.repeat(20)}`);
    expect(none).toMatchObject({ exitCode: 2, err: expect.stringContaining('holds nothing there') });
    expect(existsSync(here(`none-${file}`))).toBe(false);
  });

  test('does not replace a file, and carries no history', async () => {
    expect((await cli('export', 'a.ledger', '--out', file)).err).toContain('--force');
    expect((await cli('export', 'a.ledger', '--out', 'h.json', '--format', format, '--history')).err).toContain(
      `${format} carries no history`,
    );
  });

  test('that is refused says where, what was checked and what to do, and leaves nothing', async () => {
    writeFileSync(here('bad.json'), '');
    const before = readdirSync(folder.path);
    writeFileSync(here('bad.json'), text(file).replace('"balance":"0x', '"balance":"0xq'));
    const told = await cli('import', 'bad.json', '--ledger', 'bad.ledger');
    expect(told).toMatchObject({ exitCode: 2, out: '' });
    expect(told.err).toMatch(/bad\.json:\d+:\d+: \w+\.0x[0-9a-f]{40}\.balance: expected an integer/);
    expect(told.err).toContain('✗ well-formed');
    expect(told.err).toContain('· the new ledger is written (not reached)');
    const { error } = (await json('import', 'bad.json', '--ledger', 'bad.ledger')) as {
      error: { line: number; column: number };
    };
    expect(error.line).toBeGreaterThan(1);
    expect(error.column).toBeGreaterThan(1);
    expect(readdirSync(folder.path)).toEqual(before);
    expect((await cli('import', file, '--ledger', 'a.ledger')).err).toContain('there is such a file already');
    writeFileSync(here('bad.json'), text(file).slice(0, -60));
    expect((await cli('import', 'bad.json', '--ledger', 'bad.ledger')).err).toContain('the file ends');
  });
});

/** What a state of anvil does not say. */
const chainOf = (format: string): string[] =>
  format === 'anvil' ? ['--chain-id', '1337', '--hardfork', CONFIG.hardfork] : [];

function accountsOf(file: string): unknown {
  const { alloc, accounts } = JSON.parse(file) as { readonly alloc?: unknown; readonly accounts?: unknown };
  return alloc ?? accounts;
}

test('what the file does not say of the chain is assumed, and said', async () => {
  const made = await cli('import', 'x.anvil.json', '--ledger', 'assumed.ledger');
  expect(made.err).toContain('assumed: chain id 31337 (--chain-id)');
  expect(made.err).toContain('assumed: hardfork osaka (--hardfork)');
  expect((await cli('import', 'my-genesis.json', '--ledger', 'b.ledger', '--hardfork', 'cancun')).err).not.toContain(
    'assumed',
  );
  const newer = text('my-genesis.json').replace('"config":{', '"config":{"amsterdamTime":0,');
  writeFileSync(here('newer.json'), newer);
  const told = await cli('import', 'newer.json', '--ledger', 'c.ledger');
  expect(told).toMatchObject({ exitCode: 2, err: expect.stringContaining('config.amsterdamTime') });
  expect((await cli('import', 'newer.json', '--ledger', 'c.ledger', '--hardfork', 'osaka')).exitCode).toBe(0);
  await cli('export', 'a.ledger', '--out', 'a.ilsnap');
  expect((await cli('import', 'a.ilsnap', '--ledger', 'd.ledger', '--chain-id', '5')).err).toContain('Leave out');
});

test('code at the address of a builtin is refused', async () => {
  const alloc = { alloc: { [`0x${'1'.padStart(40, '0')}`]: { code: '0x60' } } };
  writeFileSync(here('builtin.json'), JSON.stringify(alloc));
  const told = await cli('import', 'builtin.json', '--ledger', 'e.ledger');
  expect(told).toMatchObject({ exitCode: 2, err: expect.stringContaining('answers there itself') });
});

describe('csv', () => {
  test('lists every cell with its name, its key and what it holds', async () => {
    const done = await json('export', 'a.ledger@1', '--out', 'a.csv');
    expect(done).toMatchObject({ exitCode: 0, format: 'csv', counts: { cell: CELLS.length } });
    const [titles, ...lines] = text('a.csv').trimEnd().split('\r\n');
    expect(titles).toBe('cell,key,value,decimal');
    expect(lines).toHaveLength(CELLS.length);
    expect(lines).toContain(`0x${ALICE}.@balance,${ALICE}/b,0xff,255`);
    expect(lines).toContain(`token.@code,${TOKEN}/c,evm:${CODE.hash},`);
    expect(lines).toContain(`token.total,${TOKEN}/s/${'0'.repeat(64)},0x5,5`);
    expect(lines.find((line) => line.startsWith(`token.balances[0x${ALICE}]`))).toMatch(/,0x7,7$/);
    expect((await json('export', 'a.ledger@1', '--out', 'a.ilsnap', '--force'))['stateRoot']).toBe(done['stateRoot']);
  });

  test('is not imported, and says why', async () => {
    const told = await cli('import', 'a.csv', '--ledger', 'f.ledger');
    expect(told).toMatchObject({ exitCode: 2, err: expect.stringContaining('a table of cells makes no ledger') });
  });
});

test('files that are none are refused, and so are endings that could be several', async () => {
  writeFileSync(here('any.json'), '{"name":"interleave"}');
  expect((await cli('import', 'any.json', '--ledger', 'g.ledger')).err).toContain(
    'none of the kinds of files that carry a state: snapshot, anvil, genesis',
  );
  expect((await cli('import', 'none.json', '--ledger', 'g.ledger')).err).toContain('no such file');
  expect((await cli('import', 'any.json', '--ledger', 'g.ledger', '--format', 'genesis')).err).toContain(
    'there is no "alloc"',
  );
  expect((await cli('export', 'a.ledger', '--out', 'state.json')).err).toContain('name one with --format');
});
