/**
 * Assemblies of contracts by what they were made from. Only in the user's own cache: a workspace may come from anybody, and what is
 * found here runs. What is not found is compiled, in a process of its own that the lane waits for. Assemblies that came from elsewhere are on
 * the ledger themselves: they are checked and metered anew each time, and run where the user allows them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { isCodeAllowed } from '../../compiling/trust.ts';
import { writeWhole, writeWholeSync } from '../../compiling/write-whole.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { debugIn, failed, parseReply, type CscReply } from '../compiler/csc-protocol.ts';
import { keepDebug, NO_TABLE, readDebug, type KeptDebug } from '../debug/debug-store.ts';
import { createHooks, type Ahead } from '../debug/trace-hooks.ts';
import { askEntry } from './run-entry.ts';
import { readClassLibrary, type ClassLibrary } from '../allowed/class-library.ts';
import type { ContractSource } from '../envelope.ts';
import { notTrusted } from '../foreign/accept-assembly.ts';
import { takeAssembly } from '../foreign/take-assembly.ts';
import { readLibrary, type Library } from '../meter/library.ts';
import { MeterError } from '../meter/metadata.ts';
import { meter } from '../meter/meter.ts';
import { readHashed, withHash } from './hashed-file.ts';
import { classLibrary } from './package-folder.ts';
import type { Toolchain } from './toolchain.ts';

export interface AssemblyStore {
  /** Blocks until it is there. The error is the compiler's first, or says that it could not be asked (`broken`). */
  assemblyOf(source: ContractSource): Result<Uint8Array, AssemblyError>;
  /**
   * The same assembly with hooks for a debugger; blocks as well. undefined where nothing tells its statements: it came from elsewhere, or
   * the compiler has not told.
   */
  hookedOf(source: ContractSource, assembly: Uint8Array): HookedAssembly | undefined;
}

export interface HookedAssembly {
  readonly image: Uint8Array;
  readonly ahead: Ahead;
}

export interface AssemblyError {
  /**
   * Not the source's fault, as far as is known: elsewhere it may work. A compile that does not end in time is one of these: its transaction is tried
   * again, and lost by a decision of the block if it is so each time, which replays repeat.
   */
  readonly broken: boolean;
  readonly message: string;
}

const DEADLINE_MS = 120_000;
const ENTRY = join(import.meta.dirname, '../compiler/csc-entry.ts');

type Files = ContractSource['files'];

const nameOf = (toolchainKey: string, files: Files): string =>
  `assembly-${hashOf(JSON.stringify([toolchainKey, files]))}.dll`;

/** Keeps what a compile has made. */
export async function keepAssembly(
  folder: string,
  toolchainKey: string,
  files: Files,
  image: Uint8Array,
): Promise<void> {
  await writeWhole(folder, nameOf(toolchainKey, files), withHash(image));
}

/** Keeps them in the toolchain's cache. */
export function createAssemblyStore({ cache, key, sdk }: Pick<Toolchain, 'cache' | 'key' | 'sdk'>): AssemblyStore {
  let known: { readonly library: Library; readonly allowed: ClassLibrary } | undefined;
  const rules = (): { readonly library: Library; readonly allowed: ClassLibrary } =>
    (known ??= { library: readLibrary(readFileSync(sdk), classLibrary()), allowed: readClassLibrary() });
  return {
    assemblyOf: ({ contract, files, assembly }) => {
      if (assembly !== undefined) {
        // Another machine may allow it: what is not allowed here is no outcome of the transaction.
        if (!isCodeAllowed(hashOf(assembly))) return err({ broken: true, message: notTrusted(contract) });
        const taken = takeAssembly(assembly, rules().library, rules().allowed);
        return taken.ok ? taken : err({ broken: false, message: taken.error });
      }
      const kept = readHashed(join(cache, nameOf(key, files)));
      if (kept !== undefined) return ok(kept);
      const compiled = compile(files);
      if (!compiled.ok) return compiled;
      const image = new Uint8Array(Buffer.from(compiled.value.image, 'base64'));
      // At once: a lane waits for messages without coming back to its event loop.
      writeWholeSync(cache, nameOf(key, files), withHash(image));
      return ok(image);
    },
    hookedOf: ({ files }, assembly) => {
      if (files.length === 0) return undefined;
      const kept = readDebug(cache, key, files);
      const debug = kept ?? compileDebug(files);
      if (debug === undefined) return undefined;
      const hooked = hook(debug, assembly, rules().library);
      // Who shows the steps must not wait for steps that will not come.
      const table = hooked === undefined ? NO_TABLE : debug.table;
      if (table.methods.length !== kept?.table.methods.length) keepDebug(cache, key, files, { ...debug, table });
      return hooked;
    },
  };
}

/** undefined: it is not the assembly that was made for debugging, or has no room for hooks. */
function hook({ image, table }: KeptDebug, assembly: Uint8Array, library: Library): HookedAssembly | undefined {
  if (table.methods.length === 0) return undefined;
  try {
    // What is shown must be what runs.
    if (Buffer.compare(meter(image, library), assembly) !== 0) return undefined;
    const { tracing, ahead } = createHooks(table);
    return { image: meter(image, library, tracing), ahead };
  } catch (error) {
    if (error instanceof MeterError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function compile(files: Files, forDebugging?: true): Result<CscReply, AssemblyError> {
  const answer = askEntry(ENTRY, JSON.stringify({ files, forDebugging }), DEADLINE_MS);
  if (!answer.ok) return err({ broken: true, message: `the C# compiler: ${answer.error}` });
  const reply = parseReply(JSON.parse(answer.value));
  if (reply === undefined) return err({ broken: true, message: 'the C# compiler gave an answer of the wrong shape' });
  const first = reply.diagnostics.find(({ severity }) => severity === 'error');
  if (failed(reply.diagnostics)) return err({ broken: false, message: first?.message ?? 'it does not compile' });
  return ok(reply);
}

/** Without it the contract runs all the same. */
function compileDebug(files: Files): KeptDebug | undefined {
  const compiled = compile(files, true);
  return compiled.ok ? debugIn(compiled.value) : undefined;
}
