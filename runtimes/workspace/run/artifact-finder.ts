/** Which artifact an account's code was made of. Contracts that other contracts have created are known by their code. */
import type { Artifact } from '../../core/artifact.ts';
import { parseCode, type AccountId } from '../../core/cell.ts';
import type { Registry } from '../../registry.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';
import type { CompiledContract } from './compile-contracts.ts';

export interface FoundArtifact {
  readonly artifact: Artifact;
  /** undefined: it was not read from the artifact's JSON. */
  readonly abi: ContractAbi | undefined;
}

export interface ArtifactSources {
  readonly registry: Registry;
  readonly contracts: ReadonlyMap<AccountId, CompiledContract>;
  /** Of the account's code cell. */
  readonly codeValue: (account: AccountId) => string;
  readonly code: (hash: string) => Uint8Array | undefined;
}

export function artifactOfAccount(
  { registry, contracts, codeValue, code }: ArtifactSources,
  account: AccountId,
): FoundArtifact | undefined {
  const own = contracts.get(account);
  if (own?.artifact !== undefined) return { artifact: own.artifact, abi: own.abi };
  const value = parseCode(codeValue(account));
  const bytes = value && code(value.hash);
  if (value === undefined || bytes === undefined) return undefined;
  const verify = registry.byId(value.runtime)?.verifyCode;
  return all(contracts).find(
    ({ artifact }) => artifact.runtime === value.runtime && verify?.(artifact, bytes).kind === 'same',
  );
}

/** @param data init code with the constructor's arguments behind it. */
export function artifactOfInitCode(
  contracts: ReadonlyMap<AccountId, CompiledContract>,
  runtime: string,
  data: Uint8Array,
): FoundArtifact | undefined {
  return all(contracts).find(
    ({ artifact: { code, runtime: own } }) =>
      own === runtime &&
      code.length > 0 &&
      code.length <= data.length &&
      Buffer.compare(code, data.subarray(0, code.length)) === 0,
  );
}

function all(contracts: ReadonlyMap<AccountId, CompiledContract>): readonly FoundArtifact[] {
  return [...contracts.values()].flatMap(({ artifact, abi, siblings }) => [
    ...(artifact === undefined ? [] : [{ artifact, abi }]),
    ...siblings.flatMap((one) => (one === artifact ? [] : [{ artifact: one, abi: undefined }])),
  ]);
}
