import { expect } from 'vitest';
import { storageCell, type AccountId, type CellKey } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import { Abandoned } from '../../sdk/runtime.ts';
import { encodeProgram, type Op } from '../script-program.ts';
import { SCRIPT } from '../script-runtime.ts';
import { addressOf, callOf, decode, hexOf, notedKeys, refused, wordOf, type ProbeFunction } from './probe-abi.ts';
import { ALICE, CAROL, cellsOf, decoded, numberCell, START, type Ran } from './probe-lab.ts';
import type { Suite } from './suite.ts';

/** A runtime without a lane here: `LaneLedger.answer` speaks for it. */
const ELSEWHERE = 'elsewhere';

const slot = (account: AccountId, n: number): CellKey => storageCell(account, '', wordOf(n));

/** Calls to contracts of another runtime, and by them. The script runtime is that other one. */
export const foreignCases: Suite = ({ describe, test, testWith }, adapter, lab) => {
  const withCalls = testWith('calls');
  const invoke = (name: ProbeFunction, args: readonly unknown[] = [], more: object = {}): Op => ({
    op: 'invoke',
    account: lab().probe,
    data: toHex(hexToBytes(callOf(name, args))),
    ...more,
  });
  /** A transaction of the script runtime. */
  const runScript = (program: readonly Op[], changes: object = {}): Promise<Ran> =>
    lab().ledger.run({ to: lab().script([]), runtime: SCRIPT, data: encodeProgram(program), ...changes });
  const relayed = async (program: readonly Op[], data = '0x', value = 0n): Promise<readonly [boolean, string, Ran]> => {
    const ran = await lab().run('relay', [addressOf(lab().script(program)), value, 0n, data], { value });
    return [...(decoded('relay', ran) as readonly [boolean, string]), ran];
  };

  describe('a contract of another runtime, called from here', () => {
    withCalls('gets the data and gives back its own, exactly', async () => {
      for (const data of ['0x', '0xab', `0x${'cd'.repeat(33)}`, `0x${'5a'.repeat(10_000)}`]) {
        const [ok, output, ran] = await relayed([{ op: 'answer', with: 'input' }], data);
        expect([ok, output]).toEqual([true, data]);
        expect(lab().ledger.foreign.at(-1)).toMatchObject({
          runtime: SCRIPT,
          call: { caller: lab().probe, depth: 1, hops: 0, isStatic: false, value: 0n },
        });
        expect(ran.frames).toMatchObject([{ runtime: SCRIPT, depth: 1, caller: lab().probe, status: 'success' }]);
      }
    });

    withCalls('leaves what it did, and costs more than one of the same runtime', async () => {
      const [ok, , ran] = await relayed([{ op: 'write', slot: 1, add: 5 }, { op: 'emit' }]);
      expect(ok).toBe(true);
      expect(ran.writes.map(({ key }) => key)).toContain(slot(ran.events[0]?.account as AccountId, 1));
      // Its own price is next to nothing, what the caller does with the answer not much; the change of runtime has one (`rules/call-across.ts`).
      const nobody = await lab().run('relay', [addressOf(CAROL), 0n, 0n, '0x']);
      expect(ran.gasUsed - nobody.gasUsed).toBeGreaterThan(1_900n);
      expect(ran.gasUsed - nobody.gasUsed).toBeLessThan(2_200n);
    });

    withCalls('that fails takes back its own, and the caller goes on', async () => {
      const doing: readonly Op[] = [{ op: 'write', slot: 1, add: 5 }, { op: 'emit' }];
      const [reverted, output, first] = await relayed(
        [...doing, { op: 'answer', with: 'input' }, { op: 'revert' }],
        '0xaabb',
      );
      expect([reverted, output]).toEqual([false, '0xaabb']);
      const [trapped, nothing, second] = await relayed([...doing, { op: 'trap' }]);
      expect([trapped, nothing]).toEqual([false, '0x']);
      for (const ran of [first, second]) {
        expect(ran.events).toEqual([]);
        expect(ran.writes.filter(({ key }) => key.includes('/s'))).toEqual([]);
      }
    });

    withCalls('gets the value', async () => {
      const [ok, , ran] = await relayed([{ op: 'pay', account: ALICE, amount: 2 }], '0x', 5n);
      expect(ok).toBe(true);
      const { account } = lab().ledger.foreign.at(-1)?.call ?? { account: ALICE };
      expect([...ran.writes, ...ran.deltas]).toContainEqual({ key: `${account}/b`, value: '3' });
    });

    withCalls('in a static call changes nothing', async () => {
      for (const [program, expected] of [
        [[{ op: 'write', slot: 1, add: 5 }], [false, '0x']],
        [[{ op: 'answer', with: 'input' }], [true, '0xab']],
      ] as const) {
        const ran = await lab().run('look', [addressOf(lab().script(program)), '0xab']);
        expect(decoded('look', ran)).toEqual(expected);
        expect(lab().ledger.foreign.at(-1)?.call.isStatic).toBe(true);
      }
    });

    testWith('delegate')("in a delegate call works on the caller's storage", async () => {
      const { probe } = lab();
      const library = lab().script([{ op: 'write', slot: 0, add: 5 }]);
      const ran = await lab().run('borrow', [addressOf(library), '0x']);
      expect((decoded('borrow', ran) as readonly unknown[])[0]).toBe(true);
      expect(cellsOf(probe, ran.writes)).toContain(numberCell(probe));
      expect(cellsOf(library, ran.writes)).toEqual([]);
      expect(lab().ledger.foreign.at(-1)?.call).toMatchObject({ account: probe, codeAccount: library, caller: ALICE });
    });
  });

  describe('called by a contract of another runtime', () => {
    test('it does what it does, with what it was given', async () => {
      const ran = await runScript([
        invoke('setNumber', [9n]),
        invoke('note', [1n, 1n]),
        invoke('number'),
        { op: 'answer', with: 'returned' },
      ]);
      expect(ran.outcome).toEqual({ status: 'success', output: fromHex(wordOf(9)) });
      expect(ran.writes).toContainEqual({ key: numberCell(lab().probe), value: '9' });
      expect(notedKeys(ran.events)).toEqual([1n]);
      expect(ran.frames.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    });

    test('it knows its caller and its value', async () => {
      const by = lab().script([]);
      lab().ledger.cells.set(`${by}/b` as CellKey, '9');
      const program = [invoke('paid', [], { value: 5 }), invoke('place'), { op: 'answer', with: 'returned' }] as const;
      const ran = await runScript(program, { to: by });
      if (ran.outcome.status !== 'success') throw new Error(ran.outcome.status);
      const [self, caller, origin, balance] = decode('place', ran.outcome.output) as readonly unknown[];
      expect([self, caller, origin].map((one) => String(one).toLowerCase())).toEqual(
        [lab().probe, by, ALICE].map(addressOf),
      );
      expect(balance).toBe(5n);
    });

    test('it fails as it should: data of a revert, nothing of a trap, gas exactly', async () => {
      const reverted = await runScript([invoke('refuse', [5n]), { op: 'answer', with: 'returned' }], {
        gasLimit: 1_000_000n,
      });
      const by = lab().ledger.foreign.at(-1)?.call.caller as AccountId;
      expect(reverted.outcome.status === 'success' && hexOf(reverted.outcome.output)).toBe(refused(5n, by));
      expect(reverted.frames).toMatchObject([{ status: 'revert' }]);
      expect(reverted.frames[0]?.gasUsed).toBeLessThan(reverted.frames[0]?.gas ?? 0n);
      for (const [name, status] of [
        ['trap', adapter.endings.trap?.status],
        ['spin', 'outOfGas'],
      ] as const) {
        const ran = await runScript([invoke(name, [], { gas: 100_000 }), { op: 'answer', with: 'returned' }]);
        expect(ran.outcome).toEqual({ status: 'success', output: new Uint8Array(0) });
        expect(ran.frames).toMatchObject([{ status, gas: 100_000n, gasUsed: 100_000n }]);
        expect(cellsOf(lab().probe, ran.writes)).toEqual([]);
      }
      const used = (await runScript([invoke('setNumber', [9n])])).frames[0]?.gasUsed ?? 0n;
      const exact = await runScript([invoke('setNumber', [9n], { gas: Number(used) })]);
      const short = await runScript([invoke('setNumber', [9n], { gas: Number(used - 1n) })]);
      expect([...exact.frames, ...short.frames].map(({ status }) => status)).toEqual(['success', 'outOfGas']);
    });

    test('it changes nothing in a static call', async () => {
      for (const name of ['setNumber', 'note'] as const) {
        const ran = await runScript([invoke(name, name === 'note' ? [1n, 1n] : [1n], { isStatic: true })]);
        expect(ran.frames).toMatchObject([{ kind: 'static', status: expect.not.stringMatching('success') as string }]);
        expect([ran.events, cellsOf(lab().probe, ran.writes)]).toEqual([[], []]);
      }
      const ran = await runScript([invoke('number', [], { isStatic: true }), { op: 'answer', with: 'returned' }]);
      expect(ran.outcome).toMatchObject({ output: fromHex(wordOf(START)) });
    });

    test('its refunds are those of the transaction', async () => {
      await lab().send('setValue', [1n, 1n]);
      const ran = await runScript([invoke('setValue', [1n, 0n])], { gasLimit: 100_000n });
      const [frame] = ran.frames;
      expect(frame?.status).toBe('success');
      expect((frame?.gasUsed ?? 0n) - ran.gasUsed).toBeGreaterThan(1_000n);
    });
  });

  describe('back and forth', () => {
    withCalls('sees what was written further up, and shows what is written further down', async () => {
      const { probe } = lab();
      const bounce = lab().script([invoke('add', [1n]), invoke('number'), { op: 'answer', with: 'returned' }]);
      const ran = await lab().run('both', [addressOf(bounce), '0x', '0x']);
      expect(decoded('both', ran)).toEqual([`0x${wordOf(START + 1n)}`, `0x${wordOf(START + 2n)}`]);
      expect(ran.writes).toContainEqual({ key: numberCell(probe), value: (START + 2n).toString(16) });
      expect(ran.frames.map(({ depth }) => depth)).toEqual([2, 2, 1, 2, 2, 1]);
    });

    withCalls('keeps the events in order, and drops those of a middle that fails', async () => {
      const middle = lab().script([invoke('note', [2n, 0n]), { op: 'revert' }]);
      const fine = lab().script([invoke('note', [3n, 0n])]);
      const { other } = lab();
      const through = (to: AccountId): string => callOf('relay', [addressOf(to), 0n, 0n, '0x']);
      const ran = await lab().run('both', [addressOf(other), through(middle), through(fine)]);
      expect(notedKeys(ran.events)).toEqual([3n]);
    });

    withCalls('counts the changes of runtime, also where a frame calls twice', async () => {
      const bounce = lab().script([invoke('relay', [addressOf(lab().script([])), 0n, 0n, '0x'])]);
      await lab().run('both', [addressOf(bounce), '0x', '0x']);
      expect(lab().ledger.foreign.map(({ call }) => call.hops)).toEqual([0, 1, 2, 0, 1, 2]);
    });
  });

  describe('a transaction that is taken back while a frame of it waits', () => {
    const strange = (): AccountId => {
      const account = lab().script([]);
      lab().ledger.install(account, '00', ELSEWHERE);
      return account;
    };

    withCalls('ends here too: no contract catches that, and the lane lives on', async () => {
      lab().ledger.answer = () => {
        throw new Abandoned();
      };
      const at = addressOf(strange());
      const inner = callOf('attempt', [at, 1n]);
      for (const [name, args] of [
        ['relay', [at, 0n, 0n, '0x']],
        ['attempt', [at, 1n]],
        ['relay', [addressOf(lab().other), 0n, 0n, inner]],
      ] as const)
        await expect(lab().run(name, args)).rejects.toThrow(Abandoned);
      expect(await lab().answer('number')).toBe(START);
    });

    withCalls('or whose frame meets a bug of the house, has no outcome', async () => {
      lab().ledger.answer = () => {
        throw new Error('the house is on fire');
      };
      await expect(lab().run('attempt', [addressOf(strange()), 1n])).rejects.toThrow('the house is on fire');
      expect(await lab().answer('number')).toBe(START);
    });
  });
};

const hexToBytes = (hex: string): Uint8Array => fromHex(hex.slice(2));
