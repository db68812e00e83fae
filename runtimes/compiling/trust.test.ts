import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allowCode, isCodeAllowed, isTrusted, setTrusted } from './trust.ts';

const HASH = 'ab'.repeat(32);
let home = '';
const env = (): NodeJS.ProcessEnv => ({ XDG_CONFIG_HOME: join(home, 'config') });
const folder = (name: string): string => join(home, name);
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'interleave-trust-')));
  mkdirSync(folder('a/inside'), { recursive: true });
  mkdirSync(folder('ab'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('nothing is trusted until the user says so; then the folder is and what is in it, by whatever name', () => {
  expect(isTrusted(folder('a'), env())).toBe(false);
  expect(setTrusted(folder('a'), true, env())).toEqual({ ok: true, value: undefined });
  symlinkSync(folder('a'), folder('link'));
  expect([folder('a'), folder('a/inside'), folder('link')].map((one) => isTrusted(one, env()))).toEqual([
    true,
    true,
    true,
  ]);
  expect([folder('ab'), home].map((one) => isTrusted(one, env()))).toEqual([false, false]);
});

test('code is allowed for a folder, and no longer than that is trusted', () => {
  setTrusted(folder('a'), true, env());
  expect(isCodeAllowed(HASH, env())).toBe(false);
  allowCode(folder('a/inside'), HASH, env());
  expect(isCodeAllowed(HASH, env())).toBe(true);
  setTrusted(folder('a'), false, env());
  expect([isTrusted(folder('a'), env()), isCodeAllowed(HASH, env())]).toEqual([false, false]);
});

test('says where it cannot be remembered', () => {
  const wrong = { INTERLEAVE_TRUST: '/dev/null/nowhere' };
  const result = setTrusted(folder('a'), true, wrong);
  expect(result.ok ? '' : result.error).toMatch(/\/dev\/null\/nowhere.* cannot be written/);
  expect(isTrusted(folder('a'), wrong)).toBe(false);
});
