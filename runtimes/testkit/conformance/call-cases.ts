import { expect } from 'vitest';
import { accountId } from '../../core/cell.ts';
import { fromHex } from '../../core/hex.ts';
import { expectNothingLeft } from './failure-cases.ts';
import { addressOf, callOf, decode, noted, notedKeys, refused, wordOf, type ProbeFunction } from './probe-abi.ts';
import {
  ALICE,
  BLOCK,
  BOB,
  CAROL,
  cellsOf,
  COINBASE,
  decoded,
  numberCell,
  START,
  valueCell,
  type Ran,
} from './probe-lab.ts';
import type { Suite } from './suite.ts';

const WORD = (value: bigint | number): `0x${string}` => `0x${wordOf(value)}`;

export const callCases: Suite = ({ describe, test, testWith }, adapter, lab) => {
  const withCalls = testWith('calls');
  const relayed = (name: ProbeFunction, args: readonly unknown[] = [], gas = 0n): readonly unknown[] => [
    addressOf(lab().other),
    0n,
    gas,
    callOf(name, args),
  ];
  /** Of `relay`, `look`, `borrow` and `attempt`. */
  const ended = (name: 'relay' | 'look' | 'borrow' | 'attempt', ran: Ran): readonly [boolean, `0x${string}`] =>
    decoded(name, ran) as readonly [boolean, `0x${string}`];

  describe('a contract', () => {
    test('knows where it is', async () => {
      const checksummed = (await lab().answer('place', [], { from: BOB })) as readonly unknown[];
      expect(checksummed.slice(0, 3).map((one) => String(one).toLowerCase())).toEqual(
        [lab().probe, BOB, BOB].map(addressOf),
      );
      const [number, timestamp, coinbase, ...rest] = (await lab().answer('surroundings')) as readonly unknown[];
      expect([number, timestamp, String(coinbase).toLowerCase()]).toEqual([5n, 1_000n, addressOf(COINBASE)]);
      expect(rest).toEqual([7n, 1n, BigInt(`0x${BLOCK.prevRandao}`), `0x${BLOCK.blockHashes[0]}`]);
    });
  });

  describe('calls of contracts of the same runtime', () => {
    withCalls('give back exactly what was returned', async () => {
      expect(ended('relay', await lab().run('relay', relayed('setNumber', [1n])))).toEqual([true, '0x']);
      expect(ended('relay', await lab().run('relay', relayed('number')))).toEqual([true, WORD(START)]);
      for (const data of ['0x', '0xab', `0x${'cd'.repeat(33)}`]) {
        const [ok, output] = ended('relay', await lab().run('relay', relayed('echo', [data])));
        expect([ok, decode('echo', fromHex(output))]).toEqual([true, data]);
      }
    });

    withCalls('tell the callee who calls, and who sent the transaction', async () => {
      const [, output] = ended('relay', await lab().run('relay', relayed('place')));
      const told = (decode('place', fromHex(output)) as readonly unknown[]).slice(0, 3);
      expect(told.map((one) => String(one).toLowerCase())).toEqual([lab().other, lab().probe, ALICE].map(addressOf));
    });

    withCalls('that revert give back the data, and undo what was below', async () => {
      const { other, probe } = lab();
      const ran = await lab().run('attempt', [addressOf(other), 5n]);
      expect(ended('attempt', ran)).toEqual([false, refused(5n, probe)]);
      expect(cellsOf(other, ran.writes)).toEqual([]);
      expect(ran.writes).toContainEqual({ key: valueCell(probe, 1n), value: '1' });
      expect(ran.events).toEqual([noted(probe, 1n, 1n), noted(probe, 2n, 2n)]);
      // Read is read, whatever came of it.
      expect(cellsOf(other, ran.reads)).toContain(valueCell(other, 5n));
    });

    withCalls('that are stopped lose the gas they were given, a 64th stays', async () => {
      for (const name of ['trap', 'spin'] as const) {
        const ran = await lab().run('relay', relayed(name));
        expect(ended('relay', ran)).toEqual([false, '0x']);
        expect(ran.gasUsed).toBeGreaterThan(900_000n);
        expect(cellsOf(lab().other, ran.writes)).toEqual([]);
      }
    });

    withCalls('get no more gas than they are given', async () => {
      const idle = await lab().run('relay', relayed('number'));
      const ran = await lab().run('relay', relayed('spin', [], 50_000n));
      expect(ended('relay', ran)).toEqual([false, '0x']);
      expect(ran.gasUsed).toBeGreaterThan(50_000n);
      expect(ran.gasUsed).toBeLessThan(idle.gasUsed + 50_000n);
      expect(ended('relay', await lab().run('relay', relayed('setNumber', [1n], 50_000n)))[0]).toBe(true);
      expect(ended('relay', await lab().run('relay', relayed('setNumber', [1n], 1_000n)))[0]).toBe(false);
    });

    withCalls('of accounts without code succeed', async () => {
      const ran = await lab().run('relay', [addressOf(CAROL), 0n, 0n, '0x1234']);
      expect(ended('relay', ran)).toEqual([true, '0x']);
    });

    withCalls("through the language's interface fail: there must be a contract", async () => {
      // Some languages let it be caught, in others it is the caller's own failure.
      const ran = await lab().run('attempt', [addressOf(CAROL), 1n]);
      if (ran.outcome.status === 'revert') expectNothingLeft(ran);
      else expect(ended('attempt', ran)).toEqual([false, '0x']);
    });

    withCalls('emit in the order in which things happen', async () => {
      const { other, probe } = lab();
      const inner = callOf('both', [addressOf(probe), callOf('note', [2n, 0n]), callOf('note', [3n, 0n])]);
      const ran = await lab().run('both', [addressOf(other), callOf('note', [1n, 0n]), inner]);
      expect(notedKeys(ran.events)).toEqual([1n, 2n, 3n]);
      expect(ran.events.map(({ account }) => account)).toEqual([other, probe, probe]);
    });

    withCalls('may come back: who is entered again sees what was written, and so does who goes on', async () => {
      const { other, probe } = lab();
      const back = callOf('relay', [addressOf(probe), 0n, 0n, callOf('setNumber', [9n])]);
      const ran = await lab().run('both', [
        addressOf(other),
        back,
        callOf('relay', [addressOf(probe), 0n, 0n, callOf('number')]),
      ]);
      const [, second] = decoded('both', ran) as readonly `0x${string}`[];
      expect(decode('relay', fromHex(second ?? ''))).toEqual([true, WORD(9)]);
      const own = await lab().run('both', [addressOf(probe), callOf('add', [1n]), callOf('add', [1n])]);
      expect(own.writes).toContainEqual({ key: numberCell(probe), value: (START + 2n).toString(16) });
    });

    withCalls('go deep', async () => {
      const ran = await lab().run('dive', [20n]);
      expect(decoded('dive', ran)).toBe(20n);
      expect(ran.frames.map(({ depth }) => depth)).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
    });

    withCalls('are recorded', async () => {
      const { other, probe } = lab();
      const runtime = adapter.runtime.manifest.id;
      const { frames } = await lab().run('relay', relayed('refuse', [1n]));
      expect(frames).toMatchObject([
        { runtime, depth: 1, kind: 'call', caller: probe, account: other, code: other, value: 0n, status: 'revert' },
      ]);
      expect((await lab().run('look', [addressOf(other), callOf('number')])).frames).toMatchObject([
        { kind: 'static', status: 'success' },
      ]);
    });
  });

  describe('static calls', () => {
    withCalls('give what is there', async () => {
      const ran = await lab().run('look', [addressOf(lab().other), callOf('number')]);
      expect(ended('look', ran)).toEqual([true, WORD(START)]);
    });

    const changes: readonly (readonly [ProbeFunction, readonly unknown[]])[] = [
      ['setNumber', [1n]],
      ['setNumber', [START]],
      ['note', [1n, 1n]],
      ...(adapter.lacks?.transient === undefined ? ([['hold', [1n]]] as const) : []),
      ...(adapter.lacks?.create === undefined ? ([['create', [1n]]] as const) : []),
    ];
    for (const [name, args] of changes) {
      withCalls(`refuse ${name}(${args.join(', ')}), also further down`, async () => {
        const { other, probe } = lab();
        const data = callOf(name, args);
        const direct = await lab().run('look', [addressOf(other), data]);
        expect(ended('look', direct)).toEqual([false, '0x']);
        const through = await lab().run('look', [
          addressOf(other),
          callOf('relay', [addressOf(probe), 0n, 50_000n, data]),
        ]);
        const [ok, output] = ended('look', through);
        expect([ok, decode('relay', fromHex(output))]).toEqual([true, [false, '0x']]);
        for (const ran of [direct, through]) {
          expect(ran.events).toEqual([]);
          expect([...cellsOf(probe, ran.writes), ...cellsOf(other, ran.writes)]).toEqual([]);
        }
      });
    }

    withCalls('move no value', async () => {
      await lab().send('paid', [], { value: 5n, to: lab().other });
      const ran = await lab().run('look', [addressOf(lab().other), callOf('relay', [addressOf(CAROL), 1n, 0n, '0x'])]);
      expect(ended('look', ran)[0]).toBe(false);
      expect(ran.deltas.map(({ key }) => key)).not.toContain(`${CAROL}/b`);
    });
  });

  describe('delegate calls', () => {
    const withDelegate = testWith('delegate');
    withDelegate("run the other's code on the storage of the caller", async () => {
      const { other, probe } = lab();
      const ran = await lab().run('borrow', [addressOf(other), callOf('setNumber', [9n])]);
      expect(ended('borrow', ran)).toEqual([true, '0x']);
      expect(ran.writes).toContainEqual({ key: numberCell(probe), value: '9' });
      expect(cellsOf(other, ran.writes)).toEqual([]);
      const emitted = await lab().run('borrow', [addressOf(other), callOf('note', [1n, 2n])]);
      expect(emitted.events).toEqual([noted(probe, 1n, 2n)]);
    });

    withDelegate('keep sender and account', async () => {
      const ran = await lab().run('borrow', [addressOf(lab().other), callOf('place')], { from: BOB });
      const told = (decode('place', fromHex(ended('borrow', ran)[1])) as readonly unknown[]).slice(0, 3);
      expect(told.map((one) => String(one).toLowerCase())).toEqual([lab().probe, BOB, BOB].map(addressOf));
    });

    withDelegate('that revert leave nothing', async () => {
      const ran = await lab().run('borrow', [addressOf(lab().other), callOf('refuse', [5n])]);
      expect(ended('borrow', ran)).toEqual([false, refused(5n, ALICE)]);
      expect(cellsOf(lab().probe, ran.writes)).toEqual([]);
      expect(ran.events).toEqual([]);
    });
  });

  describe('creating a contract', () => {
    const withCreate = testWith('create');
    withCreate('gives it an account, its code and its value', async () => {
      const ran = await lab().send('create', [42n], { value: 3n });
      const created = accountId(String(decoded('create', ran)));
      expect(await lab().answer('number', [], { to: created })).toBe(42n);
      expect(lab().balance(created)).toBe(3n);
      expect(ran.codes).toHaveLength(1);
      expect(ran.frames).toMatchObject([{ kind: 'create', depth: 1, account: created, status: 'success' }]);
    });
  });
};
