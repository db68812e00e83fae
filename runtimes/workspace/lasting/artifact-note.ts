/** A contract as a ledger's file keeps it, so that a workspace finds it again: what it is called, and its artifact as JSON. */
import type { Artifact } from '../../core/artifact.ts';
import type { AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';

type ArtifactJson = Omit<Artifact, 'code'> & { readonly code: string };

export function noteOf(account: AccountId, name: string, artifact: Artifact): ContractNote {
  const { runtime, contract, source, compiler } = artifact;
  const json: ArtifactJson = { ...artifact, code: `0x${toHex(artifact.code)}` };
  return { account, name, runtime, contract, source, compiler, json: JSON.stringify(json) };
}

/** @throws SyntaxError, RangeError where the file is damaged. */
export function artifactOf(json: string): Artifact {
  const artifact = JSON.parse(json) as ArtifactJson;
  return { ...artifact, code: fromHex(artifact.code) };
}
