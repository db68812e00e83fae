/** Whether an assembly that comes with a state from elsewhere may run on this machine. */
import { readFileSync } from 'node:fs';
import { hashOf } from '../../compiling/hash.ts';
import { allowCode, isCodeAllowed } from '../../compiling/trust.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { readClassLibrary } from '../allowed/class-library.ts';
import { classLibrary } from '../dotnet/package-folder.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { readLibrary } from '../meter/library.ts';
import { takeAssembly } from './take-assembly.ts';

/** @param trustedFor whoever brings it is trusted: it is checked, and allowed for this folder from then on. */
export async function acceptAssembly(
  contract: string,
  assembly: Uint8Array,
  trustedFor: string | undefined,
): Promise<Result<void, string>> {
  const hash = hashOf(assembly);
  if (isCodeAllowed(hash)) return ok(undefined);
  if (trustedFor === undefined) return err(notTrusted(contract));
  const toolchain = await buildToolchain();
  if (!toolchain.ok) return toolchain;
  const library = readLibrary(readFileSync(toolchain.value.sdk), classLibrary());
  const taken = takeAssembly(assembly, library, readClassLibrary());
  if (!taken.ok) return err(`${contract}: ${taken.error}`);
  allowCode(trustedFor, hash);
  return ok(undefined);
}

/** What it is, and what to do. */
export const notTrusted = (contract: string): string =>
  `${contract} was compiled elsewhere, and an assembly like that runs only where you trust it: if you know where it comes from, import the state with --trust`;
