import { describe, expect, it } from 'vitest';
import { accountId, balanceCell } from '../core/cell.ts';
import { GENESIS, version, type Version } from '../core/version.ts';
import { CellTable, type Cell, type CellWrite } from './cell.ts';
import { MultiVersionMemory } from './multi-version-memory.ts';

const BLOCK = 2;
const at = (index: number, incarnation = 0): Version => version(BLOCK, index, incarnation);

function start(): { memory: MultiVersionMemory; cell: Cell } {
  const table = new CellTable(() => ({ value: '5', version: GENESIS }));
  return { memory: new MultiVersionMemory(BLOCK), cell: table.cell(balanceCell(accountId('11'.repeat(20)))) };
}
const full = (cell: Cell, value: string): CellWrite => ({ cell, value, delta: 0n });
const delta = (cell: Cell, amount: bigint): CellWrite => ({ cell, value: undefined, delta: amount });

describe('resolve', () => {
  it('finds the committed value where nothing was written', () => {
    const { memory, cell } = start();
    expect(memory.resolve(cell, 3)).toEqual({
      version: GENESIS,
      writer: -1,
      committed: true,
      estimate: false,
      chain: false,
      value: '5',
    });
    cell.version = at(1);
    expect(memory.resolve(cell, 3).writer).toBe(1);
  });

  it('finds the newest write below', () => {
    const { memory, cell } = start();
    memory.record(4, 0, [full(cell, '44')], [], false);
    memory.record(1, 2, [full(cell, '11')], [], false);
    expect(memory.resolve(cell, 5)).toMatchObject({ value: '44', writer: 4, version: at(4), committed: false });
    expect(memory.resolve(cell, 4)).toMatchObject({ value: '11', writer: 1, version: at(1, 2) });
    expect(memory.resolve(cell, 1)).toMatchObject({ value: '5', committed: true });
  });

  it('adds deltas up, on a write or on the committed value', () => {
    const { memory, cell } = start();
    memory.record(1, 0, [delta(cell, 1n)], [], false);
    expect(memory.resolve(cell, 2)).toMatchObject({ value: '6', chain: true, writer: 1 });
    memory.record(2, 0, [full(cell, '10')], [], false);
    memory.record(3, 0, [delta(cell, 2n)], [], false);
    memory.record(4, 0, [delta(cell, 3n)], [], false);
    expect(memory.resolve(cell, 5)).toMatchObject({ value: '15', chain: true, version: at(4) });
    expect(memory.resolve(cell, 3)).toMatchObject({ value: '10', chain: false });
  });

  it('knows no value where a contributor was aborted', () => {
    const { memory, cell } = start();
    const writes = [full(cell, '10')];
    memory.record(1, 0, writes, [], false);
    memory.record(2, 0, [delta(cell, 2n)], [], false);
    memory.markEstimates(1, writes);
    expect(memory.resolve(cell, 3)).toMatchObject({ estimate: true, value: '', writer: 2 });
    memory.record(1, 1, [full(cell, '20')], writes, false);
    expect(memory.resolve(cell, 3)).toMatchObject({ estimate: false, value: '22' });
  });
});

describe('record', () => {
  it('removes what the next incarnation does not write again', () => {
    const { memory, cell } = start();
    const writes = [full(cell, '10')];
    memory.record(1, 0, writes, [], false);
    memory.record(1, 1, [], writes, false);
    expect(memory.resolve(cell, 2)).toMatchObject({ committed: true, value: '5' });
  });
});

describe('stands', () => {
  it('compares versions, or values where the value was recorded', () => {
    const { memory, cell } = start();
    const read = (seen: Version, value?: string) => ({ cell, version: seen, value });
    expect(memory.stands(read(GENESIS), 3)).toBe(true);
    expect(memory.stands(read(at(1)), 3)).toBe(false);
    memory.record(1, 0, [delta(cell, 1n)], [], false);
    expect(memory.stands(read(GENESIS), 3)).toBe(false);
    expect(memory.stands(read(GENESIS), 1)).toBe(true);
    // A chain has the version of its newest part only: without a value it cannot be trusted.
    expect(memory.stands(read(at(1)), 3)).toBe(false);
    expect(memory.stands(read(at(1), '6'), 3)).toBe(true);
    expect(memory.stands(read(at(1), '7'), 3)).toBe(false);
  });
});

describe('stale', () => {
  it.each([1, 12, 13, 40])('finds, of %d readers, those above the write, until they unregister', (count) => {
    const { memory, cell } = start();
    const reads = [{ cell, version: GENESIS, value: undefined }];
    for (let index = 0; index < count; index++) memory.register(index, reads);
    memory.record(0, 0, [full(cell, '9')], [], false);
    const found = (): number[] => memory.stale(cell, 0).map((reader) => reader.index);
    expect(found()).toEqual(Array.from({ length: count - 1 }, (_, i) => i + 1));
    for (let index = 0; index < count; index++) memory.unregister(index, reads);
    expect(found()).toEqual([]);
  });

  it('leaves alone who has read the write', () => {
    const { memory, cell } = start();
    const writes = [full(cell, '9')];
    memory.record(0, 0, writes, [], false);
    memory.register(1, [{ cell, version: at(0), value: undefined }]);
    expect(memory.stale(cell, 0)).toEqual([]);
    memory.release(0, writes);
    cell.value = '9';
    cell.version = at(0);
    expect(memory.stale(cell, 0)).toEqual([]);
  });
});

describe('a read of being zero', () => {
  it('stands through credits, and falls when the answer changes', () => {
    const { memory, cell } = start();
    const read = { cell, version: GENESIS, value: undefined, zero: false };
    expect(memory.stands(read, 3)).toBe(true);
    memory.record(1, 0, [delta(cell, 7n)], [], false);
    expect(memory.stands(read, 3)).toBe(true);
    memory.record(2, 0, [full(cell, '')], [], false);
    expect(memory.stands(read, 3)).toBe(false);
    expect(memory.stands({ ...read, zero: true }, 3)).toBe(true);
    memory.markEstimates(2, [full(cell, '')]);
    expect(memory.stands({ ...read, zero: true }, 3)).toBe(false);
  });
});
