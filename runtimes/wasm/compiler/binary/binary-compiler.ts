/** `.wasm` and `.wat` to artifacts: what any other language's compiler has made, checked and given its ABI. */
import { basename, dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import type { AbiJson, Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { parseStorageLayout } from '../../../rules/storage-layout/storage-layout.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../../sdk/compiler.ts';
import { customSection, stripCustomSections } from '../../module/custom-section.ts';
import { wrapModule } from '../../module/envelope.ts';
import { prepareModule } from '../../module/prepare.ts';
import { assemble, createAssembler } from './assemble.ts';
import { readAbi } from '../../../compiling/read-abi.ts';
import { decodeText, readWorkspaceFile, workspaceName } from '../../../compiling/source-file.ts';

type Outcome = Result<CompileOutput, readonly Diagnostic[]>;
type Problems = Result<never, readonly Diagnostic[]>;

/** A module with debug information is large; without it the limit is that of deployments. */
const MAX_MODULE_BYTES = 32 * 2 ** 20;
const MAX_TEXT_BYTES = 5 * 2 ** 20;
const DEADLINE_MS = 60_000;
const IDLE_MS = 30_000;

/** What says what a contract is goes onto the ledger with it; the rest is for debuggers. */
const KEPT = ['interleave.abi', 'interleave.layout'];

export function wabtVersion(): string {
  const { version } = createRequire(import.meta.url)('wabt/package.json') as { readonly version: string };
  return version;
}

export function createBinaryCompiler(options: CompilerOptions = {}): Compiler {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const assembler = createAssembler(options.idleMs ?? IDLE_MS);
  let closed = false;

  const moduleOf = async (
    { file, workspace }: CompileRequest,
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<Uint8Array<ArrayBuffer>, readonly Diagnostic[]>> => {
    const isText = /\.wat$/i.test(file);
    const bytes = await readWorkspaceFile(file, workspace, isText ? MAX_TEXT_BYTES : MAX_MODULE_BYTES);
    if (!bytes.ok) return fail(name, `${name} ${bytes.error.message}`);
    if (!isText) return bytes;
    const text = decodeText(bytes.value);
    if (!text.ok) return fail(name, `${name} ${text.error}`);
    return assemble(assembler, { file: name, text: text.value }, deadlineMs, signal);
  };

  return {
    compile: async (request: CompileRequest, signal?: AbortSignal): Promise<Outcome> => {
      const name = workspaceName(request.file, request.workspace);
      if (closed) return fail(name, 'the compiler is closed');
      const setting = Object.keys(request.settings ?? {})[0];
      if (setting !== undefined) return fail(name, `unknown setting "${setting}": modules are taken as they are`);
      const module = await moduleOf(request, name, signal);
      if (signal?.aborted) return fail(name, 'the compiler was cancelled');
      if (!module.ok) return module;
      const bare = stripCustomSections(module.value, (section) => KEPT.includes(section));
      const prepared = prepareModule(bare);
      if (!prepared.ok) return fail(name, `${name} cannot be deployed: ${prepared.error}`);
      const abi = await abiOf(module.value, request, name);
      if (!abi.ok) return abi;
      const constructor = abi.value.abi.find((entry) => entry['type'] === 'constructor');
      if (takesArguments(constructor) && !prepared.value.hasDeploy)
        return fail(
          abi.value.from,
          `the ABI has a constructor with arguments, and the module has no function "deploy" to take them (HOST-ABI.md)`,
        );
      const layout = layoutOf(module.value, name);
      return ok({
        artifacts: [
          {
            runtime: 'wasm',
            contract: basename(request.file).replace(/\.(wasm|wat)$/i, ''),
            source: name,
            abi: abi.value.abi,
            code: wrapModule(bare),
            compiler: /\.wat$/i.test(request.file) ? `wabt ${wabtVersion()}` : 'none',
            ...(layout.value === undefined ? {} : { storageLayout: layout.value }),
            debug: { language: 'wasm', module: Buffer.from(module.value).toString('base64') },
          },
        ],
        diagnostics: [...abi.value.diagnostics, ...layout.diagnostics],
      });
    },
    warm: () => {
      if (!closed) assembler.warm();
    },
    close: async () => {
      closed = true;
      await assembler.close();
    },
  };
}

interface FoundAbi {
  readonly abi: AbiJson;
  /** The file that it stands in. */
  readonly from: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function abiOf(
  module: Uint8Array,
  { file, workspace }: CompileRequest,
  name: string,
): Promise<Result<FoundAbi, readonly Diagnostic[]>> {
  const section = customSection(module, 'interleave.abi');
  if (section) {
    const text = decodeText(section);
    const abi = text.ok ? readAbi(text.value) : err({ message: text.error });
    if (!abi.ok) return fail(name, `the custom section interleave.abi of ${name} is wrong: ${abi.error.message}`);
    return ok({ abi: abi.value, from: name, diagnostics: [] });
  }
  const beside = join(dirname(file), basename(file).replace(/\.(wasm|wat)$/i, '.abi.json'));
  const besideName = workspaceName(beside, workspace);
  const bytes = await readWorkspaceFile(beside, workspace, MAX_TEXT_BYTES);
  if (!bytes.ok && !bytes.error.missing) return fail(besideName, `${besideName} ${bytes.error.message}`);
  if (!bytes.ok)
    return ok({
      abi: [],
      from: name,
      diagnostics: [
        {
          severity: 'warning',
          message: `${name} has no ABI, so none of its functions can be called by name`,
          file: name,
          line: 0,
          column: 0,
          hint: `put its ABI into ${besideName} beside it, or into a custom section interleave.abi`,
        },
      ],
    });
  const text = decodeText(bytes.value);
  if (!text.ok) return fail(besideName, `${besideName} ${text.error}`);
  const abi = readAbi(text.value);
  if (abi.ok) return ok({ abi: abi.value, from: besideName, diagnostics: [] });
  return err([{ severity: 'error', file: besideName, ...abi.error }]);
}

/** Names cells; a wrong one costs only the names. */
function layoutOf(module: Uint8Array, name: string): { value?: unknown; diagnostics: readonly Diagnostic[] } {
  const section = customSection(module, 'interleave.layout');
  if (section === undefined) return { diagnostics: [] };
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(section));
    if (parseStorageLayout(value)) return { value, diagnostics: [] };
  } catch {
    // As below.
  }
  const message = `the custom section interleave.layout of ${name} is no storage layout; cells are shown by their slots`;
  return { diagnostics: [{ severity: 'warning', message, file: name, line: 0, column: 0 }] };
}

const takesArguments = (constructor: Readonly<Record<string, unknown>> | undefined): boolean => {
  const inputs = constructor?.['inputs'];
  return Array.isArray(inputs) && inputs.length > 0;
};

const fail = (file: string, message: string, hint?: string): Problems =>
  err([{ severity: 'error', message, file, line: 0, column: 0, ...(hint === undefined ? {} : { hint }) }]);
