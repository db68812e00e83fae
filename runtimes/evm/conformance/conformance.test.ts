import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addQuantity, accountId } from '../../core/cell.ts';
import { fromHex } from '../../core/hex.ts';
import { GENESIS } from '../../core/version.ts';
import { TransactionJournal } from '../../executor/transaction-journal.ts';
import type { LaneRuntime } from '../../sdk/runtime.ts';
import { ethereumRoot } from '../state/ethereum-root.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { createLane } from '../executor.ts';
import { conformanceCases, type CaseFilter } from './cases.ts';
import type { Fixture } from './fixture.ts';
import { FixtureSourceError } from './fixture-files.ts';
import { logsHash } from './logs-hash.ts';
import { stateOf } from './pre-state.ts';
import { runConformance, type ConformanceReport } from './run-conformance.ts';
import { toTransaction } from './to-transaction.ts';
import type { ConformanceExecute } from '../../sdk/conformance.ts';

const ALICE = `0x${'a1'.repeat(20)}`;
const BOB = `0x${'b0'.repeat(20)}`;
const NO_LOGS = `0x${logsHash([])}`;

/** Executes on a lane over a map, without a kernel. */
function inMemory(): ConformanceExecute {
  const lanes = new Map<string, LaneRuntime>();
  let codes = new Map<string, Uint8Array>();
  return async ({ cells, codes: blobs, block, config, tx }) => {
    codes = new Map(blobs.map(({ hash, bytes }) => [hash, bytes]));
    const code = (hash: string): Uint8Array => codes.get(hash) ?? new Uint8Array(0);
    const lane =
      lanes.get(config.hardfork) ??
      (await createLane({ config, code, notePreimage: () => undefined, call: () => ({}) as never }));
    lanes.set(config.hardfork, lane);
    const journal = new TransactionJournal((key) => ({
      value: cells.get(key) ?? '',
      version: GENESIS,
      byValue: false,
    }));
    const execution = await lane.execute(tx, block, journal, 'transaction');
    if (execution.kind !== 'done') throw new Error(`misrouted to ${execution.runtime}`);
    const { writes, deltas, events } = journal.finish();
    const after = new Map(cells);
    for (const { key, value } of writes) after.set(key, value);
    for (const { key, amount } of deltas) after.set(key, addQuantity(after.get(key) ?? '', amount));
    return { cells: after, events, outcome: execution.outcome };
  };
}

const account = (balance: string, nonce = '0x00') => ({ balance, nonce, code: '0x', storage: {} });

/** Pays 1 or 2 wei, and once more than there is. The expected roots are made from the state that must come out. */
async function transferFixture(): Promise<Fixture> {
  const pre = { [ALICE]: account('0x100000') };
  const root = async (after: Parameters<typeof stateOf>[0]): Promise<string> =>
    `0x${ethereumRoot(stateOf(after).cells)}`;
  const paid = (value: number) =>
    root({ [ALICE]: account(`0x${(0x100000 - value).toString(16)}`, '0x01'), [BOB]: account(`0x0${value}`) });
  const post = [
    { hash: await paid(1), logs: NO_LOGS, indexes: { data: 0, gas: 0, value: 0 } },
    { hash: await paid(2), logs: NO_LOGS, indexes: { data: 0, gas: 0, value: 1 } },
    { hash: await root(pre), logs: NO_LOGS, indexes: { data: 0, gas: 0, value: 2 }, expectException: 'TR_NoFunds' },
  ];
  return {
    env: {
      currentCoinbase: `0x${'c0'.repeat(20)}`,
      currentGasLimit: '0x989680',
      currentNumber: '0x01',
      currentTimestamp: '0x03e8',
      currentBaseFee: '0x00',
    },
    pre,
    transaction: {
      data: ['0x'],
      gasLimit: ['0x5208'],
      value: ['0x01', '0x02', '0x:bigint 0x01000000'],
      nonce: '0x00',
      to: BOB,
      sender: ALICE,
      gasPrice: '0x00',
    },
    post: { Cancun: post, Merge: post, Atlantis: post },
  };
}

let folder: string;
let fixture: Fixture;
const run = (filter: CaseFilter = {}, source = folder): Promise<ConformanceReport> =>
  runConformance({ source, execute: inMemory(), ...filter });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conformance-'));
  fixture = await transferFixture();
  await mkdir(path.join(folder, 'stExample', '.meta'), { recursive: true });
  await writeFile(path.join(folder, 'stExample', 'transfer.json'), JSON.stringify({ transfer: fixture }));
  await writeFile(path.join(folder, 'stExample', '.meta', 'index.json'), 'not for us');
});

afterAll(() => rm(folder, { recursive: true }));

