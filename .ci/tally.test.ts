import { describe, expect, it } from 'vitest';
import { NOTHING, skipped, sum, verdict } from './tally.ts';

describe('verdict', () => {
  it('ends with one line of counts, after the reasons for what was skipped', () => {
    const tally = sum([{ passed: 3, failed: 0, skipped: [] }, skipped('conformance: no fixtures'), NOTHING]);
    expect(verdict(tally, false)).toEqual({
      lines: ['skipped: conformance: no fixtures', '3 passed, 0 failed, 1 skipped'],
      ok: true,
    });
  });

  it('fails where something failed, and where nothing ran', () => {
    expect(verdict({ passed: 3, failed: 1, skipped: [] }, false).ok).toBe(false);
    expect(verdict(NOTHING, false).ok).toBe(false);
  });

  it('counts what was skipped as failed where everything is required', () => {
    expect(verdict({ passed: 3, failed: 1, skipped: ['a', 'b'] }, true)).toMatchObject({ ok: false });
    expect(verdict({ passed: 3, failed: 1, skipped: ['a', 'b'] }, true).lines.at(-1)).toBe(
      '3 passed, 3 failed, 0 skipped',
    );
  });
});
