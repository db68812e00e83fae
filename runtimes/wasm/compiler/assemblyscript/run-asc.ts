/** One compile, start to end: sources, plan, asc, and the module with its sections. Runs in the compiler process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { NO_CONTRACT, type AbiJson, type Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { addCustomSection, stripCustomSections } from '../../module/custom-section.ts';
import { prepareModule } from '../../module/prepare.ts';
import type { PackedRows } from '../../debug/wasm-debug.ts';
import type { AscSettings } from './asc-settings.ts';
import { hintFor, plainMessage, unavailable } from './hints.ts';
import { exportsCall, planSources, SDK_FOLDER, WORKSPACE_FOLDER, type Plan, type PlannedContract } from './plan.ts';
import { packRows } from './pack-rows.ts';
import { problemAt } from './problem.ts';
import { codeText, readSourceGraph } from './source-graph.ts';
import type { Message } from './syntax.ts';
import { COMPILER, SDK_PATH } from './versions.ts';

export interface CompiledContract {
  readonly name: string;
  readonly abi: AbiJson;
  readonly layout: object | undefined;
  /** With the sections `interleave.abi` and `interleave.layout` and no other custom ones. */
  readonly module: Uint8Array;
  /** For the debugger. */
  readonly rows: PackedRows | undefined;
}

