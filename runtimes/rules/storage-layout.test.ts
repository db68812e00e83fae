import { expect, test } from 'vitest';
import { decodeHex, toHex } from '../core/hex.ts';
import { keccak256 } from './keccak.ts';
import { createSlotFinder, createSlotNamer } from './storage-layout.ts';

const LAYOUT = {
  storage: [
    { label: 'owner', slot: '0', offset: 0, type: 't_address' },
    { label: 'hits', slot: '1', offset: 0, type: 't_counter' },
    { label: 'votes', slot: '2', offset: 0, type: 't_votes' },
  ],
  types: {
    t_address: { encoding: 'inplace', label: 'address', numberOfBytes: '20' },
    t_counter: { encoding: 'inplace', label: 'counter', numberOfBytes: '32' },
    t_votes: {
      encoding: 'mapping',
      label: 'mapping(address => counter)',
      numberOfBytes: '32',
      key: 't_address',
      value: 't_counter',
    },
  },
};
const slot = (n: number): string => n.toString(16).padStart(64, '0');
const BOB = '0x0000000000000000000000000000000000000b0b';

test("a counter's two cells are named like the word at its slot", () => {
  const name = createSlotNamer(LAYOUT, new Map());
  expect([slot(0), slot(1), `${slot(1)}2b`, `${slot(1)}2d`].map((one) => name?.(one))).toEqual([
    'owner',
    'hits',
    'hits (added)',
    'hits (subtracted)',
  ]);
});

test('counters in a mapping are named by the preimages', () => {
  const preimage = new Uint8Array(64);
  preimage.set([0x0b, 0x0b], 30);
  preimage[63] = 2;
  const hash = toHex(keccak256(preimage));
  const name = createSlotNamer(LAYOUT, new Map([[hash, preimage]]));
  expect([name?.(`${hash}2b`), name?.(`${hash}2d`)]).toEqual([`votes[${BOB}] (added)`, `votes[${BOB}] (subtracted)`]);
});

test('what is neither a slot nor a counter has no name', () => {
  const name = createSlotNamer(LAYOUT, new Map());
  for (const text of [slot(9), `${slot(9)}2b`, `${slot(1)}2c`, `${slot(1)}2b2b`, '', '2b', slot(1).slice(2)])
    expect(name?.(text)).toBeUndefined();
});

test('without a layout there is no namer', () => {
  expect(createSlotNamer(undefined, new Map())).toBeUndefined();
  expect(createSlotNamer({ storage: 'none' }, new Map())).toBeUndefined();
});

test('what the namer calls a cell is found by that name', () => {
  const find = createSlotFinder(LAYOUT);
  const none = (): undefined => undefined;
  const hash = toHex(keccak256(decodeHex(BOB.slice(2).padStart(64, '0') + slot(2))));
  for (const [name, found] of [
    ['owner', slot(0)],
    ['hits (added)', `${slot(1)}2b`],
    ['hits (subtracted)', `${slot(1)}2d`],
    [`votes[${BOB}] (added)`, `${hash}2b`],
  ] as const)
    expect(find?.(name, none)).toEqual({ ok: true, value: found });
  expect(find?.('votes[bob]', (label) => (label === 'bob' ? BOB.slice(2) : undefined))).toEqual({
    ok: true,
    value: hash,
  });
  expect(createSlotFinder(undefined)).toBeUndefined();
});
