/** Compiles contracts of the SDK's `testdata` and calls their functions on a ledger in memory, encoded and decoded by viem. */
import { join } from 'node:path';
import {
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionData,
  type Abi,
  type AbiParameter,
  type Hex,
} from 'viem';
import type { Artifact } from '../../../core/artifact.ts';
import { unwrapModule } from '../../module/envelope.ts';
import { TestLedger, type TestMessage, type TestOutcome } from '../rust/host.testkit.ts';
import { createAssemblyScriptCompiler } from './assemblyscript-compiler.ts';
import { SDK_PATH } from './versions.ts';

export const TESTDATA = join(SDK_PATH, 'testdata');

/** One for all of a test file; its process ends with that of the tests. */
const compiler = createAssemblyScriptCompiler();

/** The contracts of `testdata/<name>.ts`, in the order of the file. */
export async function compileTestContracts(name: string): Promise<readonly Artifact[]> {
  const result = await compiler.compile({ file: join(TESTDATA, `${name}.ts`), workspace: TESTDATA });
  if (!result.ok) throw new Error(JSON.stringify(result.error, undefined, 2));
  if (result.value.diagnostics.length > 0) throw new Error(`warnings: ${JSON.stringify(result.value.diagnostics)}`);
  return result.value.artifacts;
}

export const moduleOf = (artifact: Artifact): Uint8Array => {
  const opened = unwrapModule(artifact.code);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value.module;
};

export interface TestContract {
  readonly ledger: TestLedger;
  readonly address: Hex;
  readonly abi: Abi;
  /** What a function gives, decoded; throws if the call does not succeed. */
  read(name: string, args?: readonly unknown[], message?: TestMessage): unknown;
  /** How a call ends. */
  send(name: string, args?: readonly unknown[], message?: TestMessage): TestOutcome;
}

export function deployTestContract(
  artifact: Artifact | undefined,
  args: readonly unknown[] = [],
  ledger = new TestLedger(),
  message: TestMessage = {},
): TestContract {
  if (!artifact) throw new Error('no such contract');
  const abi = artifact.abi as unknown as Abi;
  const constructor = abi.find((entry) => entry.type === 'constructor');
  const inputs = (constructor?.inputs ?? []) as readonly AbiParameter[];
  const deployed = ledger.deploy(moduleOf(artifact), encodeAbiParameters(inputs, args as never), message);
  // Without a constructor there is nothing to run, which the ledger of the tests does not know.
  if (constructor ? deployed.status !== 'success' : !/not a function/.test(deployed.trap ?? ''))
    throw new Error(`the constructor ended: ${JSON.stringify(deployed)}`);
  const address = deployed.address as Hex;
  ledger.account(address).module ??= new WebAssembly.Module(moduleOf(artifact) as Uint8Array<ArrayBuffer>);
  const send = (name: string, values: readonly unknown[] = [], how: TestMessage = {}): TestOutcome =>
    ledger.call(address, encodeFunctionData({ abi, functionName: name, args: values as never }), how);
  return {
    ledger,
    address,
    abi,
    send,
    read: (name, values = [], how = {}) => {
      const outcome = send(name, values, how);
      if (outcome.status !== 'success') throw new Error(`${name} ended: ${JSON.stringify(outcome)}`);
      return decodeFunctionResult({ abi, functionName: name, args: values as never, data: outcome.data });
    },
  };
}
