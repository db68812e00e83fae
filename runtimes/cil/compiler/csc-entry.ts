/**
 * The compiler process. It answers requests; with `--once` it reads one from standard input
 * and writes the reply to standard output, for lanes, which wait for it.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { serveJson } from '../../process/serve-json.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { startCsc, type Csc } from './csc.ts';
import { isLanguageRequest, toReply, type CscReply, type CscRequest, type ProcessRequest } from './csc-protocol.ts';

let started: Promise<Csc> | undefined;

async function start(): Promise<Csc> {
  const found = await buildToolchain();
  if (!found.ok) throw new Error(found.error);
  return startCsc(found.value);
}

const compile = async ({ files }: CscRequest): Promise<CscReply> =>
  toReply((await (started ??= start())).compile(files));

const answer = async (request: ProcessRequest): Promise<unknown> =>
  isLanguageRequest(request) ? (await (started ??= start())).ask(request) : compile(request);

if (process.argv.includes('--once')) {
  // A lane that is ended while it waits takes nobody with it, and a compile looks at nothing else until it is done.
  const watch = `const { workerData: parent } = require('node:worker_threads');
    setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGKILL'), 1000);`;
  new Worker(watch, { eval: true, workerData: process.ppid }).unref();
  const reply = JSON.stringify(await compile(JSON.parse(readFileSync(0, 'utf8')) as CscRequest));
  // A pipe may be full, and take the rest later.
  await new Promise((written) => process.stdout.write(reply, written));
  process.exit(0);
}

serveJson((request) => answer(request as ProcessRequest));
