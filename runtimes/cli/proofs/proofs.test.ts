import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceCell, nonceCell, parseCell, storageCell } from '../../core/cell.ts';
import { ethereumRoot } from '../../evm/state/ethereum-root.ts';
import { ALICE, BOB } from '../../ledger/ledger-contract.testkit.ts';
import { CELLS, ENTRY, GENESIS_STATE, growHistory, TOKEN } from '../../ledger/snapshot/snapshot.testkit.ts';
import { LedgerFolder } from '../../ledger/store/store.testkit.ts';
import { rootOf } from '../../ledger/value-of.testkit.ts';
import { oneObject, runInProcess } from '../command-line.testkit.ts';

const folder = new LedgerFolder();
const here = (name: string): string => join(folder.path, name);
const cli = (...args: string[]): ReturnType<typeof runInProcess> => runInProcess(args, folder.path);
const json = async (...args: string[]): Promise<Record<string, unknown>> => {
  const { exitCode, out, err } = await cli(...args, '--json');
  return { exitCode, ...oneObject({ exitCode, stdout: out, stderr: err }) };
};
const roots: string[] = [];
/** Bob's. */
const LONG_ID = 'accounts whose ids are no 20-byte addresses: 1';

beforeAll(async () => {
  const ledger = await folder.open({ create: GENESIS_STATE }, here('a.ledger'));
  roots.push(await rootOf(ledger));
  await growHistory(ledger);
  roots.push(await rootOf(ledger));
  await folder.closeAll();
});
afterAll(() => folder.leave());

describe('cli root', () => {
  test('works out the root after any block', async () => {
    expect(await json('root', 'a.ledger')).toMatchObject({ exitCode: 0, block: 3, stateRoot: roots[1], foreign: {} });
    expect(await json('root', 'a.ledger', '--at', '0')).toMatchObject({ block: 0, cells: 3, stateRoot: roots[0] });
    expect((await cli('root', 'a.ledger@0')).out).toContain(roots[0]);
  });

  test('and the one that Ethereum would give to the EVM part', async () => {
    const { foreign } = await json('root', 'a.ledger', '--at', '1', '--ethereum');
    expect(foreign).toEqual({
      ethereum: { title: 'Ethereum state root', root: ethereumRoot(CELLS), accounts: 2, leftOut: [LONG_ID] },
    });
    const { out } = await cli('root', 'a.ledger', '--ethereum');
    expect(out).toContain('Ethereum state root 0x');
  });

  test('refuses what is no ledger and blocks that are not there', async () => {
    expect((await cli('root', 'none.ledger')).err).toContain('does not exist');
    expect((await cli('root', 'a.ledger', '--at', '9')).err).toContain('no block 9');
    expect((await cli('root', 'a.ledger@1', '--at', '2')).err).toContain('two blocks are named');
  });
});

interface Proof {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  readonly steps: unknown[];
}
const proved = async (cell: string, ...args: string[]): Promise<readonly Proof[]> => {
  const { exitCode, proofs } = await json('prove', 'a.ledger', cell, ...args);
  expect(exitCode).toBe(0);
  return proofs as readonly Proof[];
};

describe('cli prove', () => {
  const entry = storageCell(TOKEN, '', ENTRY);

  test.each([
    ['a name', `token.balances[0x${ALICE}]`, entry, '7'],
    ['an address instead of a name', `0x${TOKEN}.total`, storageCell(TOKEN, '', '0'.repeat(64)), '5'],
    ['the key of a slot', `token.[0x${ENTRY}]`, entry, '7'],
    ['the key of the cell', entry, entry, '7'],
    ['a field', `0x${ALICE}.@nonce`, nonceCell(ALICE), '2'],
    ['a name of what nobody ever wrote', 'token.balances[token]', undefined, ''],
  ])('a cell by %s', async (_, text, key, value) => {
    const [proof] = await proved(text);
    if (key !== undefined) expect(proof?.key).toBe(key);
    expect(parseCell(proof?.key ?? '')).toBeDefined();
    expect(proof?.value).toBe(value);
  });

  test('of an account: all that it has beside storage', async () => {
    const proofs = await proved('token', '--at', '1');
    expect(proofs.map(({ name }) => name)).toEqual(
      ['balance', 'nonce', 'code', 'epoch', 'empty'].map((field) => `token.@${field}`),
    );
  });

  test('writes a file that can be checked without the ledger', async () => {
    expect((await cli('prove', 'a.ledger', `0x${BOB}.@balance`, '--at', '0', '--out', 'b.json')).out).toContain(
      'holds 0x1 (1)',
    );
    const told = await cli('prove', '--check', 'b.json');
    expect(told).toMatchObject({ exitCode: 0, out: expect.stringContaining('That root is what the file itself says') });
    expect(await json('prove', '--check', 'b.json', '--root', `0x${roots[0]}`)).toMatchObject({
      exitCode: 0,
      rootGiven: true,
      holds: true,
      proofs: [{ key: balanceCell(BOB), value: '1', holds: true }],
    });
    const other = await cli('prove', '--check', 'b.json', '--root', roots[1] ?? '');
    expect(other).toMatchObject({ exitCode: 1, out: expect.stringContaining('the proof does not hold') });
    writeFileSync(here('lie.json'), readFileSync(here('b.json'), 'utf8').replace('"value": "1"', '"value": "2"'));
    expect((await cli('prove', '--check', 'lie.json')).exitCode).toBe(1);
    expect((await cli('prove', 'a.ledger', 'token', '--out', 'b.json')).err).toContain('such a file already');
  });

  test.each([
    ['no JSON', (text: string) => text.slice(0, 200), 'it is no JSON'],
    ['another file', () => '{"name":"x"}', 'interleaveProof is missing'],
    ['a newer file', (text: string) => text.replace('"interleaveProof": 1', '"interleaveProof": 2'), 'knows version 1'],
    ['a step without a hash', (text: string) => text.replace(/"sibling": "\w/, '"sibling": "'), 'proofs[0].steps[0]'],
    ['no root', (text: string) => text.replace('"stateRoot"', '"root"'), 'stateRoot: expected 64 hex digits'],
  ])('a file to check that is %s is refused', async (_, change, message) => {
    await cli('prove', 'a.ledger', `0x${ALICE}.@nonce`, '--out', 'good.json');
    writeFileSync(here('bad.json'), change(readFileSync(here('good.json'), 'utf8')));
    const told = await cli('prove', '--check', 'bad.json');
    expect(told.exitCode).toBe(2);
    expect(told.err).toContain(message);
  });

  test.each([
    ['tokn.total', 'Did you mean "token"?'],
    ['token.totl', 'there are: total, balances'],
    ['token.balances', 'needs a key in brackets'],
    ['token.balances[alice]', '"alice" is no key of balances'],
    ['token.@balanc', 'Did you mean "balance"?'],
    [`0x${ALICE}.total`, 'no storage layout of that account'],
  ])('%s leads nowhere, and it is said why', async (text, message) => {
    const told = await cli('prove', 'a.ledger', text);
    expect(told.exitCode).toBe(2);
    expect(told.err).toContain(message);
  });

  test('arguments that do not fit together', async () => {
    expect((await cli('prove', 'a.ledger')).err).toContain('name a ledger file and a cell');
    expect((await cli('prove', 'a.ledger', 'token', '--check', 'b.json')).err).toContain('--check needs no ledger');
    expect((await cli('prove', 'a.ledger', 'token', '--root', 'ab'.repeat(32))).err).toContain('--root goes with');
    expect((await cli('prove', '--check', 'b.json', '--root', 'xy')).err).toContain('64 hex digits');
  });
});
