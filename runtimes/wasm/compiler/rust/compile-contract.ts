/** One run of rustc on one contract. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NO_CONTRACT, type Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { DWARF_WORKSPACE, isDwarf } from '../../debug/wasm-debug.ts';
import { keepCustomSections } from '../../module/custom-section.ts';
import type { Compiled } from './artifact-store.ts';
import { filesRead, outside, workspacePath } from './files-read.ts';
import { commonFlags, contractFlags, type RustSettings } from './flags.ts';
import { DECLARES_NONE, readModule } from './module-artifact.ts';
import { runRustc } from './run-rustc.ts';
import { readRustMessages, type RustMessages } from './rust-diagnostics.ts';
import type { RustToolchain } from './toolchain.ts';

export interface ContractJob {
  readonly toolchain: RustToolchain;
  /** Path of the compiled SDK. */
  readonly library: string;
  /** Absolute, links resolved. */
  readonly workspace: string;
  /** Workspace path. */
  readonly source: string;
  readonly settings: RustSettings;
  readonly limit: AbortSignal;
}

export async function compileContract(job: ContractJob): Promise<Result<Compiled, readonly Diagnostic[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'interleave-rustc-'));
  try {
    return await compileIn(folder, job);
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function compileIn(folder: string, job: ContractJob): Promise<Result<Compiled, readonly Diagnostic[]>> {
  const { toolchain, settings, workspace, source } = job;
  const [linked, depInfo] = [join(folder, 'contract.wasm'), join(folder, 'contract.d')];
  const fail = (message: string, code?: string): Result<never, readonly Diagnostic[]> =>
    err([{ severity: 'error', message, file: source, line: 0, column: 0, ...(code !== undefined && { code }) }]);
  // The source is named relative to the workspace, so that nothing of its place gets into messages and code.
  const args = [
    ...['--remap-path-prefix', `${workspace}=${DWARF_WORKSPACE}`],
    ...[...commonFlags(settings), ...contractFlags(toolchain)],
    // rustc puts its temporary objects where output goes by default: not in the workspace, and not where another compile's are.
    ...[
      '--extern',
      `interleave=${job.library}`,
      '--out-dir',
      folder,
      `--emit=link=${linked},dep-info=${depInfo}`,
      '--',
      source,
    ],
  ];
  const run = await runRustc(toolchain.rustc, args, { cwd: workspace, signal: job.limit });
  const isOwn = (file: string): boolean => file !== '' && !isAbsolute(file) && !/^(<|interleave[/\\])/.test(file);
  const messages = readRustMessages(run.stderr, source, isOwn);
  // Before any message is shown: it could quote the file.
  const foreign = await firstForeign(messages, job);
  if (foreign !== undefined) return fail(`${source} is refused: ${outside(foreign)}`);
  if (run.code !== 0) return err(problems(job, run, messages));
  const read = await filesRead(depInfo, workspace);
  if (!read.ok) return fail(`${source} is refused: ${read.error}`);
  const bytes = await readFile(linked);
  const module = readModule(bytes);
  if (!module.ok)
    return fail(
      `${source} cannot be deployed: ${module.error}`,
      module.error === DECLARES_NONE ? NO_CONTRACT : undefined,
    );
  const compiled: Compiled = {
    module: module.value,
    source,
    compiler: toolchain.version,
    files: read.value.files,
    diagnostics: messages.diagnostics,
    dwarf: gzipSync(keepCustomSections(bytes, isDwarf)),
  };
  return ok(compiled);
}

function problems(
  { source, toolchain }: ContractJob,
  run: Awaited<ReturnType<typeof runRustc>>,
  { diagnostics }: RustMessages,
): readonly Diagnostic[] {
  if (diagnostics.some(({ severity }) => severity === 'error')) return diagnostics;
  const last = run.stderr.split('\n').findLast((line) => line.trim() !== '' && !line.startsWith('{')) ?? '';
  const why =
    run.problem ?? `ended with code ${String(run.code)}${last === '' ? '' : `: ${last.trim().slice(0, 300)}`}`;
  return [{ severity: 'error', message: `${toolchain.version} ${why}`, file: source, line: 0, column: 0 }];
}

/** A file that a message points into and that is neither the workspace's, the SDK's nor the compiler's. */
async function firstForeign(messages: RustMessages, job: ContractJob): Promise<string | undefined> {
  for (const file of messages.files) {
    if (/^(<|interleave[/\\]|[/\\]rustc[/\\])/.test(file) || /[/\\]library[/\\](core|alloc|std)[/\\]/.test(file))
      continue;
    if ((await workspacePath(file, job.workspace)) === undefined) return file;
  }
  return undefined;
}
