import { expect } from 'vitest';
import { toHex } from '../../core/hex.ts';
import { encodeProgram } from '../script-program.ts';
import { SCRIPT } from '../script-runtime.ts';
import { NEEDS, type Capability } from './adapter.ts';
import { expectNothingLeft } from './failure-cases.ts';
import { dataOf, PROBE_SIGNATURES, signatureOf, type ProbeFunction } from './probe-abi.ts';
import { cellsOf } from './probe-lab.ts';
import type { Suite } from './suite.ts';

/** What a runtime does without must fail as a value, and be said. */
export const capabilityCases: Suite = ({ describe, test }, adapter, lab) => {
  describe('the probe', () => {
    test('has the functions of the kit, but for those that the runtime cannot have', () => {
      const functions = lab()
        .artifact.abi.filter(({ type }) => type === 'function')
        .map(signatureOf);
      const nameOf = (signature: string): ProbeFunction => signature.slice(0, signature.indexOf('(')) as ProbeFunction;
      const wanted = PROBE_SIGNATURES.filter((signature) => {
        const capability = NEEDS[nameOf(signature)];
        return capability === undefined || lab().can(capability);
      });
      expect(functions).toEqual(expect.arrayContaining(wanted));
    });

    test('is an artifact of its runtime', () => {
      const { runtime, contract, source, compiler, code } = lab().artifact;
      expect([runtime, contract, source]).toEqual([adapter.runtime.manifest.id, 'Probe', adapter.probe.file]);
      expect(compiler).not.toBe('');
      expect(code.length).toBeGreaterThan(0);
    });
  });

  const lacks = Object.entries(adapter.lacks ?? {}) as readonly (readonly [Capability, string])[];
  if (lacks.length === 0) return;
  describe('what the runtime does without', () => {
    const given: Partial<Record<ProbeFunction, readonly unknown[]>> = {
      hold: [1n],
      create: [1n],
      dive: [1n],
      recurse: [1n],
      borrow: [`0x${'11'.repeat(20)}`, '0x'],
      relay: [`0x${'11'.repeat(20)}`, 0n, 0n, '0x'],
      look: [`0x${'11'.repeat(20)}`, '0x'],
      both: [`0x${'11'.repeat(20)}`, '0x', '0x'],
      attempt: [`0x${'11'.repeat(20)}`, 1n],
    };
    for (const [capability, why] of lacks) {
      test(`${capability} (${why}): such a call fails and leaves nothing`, async () => {
        const names = (Object.keys(NEEDS) as ProbeFunction[]).filter((name) => NEEDS[name] === capability);
        for (const name of names) {
          const ran = await lab().run(name, given[name]);
          expect([name, ran.outcome.status]).toEqual([name, expect.stringMatching(/^(?:revert|trap)$/)]);
          expectNothingLeft(ran);
        }
      });
    }

    test(
      'a delegate call from elsewhere is a trap that says so',
      async () => {
        const { probe, ledger } = lab();
        const program = [
          { op: 'invoke', account: probe, delegate: true, data: toHex(dataOf('setNumber', [9n])) },
        ] as const;
        const ran = await ledger.run({ to: lab().script([]), runtime: SCRIPT, data: encodeProgram(program) });
        expect(ledger.foreign.at(-1)?.result).toMatchObject({
          status: 'trap',
          reason: expect.stringMatching(/delegate/) as string,
        });
        expect(ran.frames).toMatchObject([{ kind: 'delegate', status: 'trap' }]);
        expect(cellsOf(probe, ran.writes)).toEqual([]);
      },
      adapter.lacks?.delegate !== undefined,
    );
  });
};
