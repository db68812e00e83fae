/**
 * The compiler process. It answers requests; where a lane asks, which waits for it, it answers that
 * and ends.
 */
import { serveJson } from '../../process/serve-json.ts';
import { answerOnce, isAsked } from '../dotnet/run-entry.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { startCsc, type Csc } from './csc.ts';
import { isLanguageRequest, toReply, type CscReply, type CscRequest, type ProcessRequest } from './csc-protocol.ts';

let started: Promise<Csc> | undefined;

async function start(): Promise<Csc> {
  const found = await buildToolchain();
  if (!found.ok) throw new Error(found.error);
  return startCsc(found.value);
}

const compile = async ({ files, forDebugging }: CscRequest): Promise<CscReply> =>
  toReply((await (started ??= start())).compile(files, forDebugging));

const answer = async (request: ProcessRequest): Promise<unknown> =>
  isLanguageRequest(request) ? (await (started ??= start())).ask(request) : compile(request);

if (isAsked()) await answerOnce(async (input) => JSON.stringify(await compile(JSON.parse(input) as CscRequest)));

serveJson((request) => answer(request as ProcessRequest));
