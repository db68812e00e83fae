import { expect, it } from 'vitest';
import { parseNextTime } from './next-time.ts';

const at = (text: string): unknown => {
  const time = parseNextTime(text, 1_000n, 2_000_000);
  return time.ok ? time.value : time.error;
};

it('understands times as people write them', () => {
  expect(at('')).toBeUndefined();
  expect(at('1900000000')).toBe(1_900_000_000n);
  expect(at('+90 s')).toBe(2_090n);
  expect(at('+2 hours')).toBe(9_200n);
  expect(at('+1d')).toBe(88_400n);
  expect(at('2027-01-31')).toBe(1_801_353_600n);
  expect(at('2027-01-31 12:00')).toBe(1_801_396_800n);
  expect(at('2027-01-31T12:00:05Z')).toBe(1_801_396_805n);
});

it('says what it does not understand', () => {
  for (const text of ['soon', '+2 moons', '2027-13-41', '-5', '1e9', '+', '9999999999999'])
    expect(at(text)).toMatch(/is no time: write/);
  expect(at('999999999999')).toMatch(/after the year 9999/);
});
