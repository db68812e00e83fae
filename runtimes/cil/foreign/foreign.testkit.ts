/** Assemblies as others compile them: what Roslyn makes of C#, before it is checked or metered. */
import { bootCompiler } from '../compiler/csc.ts';
import type { Dotnet } from '../dotnet/boot.ts';
import { packParts, unpackParts } from '../dotnet/parts.ts';
import { buildToolchain, type Toolchain } from '../dotnet/toolchain.ts';

let booted: Promise<Dotnet> | undefined;

export async function toolchainHere(): Promise<Toolchain> {
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  return toolchain.value;
}

/** @throws Error with what the compiler says. */
export async function rawAssembly(source: string): Promise<Uint8Array> {
  const dotnet = await (booted ??= toolchainHere().then(bootCompiler));
  const [facts, image] = unpackParts(dotnet.call(packParts(['compile', 'Contract.cs', source])));
  if (image === undefined || image.length === 0) throw new Error(Buffer.from(facts ?? []).toString());
  return new Uint8Array(image);
}
