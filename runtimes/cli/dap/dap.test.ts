import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterAll, afterEach, expect, test } from 'vitest';
import { DapClient } from './dap-client.testkit.ts';

const folder = mkdtempSync(join(tmpdir(), 'interleave-dap-'));
const source = join(folder, 'Bank.sol');
const lines = [
  '// SPDX-License-Identifier: MIT',
  'pragma solidity ^0.8.20;',
  'contract Bank {',
  '  mapping(address => uint256) public balances;',
  '  error Poor(uint256 has, uint256 wants);',
  '  event Moved(address indexed to, uint256 amount);',
  '  function open() external { balances[msg.sender] = 1000; }',
  '  function fee(uint256 amount) internal pure returns (uint256 cut) {',
  '    for (uint256 i = 1; i <= 3; i++) {',
  '      uint256 part = amount / (10 * i);',
  '      cut += part;',
  '    }',
  '  }',
  '  function move(address to, uint256 amount) external returns (uint256 left) {',
  '    uint256 cut = fee(amount);',
  '    if (balances[msg.sender] < amount + cut) revert Poor(balances[msg.sender], amount + cut);',
  '    balances[msg.sender] -= amount + cut;',
  '    balances[to] += amount;',
  '    emit Moved(to, amount);',
  '    left = balances[msg.sender];',
  '  }',
  '}',
];
writeFileSync(source, lines.join('\n'));
const scenario = join(folder, 'bank.yaml');
writeFileSync(
  scenario,
  `name: bank
accounts: { names: [alice, bob], balance: 10 ether }
contracts: { bank: { source: Bank.sol } }
setup: [{ from: alice, to: bank, call: open }]
traffic:
  - { from: alice, to: bank, call: move, args: [$bob, 100] }
  - { from: alice, to: bank, call: move, args: [$bob, 5000] }
shuffle: false
`,
);

let client: DapClient;
afterEach(() => client.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a planned call after the setup, and members by the names that expressions have for them', async () => {
  client = new DapClient(folder);
  const call = { from: 'alice', to: 'bank', call: 'move', args: ['$bob', 40] };
  await client.launch({ scenario: 'bank.yaml', call }, async () => {
    await client.ask('setBreakpoints', { source: { path: source }, breakpoints: [{ line: 20 }, { line: 11 }] });
  });
  expect(await client.event('stopped')).toMatchObject({ reason: 'entry' });
  expect((await client.stack())[0]?.name).toBe('bank.move(to: bob, amount: 40)');
  // To a line, but breakpoints on the way count; else straight there.
  const to = (line: number, stops: boolean) => ({ path: source, line, stops });
  expect(await client.move('interleave/runTo', to(19, true))).toMatchObject({ reason: 'breakpoint' });
  expect((await client.stack())[0]?.line).toBe(11);
  expect(await client.move('interleave/runTo', to(19, false))).toMatchObject({ reason: 'goto' });
  expect((await client.stack())[0]?.line).toBe(19);
  const [frame] = await client.stack();
  const { scopes } = (await client.ask('scopes', { frameId: frame?.id })) as DebugProtocol.ScopesResponse['body'];
  const members = async (variablesReference: number | undefined) =>
    ((await client.ask('variables', { variablesReference })) as DebugProtocol.VariablesResponse['body']).variables;
  const state = await members(scopes.find(({ name }) => name === 'State')?.variablesReference);
  const balances = await members(state.find(({ name }) => name === 'balances')?.variablesReference);
  const bob = balances.find(({ value }) => value === '40');
  expect(bob).toMatchObject({ evaluateName: `balances${bob?.name ?? ''}`, shownName: '[bob]' });
  expect(await client.value(bob?.evaluateName ?? '')).toBe('40');
  const touched = (await client.ask('interleave/touched')) as {
    cells: { name: string; before: string; now: string }[];
  };
  expect(touched.cells.find(({ name }) => name === 'bank.balances[bob]')).toMatchObject({
    ...{ isRead: true, isWritten: true },
    ...{ before: '0', now: '40' },
  });
  // What the transaction does before all code counts too.
  const nonce = touched.cells.find(({ name }) => name === 'alice.@nonce');
  expect(Number(nonce?.now)).toBe(Number(nonce?.before) + 1);
  const memory = (await client.ask('interleave/memory', { frameId: frame?.id, from: 64, count: 32 })) as {
    size: number;
    data: string;
  };
  expect(memory.size).toBeGreaterThanOrEqual(96);
  expect(Buffer.from(memory.data, 'base64').at(-1)).toBe(0x80);
});

