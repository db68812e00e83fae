import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LedgerConfig } from '../core/block.ts';
import { accountId, storageCell, type CellKey, type CellValue } from '../core/cell.ts';
import { verifyProof } from './proof.ts';
import { StateRoot } from './state-root.ts';

const CONFIG: LedgerConfig = { chainId: 1n, hardfork: 'cancun' };
const ACCOUNT = accountId('c0'.repeat(20));
const cell = (slot: number): CellKey => storageCell(ACCOUNT, '', slot.toString(16).padStart(4, '0'));
const sha256 = (...parts: (Uint8Array | string)[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** The README's rules word for word, from scratch: the oracle. */
function naiveRoot(cells: ReadonlyMap<CellKey, CellValue>): string {
  const leaves = [...cells]
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ path: sha256(key), hash: sha256(Uint8Array.of(0), sha256(key), value) }));
  const side = (path: Buffer, bit: number): number => ((path[Math.floor(bit / 8)] ?? 0) >> (7 - (bit % 8))) & 1;
  const hashOf = (some: typeof leaves, bit: number): Buffer => {
    const [first, second] = some;
    if (!first) return Buffer.alloc(32);
    if (!second) return first.hash;
    const left = some.filter((leaf) => side(leaf.path, bit) === 0);
    const right = some.filter((leaf) => side(leaf.path, bit) === 1);
    if (left.length === 0 || right.length === 0) return hashOf(some, bit + 1);
    return sha256(Uint8Array.of(1, bit), hashOf(left, bit + 1), hashOf(right, bit + 1));
  };
  const config = sha256('{"chainId":"1","hardfork":"cancun"}');
  return sha256(Uint8Array.of(2), config, hashOf(leaves, 0)).toString('hex');
}

const value = fc.oneof(fc.constant(''), fc.stringMatching(/^[1-9a-f][0-9a-f]{0,63}$/));
const change = fc.tuple(fc.nat(60).map(cell), value);
const block = fc.array(change, { maxLength: 40 });

describe('state root', () => {
  it('equals the naive one after every block, however the blocks change the cells', async () => {
    await fc.assert(
      fc.asyncProperty(block, fc.array(block, { maxLength: 5 }), async (genesis, blocks) => {
        const cells = new Map(genesis);
        const root = new StateRoot(CONFIG, () => cells);
        for (const changes of [[], ...blocks]) {
          for (const [key, to] of changes) {
            cells.set(key, to);
            root.change(key, to);
          }
          expect(await root.root()).toBe(naiveRoot(cells));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order of the cells', async () => {
    const order = fc
      .uniqueArray(change, { selector: ([key]) => key })
      .chain((cells) => fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })));
    await fc.assert(
      fc.asyncProperty(order, async ([cells, shuffled]) => {
        const [one, other] = [cells, shuffled].map((list) => new StateRoot(CONFIG, () => list).root());
        expect(await one).toBe(await other);
      }),
    );
  });

  it('returns to the empty root when every cell is cleared', async () => {
    const cells = new Map(Array.from({ length: 300 }, (_, slot) => [cell(slot), '1'] as const));
    const root = new StateRoot(CONFIG, () => cells);
    await root.root();
    for (const key of cells.keys()) root.change(key, '');
    expect(await root.root()).toBe(naiveRoot(new Map()));
    for (const [key, to] of cells) root.change(key, to);
    expect(await root.root()).toBe(naiveRoot(cells));
  });

  it('stays right while it grows and shrinks by single cells', async () => {
    const cells = new Map<CellKey, CellValue>();
    const root = new StateRoot(CONFIG, () => cells);
    for (let step = 0; step < 400; step++) {
      const [key, to] = [cell((step * 37) % 211), step % 3 === 2 ? '' : (step + 1).toString(16)];
      cells.set(key, to);
      root.change(key, to);
      const actual = await root.root();
      if (step % 20 === 0 || step === 399) expect(actual).toBe(naiveRoot(cells));
    }
  });

  it('tells a value from the same text moved between key and value', async () => {
    const [a, b] = [{ [cell(1)]: '1' }, { [cell(1)]: '11' }].map(
      (cells) => new StateRoot(CONFIG, () => Object.entries(cells) as [CellKey, CellValue][]),
    );
    expect(await a?.root()).not.toBe(await b?.root());
  });

  it('lets others run while it works', async () => {
    const cells = Array.from(
      { length: 20_000 },
      (_, slot) => [storageCell(ACCOUNT, '', slot.toString(16).padStart(64, '0')), '1'] as const,
    );
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await new StateRoot(CONFIG, () => cells).root();
    done = true;
    expect(turns).toBeGreaterThan(20);
  });
});

describe('proofs', () => {
  it('hold for every key under the root, and for nothing else', async () => {
    const cells = fc.uniqueArray(change, { selector: ([key]) => key, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        cells,
        fc.nat(60).map(cell),
        fc.stringMatching(/^[1-9a-f][0-9a-f]{0,3}$/),
        async (list, key, lie) => {
          const root = new StateRoot(CONFIG, () => list);
          const [at, proof] = [await root.root(), await root.prove(key)];
          const truth = new Map(list).get(key) ?? '';
          expect(proof.value).toBe(truth);
          expect(verifyProof(at, proof)).toBe(true);
          expect(verifyProof('0'.repeat(64), proof)).toBe(false);
          const { instead: _instead, ...bare } = proof;
          expect(verifyProof(at, { ...bare, value: lie })).toBe(lie === truth);
          for (const [other, held] of list) {
            const absent = { ...bare, value: '', instead: { key: other, value: held } };
            // A cell that is there cannot be proven absent by showing another one.
            if (truth !== '') expect(verifyProof(at, absent)).toBe(false);
          }
        },
      ),
    );
  });

  it('are of the moment they were asked for', async () => {
    const root = new StateRoot(CONFIG, () => [
      [cell(1), 'a'],
      [cell(2), 'b'],
    ]);
    const [at, asked] = [root.root(), root.prove(cell(1))];
    root.change(cell(1), 'c');
    const [later, again] = [root.root(), root.prove(cell(1))];
    expect(verifyProof(await at, await asked)).toBe(true);
    expect(verifyProof(await later, await again)).toBe(true);
    expect([(await asked).value, (await again).value]).toEqual(['a', 'c']);
  });

  it('that are malformed do not hold', async () => {
    const root = new StateRoot(CONFIG, () => [
      [cell(1), 'a'],
      [cell(2), 'b'],
    ]);
    const [at, proof] = [await root.root(), await root.prove(cell(1))];
    expect(verifyProof(at, { ...proof, key: 'x' as CellKey })).toBe(false);
    expect(verifyProof(at, { ...proof, config: '' })).toBe(false);
    expect(verifyProof(at, { ...proof, steps: [{ bit: 999, sibling: 'zz' }] })).toBe(false);
    expect(verifyProof(at, { ...proof, value: '', instead: { key: proof.key, value: 'a' } })).toBe(false);
  });
});
