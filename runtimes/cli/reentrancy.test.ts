/** The re-entrancy guard of every SDK against an attacker in every language, in pairs and behind a proxy: real compilers, executors and ledger. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csharpCache } from '../cil/dotnet/cache.testkit.ts';
import { findRustToolchain } from '../wasm/compiler/rust/toolchain.ts';
import type { VerifyReport } from '../workspace/run/report.ts';
import { oneObject, runCli } from './command-line.testkit.ts';
import { LANGUAGES, PROXY_SOL } from './reentrancy.testkit.ts';

const REENTRANCY = '0xab143c06';
const FREE = '0x00000000';
const withRust = (await findRustToolchain()).found || process.env['INTERLEAVE_REQUIRE_ALL'] === '1';
const names = Object.keys(LANGUAGES).filter((name) => withRust || name !== 'rust');

/** How the attacker comes back: through the function it came through, another one, one without a guard, or one of the proxy. */
const WAYS = { same: 0, other: 1, open: 2, own: 3 } as const;

interface Attack {
  readonly name: string;
  readonly vault: string;
  readonly attacker: string;
  readonly way: keyof typeof WAYS;
}

const attacks: readonly Attack[] = names.flatMap((vault) =>
  names.flatMap((attacker) => [
    ...(['same', 'other', 'open'] as const).map((way) => ({
      name: `${vault}_${attacker}_${way}`,
      vault,
      attacker,
      way,
    })),
    ...(['same', 'own'] as const).map((way) => ({
      name: `${vault}_${attacker}_proxy_${way}`,
      vault: `${vault}_proxy`,
      attacker,
      way,
    })),
  ]),
);

/** The attacked vault holds 1000 of somebody else; every attacker puts in 10 and takes out what it can. */
function scenario(): string {
  const lines = [
    'name: reentrancy',
    'accounts: { count: 10 }',
    'contracts:',
    ...names.flatMap((name) => [
      `  ${name}: { source: ${name}-vault.${LANGUAGES[name]?.ending} }`,
      `  ${name}_shell: { source: Proxy.sol, args: [$${name}] }`,
      // The same address with a vault's ABI.
      `  ${name}_proxy: { at: ${name}_shell.self(), source: ${name}-vault.${LANGUAGES[name]?.ending} }`,
    ]),
    ...attacks.map(
      ({ name, attacker }) => `  ${name}: { source: ${attacker}-attacker.${LANGUAGES[attacker]?.ending} }`,
    ),
    'setup:',
    ...names.flatMap((name) => [
      `  - { from: 1, to: ${name}, call: deposit, value: 1000 }`,
      `  - { from: 1, to: ${name}_proxy, call: deposit, value: 1000 }`,
    ]),
    'traffic:',
    ...attacks.map(
      ({ name, vault, way }) => `  - { to: ${name}, call: attack, args: [$${vault}, ${WAYS[way]}], value: 10 }`,
    ),
    'expect:',
    ...attacks.flatMap(({ name, way }) => {
      const isOpen = way === 'open';
      return [
        `  - { read: '${name}.came()', equals: true }`,
        `  - { read: '${name}.again()', equals: ${String(isOpen)} }`,
        `  - { read: '${name}.denied()', equals: '${isOpen ? FREE : REENTRANCY}' }`,
        // The guarded view tells a lie to nobody while somebody else is in the middle of a guarded function.
        `  - { read: '${name}.blind()', equals: '${isOpen ? FREE : REENTRANCY}' }`,
      ];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-cli-'));
  const files = [
    ['Proxy.sol', PROXY_SOL],
    ['scenario.yaml', scenario()],
    ...names.flatMap((name) => {
      const { vault = '', attacker = '', ending = '' } = LANGUAGES[name] ?? {};
      return [
        [`${name}-vault.${ending}`, vault],
        [`${name}-attacker.${ending}`, attacker],
      ];
    }),
  ] as [string, string][];
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a guarded function', () => {
  it(`denies itself, the others and views to attackers in ${names.join(', ')}, on other runtimes and behind a proxy too`, async () => {
    const ended = await runCli(['verify', 'scenario.yaml', '--json'], folder, undefined, await csharpCache());
    expect(ended.stderr).not.toContain('interleave/');
    const report = oneObject(ended) as unknown as VerifyReport;
    expect(report).not.toHaveProperty('error');
    expect(report.expectations.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.expectations).toHaveLength(attacks.length * 4);
    expect(report.transactions).toMatchObject({ submitted: attacks.length, committed: attacks.length });
    expect(report.equivalent).toBe(true);
  }, 120_000);
});
