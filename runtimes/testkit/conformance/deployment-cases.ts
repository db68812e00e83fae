import { expect } from 'vitest';
import { codeCell, nonceCell, parseCode } from '../../core/cell.ts';
import { expectNothingLeft } from './failure-cases.ts';
import { MUCH_GAS, numberCell, START } from './probe-lab.ts';
import type { Suite } from './suite.ts';

export const deploymentCases: Suite = ({ describe, test }, adapter, lab) => {
  describe('a deployment', () => {
    test('keeps the code under its runtime, runs the constructor, counts the account, and pays', async () => {
      const ran = await lab().ledger.send({ to: null, data: lab().deployment, gasLimit: MUCH_GAS });
      if (ran.outcome.status !== 'success' || ran.outcome.created === undefined) throw new Error(ran.outcome.status);
      const { created } = ran.outcome;
      const code = parseCode(lab().ledger.cell(codeCell(created)));
      expect(code?.runtime).toBe(adapter.runtime.manifest.id);
      const bytes = lab().ledger.codes.get(code?.hash ?? '') ?? new Uint8Array(0);
      expect(lab().ledger.cell(nonceCell(created))).toBe('1');
      expect(lab().ledger.cell(numberCell(created))).toBe(START.toString(16));
      // 200 for a byte of what is kept, on all runtimes.
      expect(ran.gasUsed).toBeGreaterThan(53_000n + 200n * BigInt(bytes.length));
      expect(await lab().answer('number', [], { to: created })).toBe(START);
    });

    test('ends with exactly the gas it needs, and not with one less', async () => {
      const { gasUsed } = await lab().ledger.run({ to: null, data: lab().deployment, gasLimit: MUCH_GAS });
      const enough = await lab().ledger.run({ to: null, data: lab().deployment, gasLimit: gasUsed });
      expect([enough.outcome.status, enough.gasUsed]).toEqual(['success', gasUsed]);
      const short = await lab().ledger.run({ to: null, data: lab().deployment, gasLimit: gasUsed - 1n });
      expect(short.outcome).toEqual({ status: 'outOfGas' });
      expectNothingLeft(short);
    });

    test('with the wrong arguments leaves no account', async () => {
      const ran = await lab().ledger.run({ to: null, data: lab().artifact.code, gasLimit: MUCH_GAS });
      expect(ran.outcome.status).toBe('revert');
      expectNothingLeft(ran);
    });

    for (const { name, data, outcome } of adapter.refused) {
      test(`of ${name} is refused, the same each time, and the lane lives on`, async () => {
        const changes = { to: null, data: data(lab().artifact.code), gasLimit: MUCH_GAS };
        const first = await lab().ledger.run(changes);
        expect(first.outcome).toMatchObject(outcome);
        expect(['success', 'revert']).not.toContain(first.outcome.status);
        if (first.outcome.status !== 'invalid') expectNothingLeft(first);
        const again = await lab().ledger.run(changes);
        expect([again.outcome, again.gasUsed]).toEqual([first.outcome, first.gasUsed]);
        expect(await lab().answer('number')).toBe(START);
      });
    }
  });
};
