import { afterAll, describe, expect, test } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { compilers } from './compiler.ts';

const SLOW = 180_000;
const workspaces = testWorkspaces();
const compiler = compilers[0]?.create();
afterAll(async () => {
  await compiler?.close();
  await workspaces.removeAll();
});

/** Members of a contract, each of which must be refused on its own line with this code and a hint that says so much. */
const REFUSED: readonly (readonly [member: string, code: string, hint: string])[] = [
  ['public ulong F() => (ulong)DateTime.UtcNow.Ticks;', 'ILW2000', 'Block.Timestamp'],
  ['public int F() => new Random().Next();', 'ILW2000', 'PrevRandao'],
  ['public void F() { double x = 1.5; }', 'ILW2000', 'UInt256'],
  ['public void F() { var x = (decimal)3; }', 'ILW2000', 'UInt256'],
  ['public string F() => typeof(Bad).Name;', 'ILW2000', 'reflection'],
  ['public void F() { var t = GetType(); }', 'ILW2000', 'reflection'],
  ['public void F() { System.Threading.Thread.Sleep(1); }', 'ILW2000', 'one thread'],
  ['public int F(string s) => s.GetHashCode();', 'ILW2013', 'compare values'],
  ['public string F(string s) => s.ToUpper();', 'ILW2000', 'ToUpperInvariant'],
  ['public void F() { Interleave.Runtime.Gas.Left = 1000000; }', 'ILW2012', 'GasLeft'],
  ['public void F() { lock (this) { } }', 'ILW2003', 'one thread'],
  ['public int F() => Environment.TickCount;', 'ILW2000', 'environment'],
  ['public void F() { Span<int> s = stackalloc int[10]; }', 'ILW2002', 'array'],
  ['public void F() { GC.Collect(); }', 'ILW2000', 'memory'],
  ['static int counter;', 'ILW2008', '[Storage]'],
  ['static readonly int[] cache = new int[3];', 'ILW2009', 'immutable'],
  ['static Bad() { }', 'ILW2006', 'const'],
  ['~Bad() { }', 'ILW2005', 'leave it out'],
  ['int total;', 'ILW110', '[Storage]'],
];

describe('what a contract may not do', () => {
  test('is refused with its line and what to do instead', { timeout: SLOW }, async () => {
    const lines = REFUSED.map(([member], i) => member.replaceAll(/\bF\(/g, `F${String(i)}(`));
    const source = ['using System; using Interleave;', 'public class Bad : Contract {', ...lines, '}'].join('\n');
    const workspace = await workspaces.create({ 'Bad.cs': source });
    const result = await compiler?.compile({ file: `${workspace}/Bad.cs`, workspace });
    if (result === undefined || result.ok) throw new Error('it was accepted');
    REFUSED.forEach(([member, code, hint], i) => {
      const told = result.error.find((one) => one.line === i + 3 && one.code === code);
      expect(told?.hint, member).toContain(hint);
    });
  });

  test('a contract that is not deterministic is refused as long as nothing records it', { timeout: SLOW }, async () => {
    const source = 'using Interleave;\n[NonDeterministic] public class Oracle : Contract { }';
    const workspace = await workspaces.create({ 'Oracle.cs': source });
    const result = await compiler?.compile({ file: `${workspace}/Oracle.cs`, workspace });
    expect(result).toMatchObject({ ok: false, error: [{ code: 'ILW105', line: 2 }] });
  });
});
