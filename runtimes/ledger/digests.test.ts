import { RLP } from '@ethereumjs/rlp';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CellKey } from '../core/cell.ts';
import type { Effects } from '../core/effects.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Receipt } from '../core/receipt.ts';
import { recordOf, type TransactionRecord } from '../core/record.ts';
import { version } from '../core/version.ts';
import { blockId, encodeTransaction, genesisId } from './block-id.ts';
import { configDigest } from './config-digest.ts';
import {
  ALICE,
  BOB,
  TEST_CONFIG,
  testContext,
  testReceipt,
  testRecordedCommit,
  testTransaction,
} from './ledger-contract.testkit.ts';
import { encodeReceipt, eventsDigest, receiptsDigest } from './receipts-digest.ts';
import { encodeRecord, recordsDigest } from './records-digest.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const event = { account: ALICE, topics: ['0'.repeat(63) + '1'], data: Uint8Array.of(1, 2) };

describe('receipts', () => {
  it('encode as RLP that any library decodes', () => {
    const receipt: Receipt = {
      index: 3,
      outcome: { status: 'success', output: Uint8Array.of(9), created: BOB },
      gasUsed: 0x5208n,
      events: [event],
      runtime: 'evm@10.1.3',
    };
    const [index, outcome, gas, events, runtime] = RLP.decode(encodeReceipt(receipt)) as Uint8Array[];
    expect(hex(index as Uint8Array)).toBe('03');
    expect((outcome as unknown as [Uint8Array, Uint8Array, [Uint8Array]]).flat().map(hex)).toEqual([
      hex(Buffer.from('success')),
      '09',
      BOB,
    ]);
    expect(hex(gas as Uint8Array)).toBe('5208');
    expect(hex((events as unknown as [[Uint8Array]])[0][0])).toBe(ALICE);
    expect(Buffer.from(runtime as Uint8Array).toString()).toBe('evm@10.1.3');
  });

  it('have other bytes when anything in them differs', () => {
    const outcomes: Outcome[] = [
      { status: 'success', output: new Uint8Array() },
      { status: 'success', output: new Uint8Array(), created: ALICE },
      { status: 'success', output: Uint8Array.of(0) },
      { status: 'revert', output: new Uint8Array() },
      { status: 'outOfGas' },
      { status: 'trap', reason: '0x12' },
      { status: 'trap', reason: '\x12' },
      { status: 'invalid', reason: '0x12' },
      { status: 'runtimeLost', reason: '0x12' },
      { status: 'invalidated' },
    ];
    const base = testReceipt(0);
    const variants: Receipt[] = [
      ...outcomes.map((outcome) => ({ ...base, outcome })),
      { ...base, index: 1 },
      { ...base, gasUsed: 0n },
      { ...base, runtime: 'evm@1' },
      { ...base, events: [event] },
      { ...base, events: [event, event] },
      { ...base, events: [{ ...event, topics: [] }] },
    ];
    expect(new Set(variants.map((receipt) => receiptsDigest([receipt]))).size).toBe(variants.length);
  });

  it('and events have a digest each, in block order', () => {
    const first = { ...testReceipt(0), events: [event] };
    const second = { ...testReceipt(1), events: [{ ...event, data: Uint8Array.of(7) }] };
    expect(receiptsDigest([])).toBe(createHash('sha256').digest('hex'));
    expect(receiptsDigest([first, second])).not.toBe(receiptsDigest([second, first]));
    expect(eventsDigest([first, second])).toBe(eventsDigest([{ ...first, gasUsed: 1n }, second]));
    expect(eventsDigest([first, second])).not.toBe(eventsDigest([first, { ...second, events: first.events }]));
  });
});