test('a session of an editor: breakpoints, values, and the same states forwards and backwards', async () => {
  client = new DapClient(folder);
  let set: DebugProtocol.SetBreakpointsResponse['body'] | undefined;
  await client.launch({ scenario: 'bank.yaml' }, async () => {
    set = await client.ask('setBreakpoints', {
      source: { path: source },
      breakpoints: [{ line: 11, condition: 'i == 2' }, { line: 18 }, { line: 13 }],
    });
  });
  expect(set?.breakpoints.map(({ verified, line }) => [verified, line])).toEqual([
    [true, 11],
    [true, 18],
    [true, 15],
  ]);
  expect(await client.event('stopped')).toMatchObject({ reason: 'entry' });

  expect(await client.move('continue')).toMatchObject({ reason: 'breakpoint' });
  expect((await client.stack()).map(({ name, line }) => [name, line])).toEqual([
    ['Bank.fee', 11],
    ['bank.move(to: bob, amount: 100)', 15],
  ]);
  expect([await client.value('part'), await client.value('cut'), await client.value('amount')]).toEqual([
    '5',
    '10',
    '100',
  ]);
  expect(await client.move('stepOut')).toMatchObject({ reason: 'step' });
  expect((await client.stack())[0]).toMatchObject({ line: 15 });
  await client.move('continue');
  expect([await client.value('cut'), await client.value('balances[alice]')]).toEqual(['18', '882']);
  expect(await client.move('continue')).toMatchObject({ reason: 'end' });
  expect(await client.value('balances[bob]')).toBe('100');

  const states: string[] = [];
  const state = async (): Promise<string> =>
    (await client.stack()).map(({ name, line, column }) => `${name} ${line}:${column}`).join(' < ');
  for (let last = ''; last !== 'entry';) {
    states.push(await state());
    last = (await client.move('stepBack', { kind: 'into' })).reason;
  }
  states.push(await state());
  const again = [await state()];
  for (let last = ''; last !== 'end';) {
    last = (await client.move('stepIn')).reason;
    again.push(await state());
  }
  expect(again.length).toBeGreaterThan(10);
  expect([...again].reverse()).toEqual(states);
  expect(await client.move('next')).toMatchObject({ event: 'terminated' });
});

