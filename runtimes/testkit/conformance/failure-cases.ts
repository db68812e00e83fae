import { expect } from 'vitest';
import { balanceCell, nonceCell, type AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Outcome } from '../../core/outcome.ts';
import { addressOf, callOf, dataOf, errorText, hexOf, panic, refused, type ProbeFunction } from './probe-abi.ts';
import { ALICE, COINBASE, decoded, MUCH_GAS, START, type ProbeLab, type Ran } from './probe-lab.ts';
import type { Suite } from './suite.ts';

/** A failed transaction leaves its nonce and its fee, whatever it had done. */
export function expectNothingLeft(ran: Ran): void {
  expect(ran.writes.map(({ key }) => key).sort()).toEqual([balanceCell(ALICE), nonceCell(ALICE)].sort());
  expect(ran.deltas).toEqual([{ key: balanceCell(COINBASE), amount: ran.gasUsed * 2n }]);
  expect([ran.events, ran.codes]).toEqual([[], []]);
}

async function expectAlive(lab: ProbeLab): Promise<void> {
  expect(await lab.answer('number')).toBe(START);
  expect(await lab.answer('number', [], { to: lab.other })).toBe(START);
}

const revertData = ({ outcome }: Ran): string => (outcome.status === 'revert' ? hexOf(outcome.output) : outcome.status);