describe('running fixtures', () => {
  test('cases pass, forks nobody knows are skipped with the reason', async () => {
    const report = await run();
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({
      cases: 9,
      passed: 6,
      failed: 0,
      skipped: 3,
      skips: { 'hardfork Atlantis is not supported': 3 },
    });
  });

  test('a fork is chosen by its name or the ledger’s', async () => {
    expect((await run({ fork: 'cancun' })).cases).toBe(3);
    expect((await run({ fork: 'paris' })).cases).toBe(3);
  });

  test('shards part the cases between them', async () => {
    const shards = await Promise.all([1, 2, 3].map((index) => run({ shard: { index, count: 3 } })));
    expect(shards.reduce((sum, { cases }) => sum + cases, 0)).toBe(9);
    expect(shards.every(({ cases }) => cases < 9)).toBe(true);
  });

  test('a tar archive, plain or gzipped, is the same', async () => {
    const archive = pack();
    archive.entry({ name: './stExample/transfer.json' }, JSON.stringify({ transfer: fixture }));
    archive.finalize();
    const bytes = await buffer(archive);
    await writeFile(path.join(folder, 'fixtures.tar'), bytes);
    await writeFile(path.join(folder, 'fixtures.tar.gz'), gzipSync(bytes));
    for (const name of ['fixtures.tar', 'fixtures.tar.gz'])
      expect(await run({}, path.join(folder, name))).toMatchObject({ cases: 9, passed: 6 });
  });

  test('wrong roots, logs and exceptions are failures that say so', async () => {
    const at = path.join(folder, 'wrong.json');
    const [first, second, third] = fixture.post['Cancun'] ?? [];
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('the fixture has three cases');
    const wrong = [
      { ...first, hash: `0x${'0'.repeat(64)}` },
      { ...second, logs: `0x${'0'.repeat(64)}` },
      { ...third, expectException: undefined },
    ];
    await writeFile(
      at,
      JSON.stringify({ wrong: { ...fixture, post: { Cancun: [...wrong, { ...first, expectException: 'TR_Any' }] } } }),
    );
    const { failures } = await run({}, at);
    expect(failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^state root [0-9a-f]{64}, expected 0{64}/),
      expect.stringMatching(/^logs /),
      expect.stringMatching(/^not executed: needs/),
      'executed (success), expected TR_Any',
    ]);
  });

  test('a file that is no JSON, or a case without its data, is a failure and stops nothing', async () => {
    const broken = path.join(folder, 'broken.json');
    await writeFile(broken, '{"a":');
    expect(await run({}, broken)).toMatchObject({ cases: 1, failed: 1 });
    await writeFile(
      broken,
      JSON.stringify({ a: { ...fixture, transaction: { ...fixture.transaction, data: [] } }, b: { blocks: [] } }),
    );
    expect(await run({ fork: 'cancun' }, broken)).toMatchObject({ cases: 4, failed: 3, skipped: 1 });
    await rm(broken);
  });

  test.each(['nowhere', 'notes.txt', 'bad.tar'])('%s as a source is refused', async (name) => {
    const at = path.join(folder, name);
    if (name !== 'nowhere') await writeFile(at, 'x'.repeat(1024));
    await expect(run({}, at)).rejects.toThrow(FixtureSourceError);
  });
});

describe('transactions of fixtures', () => {
  const base = { data: ['0x'], gasLimit: ['0x01'], value: ['0x00'], nonce: '0x00', to: '', gasPrice: '0x07' };
  const first = { data: 0, gas: 0, value: 0 };
  // The key that ethereum/tests signs with.
  const secretKey = '0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8';
  const sender = accountId('0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b');

  test('the sender comes from the key', () => {
    expect(toTransaction({ ...base, secretKey }, first)).toMatchObject({
      from: sender,
      to: null,
      type: 0,
      maxFeePerGas: 7n,
      maxPriorityFeePerGas: 7n,
    });
  });

  test('an authorization names who signed it, and nobody where the signature is none', () => {
    // From EIP-7702's definition: signed with the key above over chain 0, address 0x01..01, nonce 0.
    const authorization = { chainId: '0x00', address: `0x${'01'.repeat(20)}`, nonce: '0x00', ...sign(secretKey) };
    const { authorizations } = toTransaction(
      { ...base, to: ALICE, secretKey, authorizationList: [authorization, { ...authorization, r: '0x00' }] },
      first,
    );
    expect(authorizations).toEqual([
      { chainId: 0n, address: '01'.repeat(20), nonce: 0n, authority: sender },
      { chainId: 0n, address: '01'.repeat(20), nonce: 0n },
    ]);
  });
});

function sign(key: string): { yParity: string; r: string; s: string } {
  const message = keccak256(fromHex(`05d78094${'01'.repeat(20)}80`));
  const { r, s, recovery } = secp256k1.Signature.fromBytes(
    secp256k1.sign(message, fromHex(key), { format: 'recovered', prehash: false }),
    'recovered',
  );
  return { yParity: `0x0${recovery ?? 0}`, r: `0x${r.toString(16)}`, s: `0x${s.toString(16)}` };
}

const fixtures = process.env['INTERLEAVE_FIXTURES'];

describe.skipIf(fixtures === undefined)('the shared fixtures (INTERLEAVE_FIXTURES)', () => {
  test('a share of Cancun passes', { timeout: 120_000 }, async () => {
    const source = path.join(fixtures ?? '', 'general-state-tests.tar.xz');
    const shard = { index: 1, count: 20 };
    let expected = 0;
    for await (const _ of conformanceCases(source, { fork: 'Cancun', shard })) expected++;
    expect(expected).toBeGreaterThan(200);
    const report = await run({ fork: 'Cancun', shard }, source);
    expect(report.failures).toEqual([]);
    expect(report.passed).toBe(expected);
  });
});
