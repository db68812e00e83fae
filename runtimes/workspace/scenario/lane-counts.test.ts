import { expect, it } from 'vitest';
import { lanesOf, lanesText, overriddenLanes } from './lane-counts.ts';

const ids = ['evm', 'wasm', 'cil'];
const map = (counts: Record<string, number>): ReadonlyMap<string, number> => new Map(Object.entries(counts));

it('a runtime has what its map or the number for all says, else its own default', () => {
  expect(ids.map((id) => lanesOf(map({ evm: 4, wasm: 2 }), id))).toEqual([4, 2, undefined]);
  expect(ids.map((id) => lanesOf(3, id))).toEqual([3, 3, 3]);
  expect(lanesOf(undefined, 'evm')).toBeUndefined();
});

it('what an override does not name stays', () => {
  expect(overriddenLanes(map({ evm: 4, wasm: 2 }), map({ wasm: 8 }), ids)).toEqual(map({ evm: 4, wasm: 8 }));
  expect(overriddenLanes(2, map({ wasm: 8 }), ids)).toEqual(map({ evm: 2, wasm: 8, cil: 2 }));
  expect(overriddenLanes(map({ evm: 4 }), 1, ids)).toBe(1);
  expect(overriddenLanes(undefined, map({ cil: 2 }), ids)).toEqual(map({ cil: 2 }));
  expect(overriddenLanes(5, undefined, ids)).toBe(5);
});

it('is said in words', () => {
  expect([1, 4, map({ evm: 4, wasm: 2 })].map(lanesText)).toEqual(['1 lane', '4 lanes', 'evm=4 wasm=2 lanes']);
});