export const failureCases: Suite = ({ describe, test, testWith }, adapter, lab) => {
  describe('a revert', () => {
    test('has its data, and leaves nothing but nonce and fee', async () => {
      const ran = await lab().send('refuse', [5n]);
      expect(revertData(ran)).toBe(refused(5n, ALICE));
      expect(ran.gasUsed).toBeLessThan(1_000_000n);
      expectNothingLeft(ran);
      await expectAlive(lab());
    });

    const reverts: readonly (readonly [string, ProbeFunction, readonly unknown[], string])[] = [
      ['a text', 'refuseText', ['no, thank you: äöü'], errorText('no, thank you: äöü')],
      ['a long text', 'refuseText', ['x'.repeat(1_000)], errorText('x'.repeat(1_000))],
      ['nothing', 'refuseBare', [], '0x'],
      ['a panic', 'divide', [1n, 0n], panic(0x12n)],
    ];
    for (const [what, name, args, data] of reverts)
      test(`may have ${what}`, async () => {
        expect(revertData(await lab().run(name, args))).toBe(data);
      });

    test('answers what no function is for, and what is no call at all', async () => {
      const whole = toHex(dataOf('setValue', [1n, 2n]));
      for (const data of [
        '00',
        'abcdef',
        '12345678',
        `12345678${'00'.repeat(64)}`,
        whole.slice(0, 8),
        whole.slice(0, -2),
      ]) {
        const ran = await lab().run('number', [], { data: fromHex(data) });
        expect([data, ran.outcome.status]).toEqual([data, 'revert']);
        expectNothingLeft(ran);
      }
    });
  });

  describe('gas', () => {
    const measured: readonly (readonly [ProbeFunction, readonly unknown[]])[] = [
      ['setValue', [1n, 1n]],
      ['work', [5_000n]],
    ];
    for (const [name, args] of measured)
      test(`decides exactly: with what ${name} uses it succeeds, with one less it does not`, async () => {
        const { gasUsed } = await lab().run(name, args, { gasLimit: MUCH_GAS });
        const enough = await lab().run(name, args, { gasLimit: gasUsed });
        expect([enough.outcome.status, enough.gasUsed]).toEqual(['success', gasUsed]);
        const short = await lab().run(name, args, { gasLimit: gasUsed - 1n });
        expect([short.outcome, short.gasUsed]).toEqual([{ status: 'outOfGas' }, gasUsed - 1n]);
        expectNothingLeft(short);
      });

    test('is used for work', async () => {
      const [none, some, more] = [
        await lab().run('work', [0n]),
        await lab().run('work', [5_000n], { gasLimit: MUCH_GAS }),
        await lab().run('work', [50_000n], { gasLimit: MUCH_GAS }),
      ];
      expect(decoded('work', some)).toBe(worked(5_000));
      expect(some.gasUsed - none.gasUsed).toBeGreaterThan(100n);
      expect(more.gasUsed - none.gasUsed).toBeGreaterThan(8n * (some.gasUsed - none.gasUsed));
    });

    test("of storage has the ledger's price, and clearing earns a refund", async () => {
      const fresh = await lab().send('setValue', [1n, 5n]);
      const again = await lab().send('setValue', [1n, 5n]);
      const cleared = await lab().send('setValue', [1n, 0n]);
      // 20,000 for the first value of a slot, 100 for one that is there already (EIP-2200, EIP-2929).
      expect(fresh.gasUsed - again.gasUsed).toBe(19_900n);
      // A store that clears costs 2,900 and gives back 4,800 (EIP-3529).
      expect(cleared.gasUsed).toBeLessThan(again.gasUsed);
    });

    test('that a transaction needs at least makes it invalid where it is not there', async () => {
      const ran = await lab().run('setNumber', [1n], { gasLimit: 21_000n });
      expect(ran.outcome.status).toBe('invalid');
      expect([ran.gasUsed, ran.writes, ran.deltas, ran.events]).toEqual([0n, [], [], []]);
    });
  });

  describe('what a contract must not do ends it, always the same, and the lane lives on', () => {
    const endsWith = async (
      name: ProbeFunction,
      args: readonly unknown[],
      outcome: Outcome,
      gasLimit: bigint,
    ): Promise<void> => {
      const runs = [];
      for (let i = 0; i < 2; i++) {
        const ran = await lab().run(name, args, { gasLimit });
        expect(ran.outcome).toEqual(outcome);
        expectNothingLeft(ran);
        await expectAlive(lab());
        runs.push(ran.gasUsed);
      }
      expect(runs[1]).toBe(runs[0]);
      // What no contract decides takes all the gas.
      if (outcome.status !== 'revert') expect(runs[0]).toBe(gasLimit);
    };

    test('an endless loop', () => endsWith('spin', [], { status: 'outOfGas' }, 1_000_000n));
    test('what the runtime stops', () => endsWith('trap', [], ending('trap'), 1_000_000n));
    testWith('recursion')('endless recursion', () => endsWith('recurse', [0n], ending('recurse'), MUCH_GAS));
    testWith('allocation')('endless allocation', () => endsWith('hoard', [], ending('hoard'), MUCH_GAS));

    const ending = (name: keyof typeof adapter.endings): Outcome => {
      const outcome = adapter.endings[name];
      if (outcome === undefined) throw new Error(`the adapter does not say how "${name}" ends`);
      return outcome;
    };
  });

  describe('large data', () => {
    const large = `0x${'5a'.repeat(60_000)}` as const;
    test('comes and goes whole', async () => {
      const ran = await lab().run('echo', [large], { gasLimit: MUCH_GAS });
      expect(decoded('echo', ran)).toBe(large);
      expect(await lab().answer('echo', ['0x'])).toBe('0x');
    });

    testWith('calls')('comes and goes whole between contracts', async () => {
      const data = callOf('echo', [large]);
      const ran = await lab().run('relay', [addressOf(lab().other), 0n, 0n, data], { gasLimit: MUCH_GAS });
      const [ok, output] = decoded('relay', ran) as readonly [boolean, string];
      expect(ok && output.includes(large.slice(2))).toBe(true);
    });
  });

  describe('what goes to the wrong runtime', () => {
    test('is sent on, having read nothing but the code cell', async () => {
      const stranger: AccountId = lab().script([]);
      lab().ledger.install(stranger, '00', 'nowhere');
      const ran = await lab().ledger.run({ to: stranger, nonce: 99n });
      expect(ran.execution).toEqual({ kind: 'misrouted', runtime: 'nowhere' });
      expect(ran.reads.map(({ key }) => key)).toEqual([`${stranger}/c`]);
      expect(ran.writes).toEqual([]);
      const deployment = await lab().ledger.run({ to: null, runtime: 'nowhere' });
      expect(deployment.execution).toEqual({ kind: 'misrouted', runtime: 'nowhere' });
    });
  });
};

function worked(rounds: number): bigint {
  let x = 0;
  for (let i = 0; i < rounds; i++) x = (x * 31 + i) % 1_000_003;
  return BigInt(x);
}
