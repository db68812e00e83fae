import type { Artifact } from '../../core/artifact.ts';
import type { CilDebug } from '../debug/debug-info.ts';
import { packSource, wrapSource, type ContractSource } from '../envelope.ts';
import type { ForeignContract } from '../foreign/foreign-contracts.ts';
import { manifest } from '../manifest.ts';

/**
 * @param code what the ledger keeps: sources, or an assembly without any. @param compiler as the artifact names it.
 * @param debug where its sources lie.
 */
export const contractArtifact = (
  { name, abi, layout, nonDeterministic, isPrecompile }: ForeignContract,
  source: string,
  code: Pick<ContractSource, 'files' | 'assembly'>,
  compiler: string,
  debug?: CilDebug,
): Artifact => ({
  runtime: manifest.id,
  contract: name,
  source,
  abi,
  code: wrapSource(
    packSource({
      compiler: manifest.version,
      contract: name,
      ...(isPrecompile && { kind: 'precompile' }),
      ...(nonDeterministic && { nonDeterministic }),
      ...code,
    }),
  ),
  ...(isPrecompile && { isPrecompile }),
  compiler,
  storageLayout: layout,
  ...(debug && { debug }),
});
