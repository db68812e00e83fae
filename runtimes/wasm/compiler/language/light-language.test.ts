import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../../compiling/workspace.testkit.ts';
import type { LanguageService } from '../../../sdk/language-service.ts';
import { createAssemblyScriptLanguage, createRustLanguage } from './languages.ts';

const RACE = join(import.meta.dirname, '../../../../resources/examples/market-race/contracts');
const workspaces = testWorkspaces();
const languages = { rs: createRustLanguage(), ts: createAssemblyScriptLanguage() };
let workspace = '';
let rust = '';
let script = '';

beforeAll(async () => {
  rust = await readFile(join(RACE, 'token/src/lib.rs'), 'utf8');
  script = await readFile(join(RACE, 'points/points.ts'), 'utf8');
  workspace = await workspaces.create({
    'lib.rs': rust,
    'i_market.rs': await readFile(join(RACE, 'token/src/i_market.rs'), 'utf8'),
    'points.ts': script,
    'helper.ts': '/** Twice as much. */\nexport function twice(x: u64): u64 { return 2 * x; }\n',
  });
});
afterAll(() => workspaces.removeAll());

/** `|` marks the place. */
async function ask<Q extends keyof LanguageService>(question: Q, path: 'lib.rs' | 'points.ts', marked: string) {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const before = marked.slice(0, at).split('\n');
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const language = languages[path.endsWith('.rs') ? 'rs' : 'ts'];
  const answer = await language[question]({ file: join(workspace, path), workspace, text }, place);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as Extract<Awaited<ReturnType<LanguageService[Q]>>, { ok: true }>['value'];
}

it('what opens and never closes is scanned once, not once for every opening', async () => {
  for (const path of ['points.ts', 'lib.rs'] as const)
    for (const part of ['namespace A {', 'fn a(', 'struct A {', 'class A ', 'enum A {', 'impl A {'])
      expect(await ask('define', path, `${part.repeat(5_000)}|`)).toEqual([]);
});

describe('Rust', () => {
  it('the outline says what can be deployed and called, by the names of the ABI', async () => {
    const [token] = (await ask('outline', 'lib.rs', `|${rust}`)).filter(({ name }) => name === 'Token');
    expect(token?.entry).toEqual({ contract: 'Token' });
    const callable = (token?.children ?? []).flatMap(({ entry }) => (entry?.function ? [entry.function] : []));
    expect(callable).toEqual([
      { name: 'transferFrom', parameters: 3 },
      { name: 'deposit', parameters: 1 },
      { name: 'transfer', parameters: 2 },
      { name: 'connect', parameters: 2 },
      { name: 'balanceOf', parameters: 1 },
      { name: 'fees', parameters: 0 },
      { name: 'supply', parameters: 0 },
    ]);
  });

  it('members of a field are those of its type in the SDK', async () => {
    const labels = (await ask('complete', 'lib.rs', rust.replace('self.held.get()', 'self.held.|'))).map(
      ({ label }) => label,
    );
    expect(labels).toEqual(expect.arrayContaining(['add', 'get']));
    expect(labels).not.toContain('transfer_from');
  });

  it('members of self are fields and functions; a private function is found, and a local variable', async () => {
    const labels = (await ask('complete', 'lib.rs', rust.replace('self.fees.add', 'self.|'))).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['balances', 'oracle', 'take', 'credit']));
    expect(await ask('hover', 'lib.rs', rust.replace('self.take(from', 'self.ta|ke(from'))).toMatchObject({
      declaration: 'fn take(&mut self, from: Address, amount: U256)',
    });
    expect(await ask('hover', 'lib.rs', rust.replace('self.fees.add(fee', 'self.fees.add(fe|e'))).toMatchObject({
      declaration: 'let fee',
    });
  });

  it('definitions lead to other files; the SDK has hovers alone', async () => {
    expect(
      await ask('define', 'lib.rs', rust.replace('IMarket::at(market).on_deposit', 'IMarket::at(market).on_dep|osit')),
    ).toMatchObject([{ file: 'i_market.rs' }]);
    const counter = rust.replace('held: Counter', 'held: Coun|ter');
    expect(await ask('define', 'lib.rs', counter)).toEqual([]);
    expect((await ask('hover', 'lib.rs', counter))?.documentation).toContain('the SDK');
  });

  it('signatures of a function of the contract', async () => {
    expect(
      await ask('signatures', 'lib.rs', rust.replace('self.take(from, amount)', 'self.take(from, |)')),
    ).toMatchObject({
      signatures: [{ parameters: [{ label: 'from: Address' }, { label: 'amount: U256' }] }],
      activeParameter: 1,
    });
  });
});

describe('AssemblyScript', () => {
  it('the outline says what can be deployed and called', async () => {
    expect(await ask('outline', 'points.ts', `|${script}`)).toMatchObject([
      {
        name: 'Points',
        entry: { contract: 'Points' },
        children: [
          { name: 'score' },
          { name: 'total' },
          { name: 'award', entry: { function: { name: 'award', parameters: 0 } } },
          { name: 'awarded', entry: { function: { name: 'awarded', parameters: 0 } } },
        ],
      },
    ]);
  });

  it('members of a field are those of its type in the SDK, with their documentation', async () => {
    const found = await ask('complete', 'points.ts', script.replace('this.total.get()', 'this.total.|'));
    expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['add', 'get']));
    expect(found.map(({ label }) => label)).not.toContain('award');
    expect((await ask('hover', 'points.ts', script.replace('Counter;', 'Count|er;')))?.documentation).toContain('SDK');
  });

  it('what other files export is proposed, explained and found', async () => {
    const text = script.replace('this.total.add', 'twi|ce(1); this.total.add');
    expect((await ask('complete', 'points.ts', text)).map(({ label }) => label)).toContain('twice');
    expect(await ask('hover', 'points.ts', text)).toMatchObject({
      declaration: 'export function twice(x: u64): u64',
      documentation: expect.stringContaining('Twice as much.'),
    });
    expect(await ask('define', 'points.ts', text)).toMatchObject([{ file: 'helper.ts', line: 2, column: 17 }]);
  });

  it('nothing in comments and texts; any text gets an answer', async () => {
    expect(await ask('complete', 'points.ts', `// th|\n${script}`)).toEqual([]);
    for (const odd of ['|', 'class|', '{{{|', '"|', 'class A { f(|', '`|', '/*|', "'|", '@|', 'a.b.c.|'])
      for (const path of ['points.ts', 'lib.rs'] as const)
        for (const question of ['complete', 'hover', 'define', 'signatures', 'outline'] as const)
          await expect(ask(question, path, odd)).resolves.not.toThrow();
  });
});
