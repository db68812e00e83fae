import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createJsonProcess, type JsonProcess, type JsonProcessOptions } from './json-process.ts';

const opened: JsonProcess<string, string>[] = [];
const open = (options: Partial<JsonProcessOptions<string>> = {}): JsonProcess<string, string> => {
  const created = createJsonProcess<string, string>({
    name: 'helper',
    entry: join(import.meta.dirname, 'json-process.testchild.ts'),
    idleMs: 60_000,
    parse: (message) => (typeof message === 'string' ? message : undefined),
    ...options,
  });
  opened.push(created);
  return created;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const patient = { timeoutMs: 60_000 };
const kindOf = async (answer: ReturnType<JsonProcess<string, string>['request']>): Promise<string> => {
  const result = await answer;
  return result.ok ? 'ok' : result.error.kind;
};

test('requests queue up and one process answers them', async () => {
  const helper = open();
  const answers = await Promise.all(['a', 'b', 'c'].map((body) => helper.request(body, patient)));
  const pid = String(helper.pid);
  expect(answers).toEqual(['a', 'b', 'c'].map((body) => ({ ok: true, value: `${pid}:${body}` })));
});

test('a crash is an error with what the process said last, and the next request gets a new process', async () => {
  const helper = open();
  const crashed = await helper.request('crash', patient);
  expect(crashed).toEqual({
    ok: false,
    error: { kind: 'crashed', message: 'helper ended with code 7', stderr: 'last words' },
  });
  expect(await kindOf(helper.request('again', patient))).toBe('ok');
});

test('a handler that throws is an error, and its process is replaced', async () => {
  const helper = open();
  await helper.request('first', patient);
  const pid = helper.pid;
  const thrown = await helper.request('throw', patient);
  expect(thrown).toMatchObject({ ok: false, error: { kind: 'failed', message: 'helper failed: cannot do that' } });
  expect(helper.pid).not.toBe(pid);
});

test('an answer of the wrong shape is refused', async () => {
  expect(await kindOf(open().request('wrong', patient))).toBe('protocol');
});

test('a request past its deadline is killed with its process; those behind it are answered', async () => {
  const helper = open();
  const [late, next] = await Promise.all([
    kindOf(helper.request('hang', { timeoutMs: 300 })),
    kindOf(helper.request('next', patient)),
  ]);
  expect([late, next]).toEqual(['timeout', 'ok']);
});

test('cancelling ends what runs and forgets what waits', async () => {
  const helper = open();
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = kindOf(helper.request('hang', { ...patient, signal: running.signal }));
  const second = kindOf(helper.request('never', { ...patient, signal: waiting.signal }));
  waiting.abort();
  expect(await second).toBe('cancelled');
  running.abort();
  expect(await first).toBe('cancelled');
  expect(await kindOf(helper.request('late', { ...patient, signal: running.signal }))).toBe('cancelled');
  expect(await kindOf(helper.request('after', patient))).toBe('ok');
});

test('with patience, what was cancelled is told at once, and goes on for so long before it is ended', async () => {
  const helper = open();
  const stop = new AbortController();
  const pid = ((await helper.request('x', patient)) as { value?: unknown }).value;
  const slow = kindOf(helper.request('slow', { ...patient, signal: stop.signal, patienceMs: 60_000 }));
  const next = helper.request('x', patient);
  stop.abort();
  expect(await slow).toBe('cancelled');
  expect(await next).toMatchObject({ ok: true, value: pid });
  const again = new AbortController();
  const hanging = kindOf(helper.request('hang', { ...patient, signal: again.signal, patienceMs: 1 }));
  again.abort();
  expect(await hanging).toBe('cancelled');
  const other = await helper.request('x', patient);
  expect(other.ok && other.value !== pid).toBe(true);
});

test('an idle process ends, and the next request starts another', async () => {
  const helper = open({ idleMs: 1 });
  const first = await helper.request('x', patient);
  await vi.waitFor(() => {
    expect(helper.pid).toBeUndefined();
  });
  const second = await helper.request('x', patient);
  expect(first.ok && second.ok && first.value !== second.value).toBe(true);
});

test('closing answers what runs and refuses what comes later', async () => {
  const helper = open();
  const running = kindOf(helper.request('hang', patient));
  await helper.close();
  expect(await running).toBe('closed');
  expect(await kindOf(helper.request('x', patient))).toBe('closed');
});

test('a module that cannot be loaded is a crash', async () => {
  const helper = open({ entry: join(import.meta.dirname, 'no-such-module.ts') });
  const result = await helper.request('x', patient);
  expect(result).toMatchObject({ ok: false, error: { kind: 'crashed' } });
  expect(result.ok ? '' : result.error.stderr).toContain('no-such-module.ts');
});