test('stops at a revert and at the write of a cell, in words; messages are said on the way', async () => {
  client = new DapClient(folder);
  await client.launch({ program: scenario, tx: '1' }, () =>
    client.ask('setBreakpoints', {
      source: { path: source },
      breakpoints: [{ line: 11, logMessage: 'turn {i}: {part}' }],
    }),
  );
  await client.event('stopped');
  await client.ask('setExceptionBreakpoints', { filters: ['failure'] });
  expect(await client.move('continue')).toMatchObject({
    reason: 'exception',
    text: expect.stringMatching(/Poor\(.*882.*5916/) as string,
  });
  expect((await client.stack())[0]).toMatchObject({ line: 16, source: { path: source } });
  for (const turn of ['turn 1: 500', 'turn 2: 250', 'turn 3: 166'])
    expect(await client.event('output')).toMatchObject({ output: `${turn}\n` });
});

test('what is wrong with a launch or a message is said, and another one may follow', async () => {
  client = new DapClient(folder);
  const refused = async (command: string, args?: object): Promise<string> =>
    client.ask(command, args).then(
      () => 'taken',
      (error: unknown) => String(error),
    );
  client.write('Content-Length: 8\r\n\r\nnot json');
  expect(await client.event('output')).toMatchObject({ output: expect.stringMatching(/no JSON/) as string });
  expect(await refused('stackTrace', { threadId: 1 })).toMatch(/no transaction is open/);
  expect(await refused('launch', {})).toMatch(/"scenario" is missing/);
  expect(await refused('launch', { scenario: 'nowhere.yaml' })).toMatch(/nowhere\.yaml: .*no such file/);
  expect(await refused('launch', { scenario, tx: 'x' })).toMatch(/BLOCK:INDEX/);
  expect(await refused('launch', { scenario, tx: 7 })).toMatch(/transactions 0 to 1/);
  expect(await refused('dance')).toMatch(/no "dance"/);
  expect(await refused('setBreakpoints', { source: 5 })).toMatch(/setBreakpoints: source/);
  const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  client.write(`Content-Length: ${nested.length}\r\n\r\n${nested}`);
  expect(await client.event('output')).toMatchObject({ output: expect.stringMatching(/nested too deeply/) as string });
});

test('what is wrong with a breakpoint or an expression is said, and nothing stops there', async () => {
  client = new DapClient(folder);
  await client.launch({ scenario });
  await client.event('stopped');
  const set = async (command: string, args: object): Promise<readonly (readonly [boolean, string | undefined])[]> =>
    (await client.ask<DebugProtocol.SetBreakpointsResponse['body']>(command, args)).breakpoints.map(
      ({ verified, message }) => [verified, message],
    );
  const onLine = (line: number, more = {}, path = source): Promise<readonly unknown[]> =>
    set('setBreakpoints', { source: { path }, breakpoints: [{ line, ...more }] });
  expect(await onLine(0)).toEqual([[false, 'there is no line 0']]);
  expect(await onLine(1e9)).toEqual([[false, 'the file has 22 lines']]);
  expect(await onLine(11, { hitCondition: 'often' })).toEqual([[false, expect.stringMatching(/no count/)]]);
  expect(await onLine(11, { condition: 'i ==' })).toEqual([[false, expect.stringMatching(/no expression/)]]);
  expect(await onLine(11, {}, '/nowhere.sol')).toEqual([[false, expect.stringMatching(/no code of this file/)]]);
  expect(await set('setDataBreakpoints', { breakpoints: [{ dataId: 'zz' }] })).toEqual([[false, '"zz" is no cell']]);
  expect(await client.move('continue')).toMatchObject({ reason: 'end' });
  // As other clients write it.
  expect(await onLine(11, {}, pathToFileURL(source).href)).toEqual([[true, undefined]]);
  expect(await client.move('reverseContinue')).toMatchObject({ reason: 'breakpoint' });
  const refused = async (command: string, args: object): Promise<string> =>
    client.ask(command, args).then(
      () => 'taken',
      (error: unknown) => String(error),
    );
  expect(await refused('setBreakpoints', { source: { sourceReference: 99 }, breakpoints: [] })).toMatch(
    /no such source/,
  );
  expect(await refused('setExceptionBreakpoints', { filters: ['uncaught'] })).toMatch(/no filter "uncaught".*failure/);
  expect(await refused('evaluate', { expression: 'part', frameId: 12_345 })).toMatch(/no such call/);
  expect(await refused('evaluate', { expression: ' ' })).toMatch(/no expression/);
  expect(await refused('evaluate', { expression: 'part', frameId: 'x' })).toMatch(/evaluate: frameId/);
  expect(await refused('next', { granularity: 'page' })).toMatch(/next: granularity/);
  expect(await client.value('this == bank && part == 3')).toBe('true');
});

test('a file that has changed since is shown as it was compiled', async () => {
  client = new DapClient(folder);
  await client.launch({ scenario });
  await client.event('stopped');
  writeFileSync(source, `// new\n${lines.join('\n')}`);
  const [top] = await client.stack();
  writeFileSync(source, lines.join('\n'));
  expect(top?.source?.origin).toMatch(/has changed since/);
  const { content } = await client.ask<{ content: string }>('source', {
    sourceReference: top?.source?.sourceReference ?? 0,
  });
  expect(content.split('\n')[(top?.line ?? 0) - 1]).toBe(lines[14]);
  // Its path alone says as much.
  expect(await client.ask('source', { source: { path: source }, sourceReference: 0 })).toEqual({ content });
});
