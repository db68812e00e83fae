/** C# contracts for tests of the lane: compiled by the real compiler, called by names. */
import {
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionData,
  parseAbi,
  type Abi,
  type AbiParameter,
} from 'viem';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import type { AccountId } from '../core/cell.ts';
import { fromHex, toHex } from '../core/hex.ts';
import type { LaneLedger, Ran } from '../rules/test-ledger.testkit.ts';
import { compilers } from './compiler.ts';
import { buildToolchain } from './dotnet/toolchain.ts';

export interface TestContract {
  readonly abi: Abi;
  /** Data of a deployment, without arguments. */
  readonly code: Uint8Array;
  readonly storageLayout: unknown;
}

const bytes = (hex: string): Uint8Array => fromHex(hex.slice(2));

/**
 * Compiles one file, and keeps the assembly where a lane looks for it: else the lane would compile it once more. @throws Error with the
 * compiler's first message.
 */
export async function compileContracts(text: string): Promise<ReadonlyMap<string, TestContract>> {
  const workspaces = testWorkspaces();
  const toolchain = await buildToolchain();
  const compiler = compilers[0]?.create(toolchain.ok ? { cacheDir: toolchain.value.cache } : {});
  if (compiler === undefined) throw new Error('there is no C# compiler');
  try {
    const workspace = await workspaces.create({ 'Contracts.cs': text });
    const result = await compiler.compile({ file: `${workspace}/Contracts.cs`, workspace });
    if (!result.ok) throw new Error(JSON.stringify(result.error[0]));
    return new Map(
      result.value.artifacts.map(({ contract, abi, code, storageLayout }) => [
        contract,
        { abi: abi as unknown as Abi, code, storageLayout },
      ]),
    );
  } finally {
    await compiler.close();
    await workspaces.removeAll();
  }
}

/** Data of a deployment with its arguments. */
export function deployment({ abi, code }: TestContract, args: readonly unknown[] = []): Uint8Array {
  const inputs = abi.find((entry) => entry.type === 'constructor')?.inputs ?? [];
  const encoded = args.length === 0 ? new Uint8Array() : bytes(encodeAbiParameters(inputs as AbiParameter[], args));
  return new Uint8Array([...code, ...encoded]);
}

export const callData = ({ abi }: Pick<TestContract, 'abi'>, name: string, args: readonly unknown[] = []): Uint8Array =>
  bytes(encodeFunctionData({ abi, functionName: name, args }));

/** Data of a call by a signature alone: `f(uint256)`. */
export const dataOf = (signature: string, args: readonly unknown[] = []): Uint8Array =>
  callData(
    { abi: parseAbi([`function ${signature}`] as readonly string[]) as Abi },
    signature.slice(0, signature.indexOf('(')),
    args,
  );

/** What a function returned. @throws Error where it did not. */
export function returned({ abi }: TestContract, name: string, { outcome }: Ran): unknown {
  if (outcome.status !== 'success')
    throw new Error(
      JSON.stringify(outcome, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    );
  return decodeFunctionResult({ abi, functionName: name, data: `0x${toHex(outcome.output)}` });
}

/** Deploys and commits. @throws Error where it fails. */
export async function deployTo(
  ledger: LaneLedger,
  contract: TestContract,
  args: readonly unknown[] = [],
  value = 0n,
): Promise<AccountId> {
  const { outcome } = await ledger.send({ to: null, data: deployment(contract, args), value, gasLimit: 16_000_000n });
  if (outcome.status !== 'success' || outcome.created === undefined)
    throw new Error(`the deployment failed: ${JSON.stringify(outcome)}`);
  return outcome.created;
}
