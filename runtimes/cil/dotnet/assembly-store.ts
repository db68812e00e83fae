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
import { failed, parseReply } from '../compiler/csc-protocol.ts';
import { askEntry } from './run-entry.ts';
import { readClassLibrary, type ClassLibrary } from '../allowed/class-library.ts';
import type { ContractSource } from '../envelope.ts';
import { notTrusted } from '../foreign/accept-assembly.ts';
import { takeAssembly } from '../foreign/take-assembly.ts';
import { readLibrary, type Library } from '../meter/library.ts';
import { classLibrary } from './package-folder.ts';
import type { Toolchain } from './toolchain.ts';

export interface AssemblyStore {
  /** Blocks until it is there. The error is the compiler's first, or says that it could not be asked (`broken`). */
  assemblyOf(source: ContractSource): Result<Uint8Array, AssemblyError>;
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

const withHash = (image: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`${hashOf(image)}\n`), image]);

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
  let rules: { readonly library: Library; readonly allowed: ClassLibrary } | undefined;
  return {
    assemblyOf: ({ contract, files, assembly }) => {
      if (assembly !== undefined) {
        // Another machine may allow it: what is not allowed here is no outcome of the transaction.
        if (!isCodeAllowed(hashOf(assembly))) return err({ broken: true, message: notTrusted(contract) });
        rules ??= { library: readLibrary(readFileSync(sdk), classLibrary()), allowed: readClassLibrary() };
        const taken = takeAssembly(assembly, rules.library, rules.allowed);
        return taken.ok ? taken : err({ broken: false, message: taken.error });
      }
      const kept = read(join(cache, nameOf(key, files)));
      if (kept !== undefined) return ok(kept);
      const compiled = compile(files);
      // At once: a lane waits for messages without coming back to its event loop.
      if (compiled.ok) writeWholeSync(cache, nameOf(key, files), withHash(compiled.value));
      return compiled;
    },
  };
}

/** undefined where it is not there, or not whole. */
function read(path: string): Uint8Array | undefined {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf(10);
    const image = bytes.subarray(end + 1);
    return bytes.subarray(0, end).toString('latin1') === hashOf(image) ? new Uint8Array(image) : undefined;
  } catch {
    return undefined;
  }
}

function compile(files: Files): Result<Uint8Array, AssemblyError> {
  const answer = askEntry(ENTRY, JSON.stringify({ files }), DEADLINE_MS);
  if (!answer.ok) return err({ broken: true, message: `the C# compiler: ${answer.error}` });
  const reply = parseReply(JSON.parse(answer.value));
  if (reply === undefined) return err({ broken: true, message: 'the C# compiler gave an answer of the wrong shape' });
  const first = reply.diagnostics.find(({ severity }) => severity === 'error');
  if (failed(reply.diagnostics)) return err({ broken: false, message: first?.message ?? 'it does not compile' });
  return ok(new Uint8Array(Buffer.from(reply.image, 'base64')));
}
