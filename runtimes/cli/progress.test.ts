import { expect, it } from 'vitest';
import type { Host } from './host.ts';
import { createProgress, type Progress } from './progress.ts';

function progressOn(isTTY: boolean): { readonly progress: Progress; readonly said: () => string; time: number } {
  let text = '';
  const stream = { write: (part: string) => void (text += part), isTTY, columns: isTTY ? 60 : undefined };
  const made = {
    time: 0,
    said: () => {
      const said = text;
      text = '';
      return said;
    },
  };
  const host: Host = {
    out: stream,
    err: stream,
    env: { NO_COLOR: '1' },
    base: '/',
    now: () => made.time,
    signal: new AbortController().signal,
  };
  return Object.assign(made, { progress: createProgress(host) });
}

it('says a line per phase and executor where there is no terminal', () => {
  const made = progressOn(false);
  made.progress.onPhase('start');
  made.progress.onExecutor('evm#0', 123);
  made.progress.onPhase('traffic');
  for (made.time = 0; made.time < 9_000; made.time += 10) made.progress.onProgress(made.time, 100_000);
  made.progress.clear();
  expect(made.said()).toBe('starting executors\nexecutor evm#0 pid 123\nrunning traffic\n');
});

it('says how far long work is every ten seconds', () => {
  const made = progressOn(false);
  made.progress.onPhase('traffic');
  for (made.time = 0; made.time <= 20_000; made.time += 10) made.progress.onProgress(made.time, 100_000);
  expect(made.said().split('\n').slice(1, -1)).toEqual([
    'running traffic: 10,000 of 100,000 · 1,000 per second',
    'running traffic: 20,000 of 100,000 · 1,000 per second',
  ]);
});

it('keeps one line up to date on a terminal', () => {
  const made = progressOn(true);
  made.progress.onPhase('traffic');
  made.said();
  made.time = 50;
  made.progress.onProgress(1, 500);
  expect(made.said()).toBe('');
  made.time = 100;
  made.progress.onProgress(50, 500);
  expect(made.said()).toBe('\r\u001b[Krunning traffic: 50 of 500 · 500 per second');
  made.progress.onProgress(500, 500);
  expect(made.said()).toContain('500 of 500');
  made.progress.clear();
  expect(made.said()).toBe('\r\u001b[K');
  made.progress.clear();
  expect(made.said()).toBe('');
});

it('writes lines that stay above the changing one, free of control characters', () => {
  const made = progressOn(true);
  made.progress.onPhase('compile');
  made.said();
  made.progress.onNote('A.sol:1: unused\u001b[2J\nsecond');
  expect(made.said()).toBe(
    '\r\u001b[KA.sol:1: unused\n\r\u001b[Kcompiling contracts\r\u001b[Ksecond\n\r\u001b[Kcompiling contracts',
  );
});