export interface CompiledFile {
  readonly contracts: readonly CompiledContract[];
  readonly diagnostics: readonly Diagnostic[];
  /** Workspace paths and texts of what was read. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** `workspace` is a real path, `entry` a path in it with `/`. */
export async function runAsc(
  workspace: string,
  entry: string,
  settings: AscSettings,
): Promise<Result<CompiledFile, readonly Diagnostic[]>> {
  const graph = readSourceGraph(workspace, entry);
  if (!graph.ok) return graph;
  const plan = planSources(graph.value);
  if (!plan.ok) return plan;
  const files = [...graph.value.files.values()].map(({ path, text }) => ({ path, text }));
  const diagnostics: Diagnostic[] = [];
  const contracts: CompiledContract[] = [];
  for (const contract of contractsOf(plan.value, entry)) {
    const compiled = await compileOne(plan.value, contract, settings);
    if (!compiled.ok) return compiled;
    contracts.push(compiled.value.contract);
    for (const one of compiled.value.diagnostics)
      if (!diagnostics.some((known) => same(known, one))) diagnostics.push(one);
  }
  if (contracts.length > 0) {
    if (!plan.value.contracts.length)
      diagnostics.push(
        problemAt(graph.value.entry, NOWHERE, 'no @contract class: the module was compiled as it is, without an ABI', {
          severity: 'warning',
          hint: HOW,
        }),
      );
    return ok({ contracts, diagnostics, files });
  }
  return err([
    problemAt(graph.value.entry, NOWHERE, 'the file declares no contract', { hint: HOW, code: NO_CONTRACT }),
  ]);
}

const NOWHERE = { start: 0, end: 0 };
const HOW = 'mark the class to deploy: @contract class Token extends Contract { .. }';

function contractsOf(plan: Plan, entry: string): readonly PlannedContract[] {
  const source = plan.sources.get(entry);
  if (plan.contracts.length > 0 || !source || !exportsCall(source.file)) return plan.contracts;
  const name = (entry.split('/').at(-1) ?? '').replace(/\.ts$/, '');
  const from = JSON.stringify(`./${WORKSPACE_FOLDER}/${entry.replace(/\.ts$/, '')}`);
  return [{ name, abi: [], layout: {}, entry: `export * from ${from};\n` }];
}

async function compileOne(
  plan: Plan,
  contract: PlannedContract,
  settings: AscSettings,
): Promise<Result<{ contract: CompiledContract; diagnostics: readonly Diagnostic[] }, readonly Diagnostic[]>> {
  const messages: Message[] = [];
  let binary: Uint8Array | undefined;
  let map: string | undefined;
  const result = await asc.main(
    [
      'entry.ts',
      '--baseDir',
      '/',
      '--outFile',
      'out.wasm',
      '--runtime',
      'stub',
      '--optimizeLevel',
      String(settings.optimizeLevel),
      '--shrinkLevel',
      String(settings.shrinkLevel),
      '--use',
      `abort=${SDK_FOLDER}/panic/onAbort`,
      '--disable',
      'simd',
      // For the debugger: what they add is taken out of the module, whose code is the same without.
      '--debug',
      '--sourceMap',
    ],
    {
      readFile: (name) => readFor(plan, contract, name),
      writeFile: (name, content) => {
        if (name === 'out.wasm' && typeof content !== 'string') binary = content;
        if (name === 'out.wasm.map' && typeof content === 'string') map = content;
      },
      listFiles: () => [],
      stderr: { write: () => undefined },
      stdout: { write: () => undefined },
      reportDiagnostic: (message) => messages.push(message as Message),
    },
  );
  const diagnostics = messages.map((message) => toDiagnostic(plan, message));
  const failure = (message: string): Result<never, readonly Diagnostic[]> => {
    const [source] = plan.sources.values();
    return err([problemAt(source?.file ?? { path: '', text: '' }, NOWHERE, message)]);
  };
  if (diagnostics.some(({ severity }) => severity === 'error')) return err(diagnostics);
  if (result.error || !binary) return failure(`${COMPILER}: ${result.error?.message ?? 'no module was written'}`);
  const bare = stripCustomSections(binary, () => false);
  const encode = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
  const isBare = plan.contracts.length === 0;
  const module = isBare
    ? bare
    : addCustomSection(
        addCustomSection(bare, 'interleave.abi', encode(contract.abi)),
        'interleave.layout',
        encode(contract.layout),
      );
  const prepared = prepareModule(module);
  if (!prepared.ok)
    return placeOf(plan, prepared.error) ?? failure(`${contract.name}: the module is no contract: ${prepared.error}`);
  const { name, abi, layout } = contract;
  const rows = packRows(binary, map, plan);
  return ok({ contract: { name, abi, layout: isBare ? undefined : layout, module, rows }, diagnostics });
}

/** Where the source asks for what no contract has. */
function placeOf(plan: Plan, problem: string): Result<never, readonly Diagnostic[]> | undefined {
  const found = unavailable(problem);
  if (!found) return undefined;
  for (const { file } of plan.sources.values()) {
    const match = found.pattern.exec(file.text);
    if (match) return err([problemAt(file, { start: match.index, end: match.index + match[0].length }, found.message)]);
  }
  return undefined;
}

function readFor(plan: Plan, contract: PlannedContract, name: string): string | null {
  if (name === 'entry.ts') return contract.entry;
  const [folder, ...rest] = name.split('/');
  const path = rest.join('/');
  if (folder === WORKSPACE_FOLDER) return plan.sources.get(path)?.text ?? null;
  if (folder !== SDK_FOLDER || path.includes('..')) return null;
  return sdkFile(path);
}

const sdkFiles = new Map<string, string | null>();

function sdkFile(path: string): string | null {
  const known = sdkFiles.get(path);
  if (known !== undefined) return known;
  let text: string | null = null;
  try {
    text = readFileSync(join(SDK_PATH, path), 'utf8');
  } catch {
    // asc also asks for `name/index.ts`.
  }
  sdkFiles.set(path, text);
  return text;
}

const SEVERITIES = ['info', 'info', 'warning', 'error'] as const;

/** In the user's own text; what is wrong in the SDK or in added code has no better place than where it was added. */
function toDiagnostic(plan: Plan, { message, category, range, code }: Message): Diagnostic {
  const severity = SEVERITIES[category] ?? 'info';
  const path = range?.source.normalizedPath ?? '';
  const source = path.startsWith(`${WORKSPACE_FOLDER}/`)
    ? plan.sources.get(path.slice(WORKSPACE_FOLDER.length + 1))
    : undefined;
  const hint = hintFor(message);
  const more = { severity, code: codeText(code), ...(hint === undefined ? {} : { hint }) };
  if (source && range) {
    const { file, edits } = source;
    return problemAt(
      file,
      { start: edits.origin(range.start), end: edits.origin(range.end) },
      plainMessage(message),
      more,
    );
  }
  const [first] = plan.sources.values();
  const where = path === '' ? '' : ` (in ${path.replace(/^sdk\//, 'interleave/')})`;
  return problemAt(first?.file ?? { path: '', text: '' }, NOWHERE, `${plainMessage(message)}${where}`, more);
}

const same = (a: Diagnostic, b: Diagnostic): boolean =>
  a.message === b.message && a.file === b.file && a.line === b.line && a.column === b.column;
