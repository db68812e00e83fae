import { describe, expect, it } from 'vitest';
import type { PrecompileGas } from '../core/block.ts';
import { balanceCell, codeCell } from '../core/cell.ts';
import type { CellKey } from '../core/cell.ts';
import { ALICE, codeBlob, describeLedger, TEST_CONFIG, testCommit } from './ledger-contract.testkit.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { rootOf } from './value-of.testkit.ts';

describeLedger('memory ledger', (options) => createMemoryLedger({ ...options, onListenerError: () => undefined }));

describe('memory ledger: its own options', () => {
  const genesis = { cells: [], codes: [] };

  it('forgets all but the newest blocks where told to', async () => {
    const ledger = createMemoryLedger({ config: TEST_CONFIG, genesis, keepBlocks: 2 });
    for (const number of [1, 2, 3]) await ledger.commit(testCommit(number, []));
    expect([1, 2, 3].map((number) => ledger.block(number)?.head.number)).toEqual([undefined, 2, 3]);
  });

  it('hands what a listener threw to whoever wants to know', async () => {
    const seen: unknown[] = [];
    const ledger = createMemoryLedger({ config: TEST_CONFIG, genesis, onListenerError: (error) => seen.push(error) });
    ledger.subscribe(() => {
      throw new Error('on purpose');
    });
    await ledger.commit(testCommit(1, []));
    expect(seen).toEqual([new Error('on purpose')]);
  });

  it('can start at any block', async () => {
    const ledger = createMemoryLedger({ config: TEST_CONFIG, genesis: { ...genesis, number: 41 } });
    expect(await ledger.commit(testCommit(42, []))).toMatchObject({ ok: true, value: { number: 42 } });
  });

  it('refuses a genesis that no ledger could hold', () => {
    const create = (cells: [CellKey, string][], number = 0, codes = [codeBlob(Uint8Array.of(1))]) =>
      createMemoryLedger({ config: TEST_CONFIG, genesis: { cells, codes, number } });
    expect(() => create([['x' as CellKey, '1']])).toThrow('genesis: "x" is no cell key');
    expect(() => create([[balanceCell(ALICE), 'zz']])).toThrow('expected hex without leading zeros');
    expect(() => create([[codeCell(ALICE), `evm:${'0'.repeat(64)}`]])).toThrow(
      'which neither the ledger nor the block has',
    );
    expect(() => create([], -1)).toThrow('genesis: -1 is no block number');
    expect(() => create([], 0, [{ hash: '0'.repeat(64), bytes: Uint8Array.of(1) }])).toThrow('whose keccak-256 is');
  });

  it('has precompiles whose code came with genesis, and another root for each of their rules', async () => {
    const at = '1000'.padStart(40, '0');
    const blob = codeBlob(Uint8Array.of(1));
    const metered: PrecompileGas = { kind: 'metered' };
    const create = (gas: PrecompileGas, place = at, code = blob.hash, builtins: Record<string, string> = {}) =>
      createMemoryLedger({
        config: { ...TEST_CONFIG, builtins, precompiles: { [place]: { runtime: 'wasm', code, gas } } },
        genesis: { ...genesis, codes: [blob] },
      });
    const declared: PrecompileGas = { kind: 'declared', base: 1n, perWord: 2n, speedup: 1 };
    const ledgers = [metered, declared, { ...declared, perWord: 3n }, { ...declared, speedup: 2 }].map((gas) =>
      create(gas),
    );
    const roots = await Promise.all(ledgers.map((ledger) => rootOf(ledger)));
    expect(new Set(roots).size).toBe(4);
    expect(() => create(metered, at, '0'.repeat(64))).toThrow('which genesis does not bring');
    expect(() => create(metered, '12')).toThrow('is at no address');
    expect(() => create(metered, at, blob.hash, { [at]: 'evm' })).toThrow('where evm has one of its own');
    expect(() => create({ ...declared, base: -1n })).toThrow('has negative gas');
    expect(() => create({ ...declared, speedup: 0.5 })).toThrow('has the speedup 0.5');
  });
});