describe('records', () => {
  const [record] = testRecordedCommit().records as [TransactionRecord];

  it('encode as RLP that any library decodes', () => {
    const decoded = RLP.decode(encodeRecord(record)) as unknown as [Uint8Array, ...Uint8Array[][][]];
    const [index, reads, writes, deltas, codes] = decoded;
    const text = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString();
    expect(index).toHaveLength(0);
    expect(
      reads?.map(([key, value, zero]) => [text(key), (value as unknown as []).map(text), zero && hex(zero)]),
    ).toEqual([
      [`${ALICE}/b`, ['5'], undefined],
      [`${BOB}/b`, [], '01'],
    ]);
    expect(writes?.[1]?.map(text)).toEqual([`${ALICE}/b`, '4']);
    expect(deltas?.[0]?.slice(1).map(hex)).toEqual(['', '01']);
    expect(codes?.map((hash) => hex(hash as unknown as Uint8Array))).toEqual([record.codes[0]?.hash]);
  });

  it('have other bytes when anything in them differs', () => {
    const [balance, other] = [`${ALICE}/b` as CellKey, `${BOB}/b` as CellKey];
    const empty: TransactionRecord = { index: 0, reads: [], writes: [], deltas: [], codes: [] };
    const variants: TransactionRecord[] = [
      empty,
      record,
      { ...empty, index: 1 },
      { ...empty, reads: [{ key: balance, value: '' }] },
      { ...empty, reads: [{ key: balance, value: '1' }] },
      { ...empty, reads: [{ key: other, value: '1' }] },
      { ...empty, reads: [{ key: balance, zero: true }] },
      { ...empty, reads: [{ key: balance, zero: false }] },
      { ...empty, writes: [{ key: balance, value: '1' }] },
      { ...empty, writes: [{ key: balance, value: '' }] },
      { ...empty, deltas: [{ key: balance, amount: 1n }] },
      { ...empty, deltas: [{ key: balance, amount: -1n }] },
      { ...empty, codes: record.codes },
    ];
    expect(new Set(variants.map((one) => recordsDigest([one]))).size).toBe(variants.length);
    expect(recordsDigest([])).toBe(createHash('sha256').digest('hex'));
    expect(recordsDigest([empty, record])).not.toBe(recordsDigest([record, empty]));
  });

  it('are the same whatever the order in which the transaction did things', () => {
    const { reads, writes, deltas, codes } = record;
    const at = version(1, 0, 0);
    const effects: Effects = {
      outcome: { status: 'outOfGas' },
      gasUsed: 1n,
      reads: reads.map((read) => ({ ...read, version: at })).reverse(),
      writes: [...writes].reverse(),
      deltas,
      codes,
      events: [],
      preimages: [],
      frames: [],
      recorded: true,
    };
    expect(recordOf(0, effects)).toEqual(record);
    expect(() => recordOf(0, { ...effects, reads: [{ key: `${ALICE}/b` as CellKey, version: at }] })).toThrow(
      /lacks the value/,
    );
  });
});

describe('block ids', () => {
  const parent = genesisId(TEST_CONFIG, 0);
  const id = blockId(parent, testContext(1), [testTransaction(0)]);

  it('are 64 hex digits and depend on parent, context and transactions', () => {
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    const others = [
      blockId(id, testContext(1), [testTransaction(0)]),
      blockId(parent, testContext(2), [testTransaction(0)]),
      blockId(parent, { ...testContext(1), blockHashes: [id] }, [testTransaction(0)]),
      blockId(parent, testContext(1), []),
      blockId(parent, testContext(1), [testTransaction(1)]),
      genesisId(TEST_CONFIG, 1),
      genesisId({ ...TEST_CONFIG, chainId: 1n }, 0),
    ];
    expect(new Set([id, parent, ...others]).size).toBe(others.length + 2);
  });

  it('tell apart transactions that differ in any field', () => {
    const base = testTransaction(0);
    const access = { account: ALICE, slots: ['0'.repeat(64)] };
    const variants = [
      base,
      { ...base, from: BOB },
      { ...base, to: null },
      { ...base, runtime: 'wasm' },
      { ...base, value: 0n },
      { ...base, data: Uint8Array.of(0) },
      { ...base, gasLimit: 1n },
      { ...base, maxFeePerGas: 1n },
      { ...base, maxPriorityFeePerGas: 2n },
      { ...base, type: 0 },
      { ...base, accessList: [] },
      { ...base, accessList: [access] },
      { ...base, blobHashes: [] },
      { ...base, maxFeePerBlobGas: 0n },
      { ...base, authorizations: [{ chainId: 1n, address: BOB, nonce: 0n }] },
      { ...base, authorizations: [{ chainId: 1n, address: BOB, nonce: 0n, authority: ALICE }] },
    ];
    expect(new Set(variants.map((tx) => hex(encodeTransaction(tx)))).size).toBe(variants.length);
  });
});

it('the configuration digest does not depend on the order of its fields', () => {
  expect(configDigest({ hardfork: 'cancun', chainId: 1n })).toBe(configDigest({ chainId: 1n, hardfork: 'cancun' }));
  expect(configDigest({ chainId: 1n, hardfork: 'cancun' })).toBe(
    createHash('sha256').update('{"chainId":"1","hardfork":"cancun"}').digest('hex'),
  );
});
