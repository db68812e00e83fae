/** The compiler process: a file of a workspace in, its contracts or its problems out. As serve-json.ts, but asc answers later. */
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
  contracts: contracts.map(({ name, abi, layout, module }) => ({
    name,
    abi,
    layout: layout ?? null,
    module: Buffer.from(module).toString('base64'),
  })),
});

process.on('message', (message: { id: number; body: AscRequest }) => {
  const { id, body } = message;
  answer(body).then(
    (result) => process.send?.({ id, body: result }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
