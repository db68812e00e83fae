import { describe, expect, test } from 'vitest';
import { seeded } from '../../core/random.ts';
import { assemble, instantiate, prepared } from './module.testkit.ts';
import { OutOfUnits, randomProgram } from './random-program.testkit.ts';

const LIMIT = 20_000;
const PROGRAMS = 600;

describe('random programs', () => {
  test('cost exactly what they execute, and do what they did', () => {
    let ended = 0;
    let longest = 0;
    for (let seed = 0; seed < PROGRAMS; seed++) {
      const program = randomProgram(seeded(seed));
      const running = instantiate(prepared(assemble(program.wat)));
      let expected: ReturnType<typeof program.run> | undefined;
      try {
        expected = program.run(LIMIT);
      } catch (error) {
        if (!(error instanceof OutOfUnits)) throw error;
      }
      const { used, trap } = running.call(BigInt(LIMIT));
      if (expected === undefined) {
        expect([seed, trap, running.gas.value < 0n]).toEqual([seed, 'unreachable', true]);
        continue;
      }
      ended++;
      longest = Math.max(longest, expected.units);
      expect([seed, trap, used]).toEqual([seed, undefined, BigInt(expected.units)]);
      const words = expected.memory.map((_, i) => running.memory.getInt32(i * 4, true));
      expect(words).toEqual(expected.memory);
    }
    // The programs are worth something.
    expect(ended).toBeGreaterThan(PROGRAMS / 2);
    expect(ended).toBeLessThan(PROGRAMS);
    expect(longest).toBeGreaterThan(2_000);
  });
});
