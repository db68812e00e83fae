/** The compiler process: a file of a workspace in, its contracts or its problems out. */
import { gzipSync } from 'node:zlib';
import { serveJson } from '../../../process/serve-json.ts';
import { runAsc, type CompiledFile } from './run-asc.ts';
import { parseAscSettings } from './asc-settings.ts';
import type { AscAnswer, AscRequest } from './asc-protocol.ts';
import { hashSource } from '../../../compiling/hash.ts';

async function answer({ workspace, entry, settings }: AscRequest): Promise<AscAnswer> {
  const parsed = parseAscSettings(settings);
  if (typeof parsed === 'string') throw new Error(parsed);
  const result = await runAsc(workspace, entry, parsed);
  return result.ok ? toAnswer(result.value) : { ok: false, diagnostics: result.error };
}

const toAnswer = ({ contracts, diagnostics, files }: CompiledFile): AscAnswer => ({
  ok: true,
  diagnostics,
  files: Object.fromEntries(files.map(({ path, text }) => [path, hashSource(text)])),
  contracts: contracts.map(({ name, abi, layout, module, rows }) => ({
    name,
    abi,
    layout: layout ?? null,
    module: Buffer.from(module).toString('base64'),
    ...(rows && { rows: gzipSync(JSON.stringify(rows)).toString('base64') }),
  })),
});

serveJson((request) => answer(request as AscRequest));
