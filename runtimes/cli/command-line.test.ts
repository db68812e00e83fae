import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneObject, runCli, runInProcess } from './command-line.testkit.ts';
import { internalError } from './command-line.ts';
import type { Host } from './host.ts';
import { isJson, write } from './write-answer.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const inProcess = (...args: string[]): ReturnType<typeof runInProcess> => runInProcess(args, folder);

describe('usage', () => {
  it.each([
    [['run'], "missing required argument 'scenario'"],
    [
      [],
      'no command given; there are: serve, run, verify, compare, trace, dap, determinism, snapshot, ledger, state, root, prove, bindings, doctor, conformance',
    ],
    [['snapshot'], 'no command given; there are: export, import, diff, info'],
    [['snapshot', 'exprt'], "unknown command 'exprt' (Did you mean export?)"],
    [['snapshot', 'export', 'x.ledger'], "required option '--out <file>' not specified"],
    [['rum', 'x'], "unknown command 'rum' (Did you mean run?)"],
    [['run', 'a', 'b'], "too many arguments for 'run'"],
    [['run', 'x', '--polcy', 'serial'], "unknown option '--polcy' (Did you mean --policy?)"],
    [['run', 'x', '--policy', 'x'], 'There are: optimistic, declared, first-committer-wins, serial.'],
    [['run', 'x', '--policy'], 'argument missing'],
    [['verify', 'x', '--lanes', '65'], 'It must be an integer from 1 to 64.'],
    [['verify', 'x', '--lanes', 'evm=65'], '"evm" must have 1 to 64 lanes, not 65.'],
    [['verify', 'x', '--executors', 'evm'], 'evm=2,wasm=1'],
    [['run', 'x', '--seed', '-1'], 'It must be an integer from 0'],
    [['run', ''], 'empty'],
    [['run', 'nowhere.yaml'], 'there is no such scenario file'],
    [['run', '.'], 'this is a folder'],
    [['conformance', 'evm'], "required option '--fixtures <path>' not specified"],
    [['conformance', 'perl', '--fixtures', '.'], 'no conformance suite for "perl"; there are: evm'],
    [['conformance', 'evm', '--fixtures', 'nowhere'], 'no such folder or archive'],
  ])('%j is an error with exit code 2, for people and in JSON', async (args, message) => {
    const told = await inProcess(...args);
    expect(told).toMatchObject({ exitCode: 2, out: '' });
    expect(told.err).toContain(message);
    const asJson = await inProcess(...args, '--json');
    expect(asJson).toMatchObject({ exitCode: 2, err: '' });
    const { error } = oneObject({ exitCode: 2, stdout: asJson.out, stderr: '' }) as { error: Record<string, unknown> };
    if (args.at(-1) !== '--policy') expect(error['message']).toContain(message);
    expect(Object.keys(error)).toEqual(['message', 'file', 'line', 'column', 'more']);
  });

  it('helps everywhere, with examples', async () => {
    for (const args of [[], ['run'], ['verify'], ['bindings'], ['doctor'], ['conformance']]) {
      const { exitCode, out } = await inProcess(...args, '--help');
      expect(exitCode).toBe(0);
      expect(out).toContain('Examples:\n  npm run -s cli -- ');
    }
  });

  it('answers one object when asked for help and JSON', async () => {
    const { out } = await inProcess('run', '--help', '--json');
    expect(oneObject({ exitCode: 0, stdout: out, stderr: '' })['help']).toContain('--executors');
  });
});

describe('--json', () => {
  it('is a flag only before --', () => {
    expect([isJson(['run', '--json']), isJson(['--json', 'run']), isJson(['run', '--', '--json'])]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('never shows a bigint', () => {
    let out = '';
    const stream = { write: (text: string) => void (out += text), isTTY: false, columns: undefined };
    const host: Host = {
      out: stream,
      err: stream,
      env: {},
      base: '/',
      now: () => 0,
      signal: new AbortController().signal,
    };
    write({ kind: 'report', exitCode: 0, json: { amount: 10n ** 30n }, text: () => '' }, true, host);
    expect(out).toBe(`{"amount":"1${'0'.repeat(30)}"}\n`);
  });
});

it('says an internal error in one line, or with its stack', () => {
  const error = new Error('boom\nmore');
  const failure = (env: Host['env']) => {
    const answer = internalError(error, env);
    return answer.kind === 'failure' ? { exitCode: answer.exitCode, message: answer.failure.message } : undefined;
  };
  expect(failure({})).toEqual({ exitCode: 70, message: 'internal error: boom' });
  expect(failure({ INTERLEAVE_DEBUG: '1' })?.message).toContain('command-line.test.ts');
});

describe('the process', () => {
  it('finds files from where npm was called, and names them so', async () => {
    const ended = await runCli(['run', 'nowhere.yaml', '--json'], folder);
    expect(ended.exitCode).toBe(2);
    expect(oneObject(ended)).toMatchObject({ error: { file: 'nowhere.yaml', line: null } });
  });

  it('names the line of a wrong key', async () => {
    await writeFile(path.join(folder, 'wrong.yaml'), 'name: x\ncontracts: {}\ntrafic: []\n');
    const [told, asJson] = await Promise.all([
      runCli(['run', 'wrong.yaml'], folder),
      runCli(['verify', 'wrong.yaml', '--json'], folder),
    ]);
    expect(told).toMatchObject({ exitCode: 2, stdout: '' });
    expect(told.stderr).toMatch(/^wrong\.yaml:3:1: .*"trafic".*Did you mean "traffic"\?$/m);
    expect(asJson.exitCode).toBe(2);
    expect(oneObject(asJson)).toMatchObject({ error: { file: 'wrong.yaml', line: 3, column: 1 } });
  });

  it('refuses a runtime that is not there', async () => {
    await writeFile(path.join(folder, 'empty.yaml'), 'traffic: []\n');
    const ended = await runCli(['run', 'empty.yaml', '--executors', 'cobol=1', '--json'], folder);
    expect(ended.exitCode).toBe(2);
    expect((oneObject(ended)['error'] as { message: string }).message).toMatch(
      /unknown runtime "cobol"; this version has evm/,
    );
  });
});
