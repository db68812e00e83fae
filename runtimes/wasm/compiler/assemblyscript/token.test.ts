import { decodeEventLog, encodeErrorResult, getAddress, type Hex } from 'viem';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { customSection } from '../../module/custom-section.ts';
import { prepareModule } from '../../module/prepare.ts';
import { ALICE } from '../rust/host.testkit.ts';
import { compileTestContracts, deployTestContract, moduleOf, type TestContract } from './contract.testkit.ts';

const BOB = `0x${'b0'.repeat(20)}`;
const CAROL = `0x${'ca'.repeat(20)}`;
const MAX = 2n ** 256n - 1n;

describe('an ERC-20', () => {
  let artifact: Artifact;
  let token: TestContract;
  beforeAll(async () => {
    [artifact] = (await compileTestContracts('token')) as [Artifact];
  });
  beforeEach(() => {
    token = deployTestContract(artifact, ['A Token', 'TOK', 1_000n]);
  });
  const balances = (): unknown[] => [ALICE, BOB, CAROL].map((who) => token.read('balanceOf', [who]));
  const lastEvent = (): unknown => {
    const event = token.ledger.events.at(-1);
    return decodeEventLog({ abi: token.abi, topics: event?.topics as [Hex], data: event?.data as Hex });
  };

  test('begins with its supply', () => {
    expect(['name', 'symbol', 'decimals', 'totalSupply'].map((name) => token.read(name))).toEqual([
      'A Token',
      'TOK',
      18,
      1_000n,
    ]);
    expect(lastEvent()).toEqual({
      eventName: 'Transfer',
      args: { from: getAddress(`0x${'00'.repeat(20)}`), to: getAddress(ALICE), value: 1_000n },
    });
  });

  test('transfers, and refuses more than there is', () => {
    expect(token.read('transfer', [BOB, 300n])).toBe(true);
    expect(balances()).toEqual([700n, 300n, 0n]);
    expect(token.read('transfer', [BOB, 0n])).toBe(true);
    expect(token.read('transfer', [ALICE, 700n])).toBe(true);
    expect(balances()).toEqual([700n, 300n, 0n]);
    expect(token.send('transfer', [BOB, 701n])).toEqual({
      status: 'reverted',
      data: encodeErrorResult({
        abi: token.abi,
        errorName: 'InsufficientBalance',
        args: [getAddress(ALICE), 700n, 701n],
      }),
    });
  });

  test('allowances', () => {
    token.read('approve', [BOB, 50n]);
    expect(lastEvent()).toMatchObject({ eventName: 'Approval', args: { value: 50n } });
    expect(token.read('transferFrom', [ALICE, CAROL, 20n], { from: BOB })).toBe(true);
    expect([...balances(), token.read('allowance', [ALICE, BOB])]).toEqual([980n, 0n, 20n, 30n]);
    expect(token.send('transferFrom', [ALICE, CAROL, 31n], { from: BOB }).data).toBe(
      encodeErrorResult({ abi: token.abi, errorName: 'InsufficientAllowance', args: [getAddress(BOB), 30n, 31n] }),
    );
    token.read('approve', [BOB, MAX]);
    token.read('transferFrom', [ALICE, CAROL, 31n], { from: BOB });
    expect(token.read('allowance', [ALICE, BOB])).toBe(MAX);
  });

  test('is small, and carries its ABI and layout', () => {
    const module = moduleOf(artifact);
    const code = prepareModule(module);
    expect(code.ok && code.value.reusable).toBe(true);
    expect(module.length).toBeLessThan(20_000);
    const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(customSection(module, name)));
    expect(json('interleave.abi')).toEqual(artifact.abi);
    expect(json('interleave.layout')).toEqual(artifact.storageLayout);
    expect(
      WebAssembly.Module.imports(new WebAssembly.Module(module as Uint8Array<ArrayBuffer>)).every(
        (one) => one.module === 'interleave',
      ),
    ).toBe(true);
    expect(
      WebAssembly.Module.exports(new WebAssembly.Module(module as Uint8Array<ArrayBuffer>))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['call', 'deploy', 'memory']);
  });
});

describe('a collection and a counter', () => {
  test('texts and arrays in storage and in the ABI', async () => {
    const nft = deployTestContract((await compileTestContracts('nft'))[0], ['Pictures']);
    const uri = 'a long address of a picture, longer than a word';
    expect(nft.read('mint', [uri, ['red', 'a tag that does not fit into one word of storage']])).toBe(0n);
    nft.read('mint', ['short', []]);
    nft.read('mint', ['third', ['x']]);
    nft.read('transfer', [0n, BOB]);
    const ids = (who: string): bigint[] => (nft.read('tokensOf', [who]) as { id: bigint }[]).map(({ id }) => id);
    expect([ids(ALICE), ids(BOB)]).toEqual([[2n, 1n], [0n]]);
    nft.read('transfer', [1n, BOB]);
    expect([ids(ALICE), ids(BOB)]).toEqual([[2n], [0n, 1n]]);
    expect(nft.read('tokensOf', [BOB])).toMatchObject([
      { uri, owner: getAddress(BOB), tags: ['red', 'a tag that does not fit into one word of storage'] },
      { uri: 'short', tags: [] },
    ]);
    expect([nft.read('tokenURI', [2n]), nft.read('ownerOf', [1n]), nft.read('nextId')]).toEqual([
      'third',
      getAddress(BOB),
      3n,
    ]);
    expect(nft.send('transfer', [0n, ALICE]).data).toBe(
      encodeErrorResult({ abi: nft.abi, errorName: 'NotOwner', args: [0n, getAddress(BOB), getAddress(ALICE)] }),
    );
  });

  test('a hot counter reads nothing', async () => {
    const counter = deployTestContract((await compileTestContracts('counter'))[0]);
    counter.read('hit');
    expect(counter.ledger.trace).not.toContain('storage_load');
    expect(counter.ledger.trace).not.toContain('counter_load');
    counter.read('hit', [], { from: BOB });
    counter.read('undo');
    expect(counter.read('count')).toBe(1n);
  });
});
