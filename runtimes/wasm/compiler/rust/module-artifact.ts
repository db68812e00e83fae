/** A compiled module as an artifact: what its `interleave.*` sections say, and the module without the rest of them. */
import type { AbiJson, Artifact } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { addCustomSection, customSection, stripCustomSections } from '../../module/custom-section.ts';
import { wrapModule } from '../../module/envelope.ts';
import { prepareModule } from '../../module/prepare.ts';
import { isFunctionOfBytes } from '../../precompile.ts';
import { keepExports } from './keep-exports.ts';

export interface CompiledModule {
  readonly contract: string;
  readonly abi: AbiJson;
  readonly storageLayout: unknown;
  /** With the sections `interleave.abi` and `interleave.layout` and no other custom ones. */
  readonly module: Uint8Array;
}

export const DECLARES_NONE =
  'it declares no contract: a file to compile has one `contract! { .. }` or `precompile! { .. }`';

const EXPORTS = ['memory', 'call', 'deploy'];

/** From what the compiler wrote, or from a cached module, which has been through here before. The error is a sentence. */
export function readModule(linked: Uint8Array, name?: string): Result<CompiledModule, string> {
  const text = (section: string): string | undefined => {
    const bytes = customSection(linked, section);
    return bytes && new TextDecoder().decode(bytes);
  };
  const contract = name ?? text('interleave.name');
  const abi = parse(text('interleave.abi'));
  const layout = parse(text('interleave.layout'));
  if (contract === undefined || !Array.isArray(abi) || layout === undefined) return err(DECLARES_NONE);
  // Parsed and written again: the SDK repeats types that occur more than once.
  const exported = keepExports(linked, (name) => EXPORTS.includes(name));
  const bare = stripCustomSections(exported, () => false);
  const encode = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
  const withAbi = addCustomSection(bare, 'interleave.abi', encode(abi));
  const module = addCustomSection(withAbi, 'interleave.layout', encode(layout));
  const prepared = prepareModule(module);
  if (!prepared.ok) return err(prepared.error);
  return ok({ contract, abi: abi as AbiJson, storageLayout: layout, module });
}

export function toArtifact(compiled: CompiledModule, source: string, compiler: string, debug: object): Artifact {
  const { contract, abi, storageLayout, module } = compiled;
  const isPrecompile = isFunctionOfBytes(abi, storageLayout);
  return {
    runtime: 'wasm',
    contract,
    source,
    abi,
    code: wrapModule(module),
    ...(isPrecompile && { isPrecompile }),
    compiler,
    storageLayout,
    debug,
  };
}

function parse(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
