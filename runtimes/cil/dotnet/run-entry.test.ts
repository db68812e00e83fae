import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseReply } from '../compiler/csc-protocol.ts';
import { askEntry, runEntry } from './run-entry.ts';

const CHILD = join(import.meta.dirname, 'run-entry.testchild.ts');
const CSC = join(import.meta.dirname, '../compiler/csc-entry.ts');
const LONG = 60_000;

describe.each([
  ['a process', false],
  ['a thread', true],
])('in %s', (_, inThread) => {
  it('runs to its end, and says how that was', async () => {
    const heard: string[] = [];
    const run = (how: string, deadlineMs = LONG): ReturnType<typeof runEntry> =>
      runEntry(CHILD, [how], { deadlineMs, inThread, onText: (text) => heard.push(text) });
    expect(await run('well')).toEqual({ ok: true, value: undefined });
    expect(heard.join('')).toBe('well\n');
    expect(await run('fail')).toMatchObject({ ok: false });
    expect(await run('hang', 1_000)).toMatchObject({ ok: false });
  });

  it('answers whoever waits, in time or not at all', () => {
    expect(askEntry(CHILD, 'text', LONG, inThread)).toEqual({ ok: true, value: 'TEXT' });
    const thrown = askEntry(CHILD, 'throw', LONG, inThread);
    expect(thrown).toMatchObject({ ok: false, error: expect.stringContaining('cannot do that') as string });
    expect(askEntry(CHILD, 'hang', 1_000, inThread)).toMatchObject({ ok: false });
  });
});

it('the C# compiler works in a thread as well', () => {
  const source = 'using Interleave; public class Small : Contract { public UInt256 Two() => 2; }';
  const answer = askEntry(CSC, JSON.stringify({ files: [['Small.cs', source]] }), LONG, true);
  if (!answer.ok) throw new Error(answer.error);
  expect(parseReply(JSON.parse(answer.value))).toMatchObject({ diagnostics: [] });
});
