/** Compiles a contract of `testdata` once and calls its functions on a ledger in memory, encoded and decoded by viem. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionData,
  type Abi,
  type AbiParameter,
  type Hex,
} from 'viem';
import { describe } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { unwrapModule } from '../../module/envelope.ts';
import { TestLedger, type TestMessage, type TestOutcome } from './host.testkit.ts';
import { createRustCompiler } from './rust-compiler.ts';
import { findRustToolchain } from './toolchain.ts';

export const toolchain = await findRustToolchain();

/** A suite that needs a Rust compiler: skipped without one, unless INTERLEAVE_REQUIRE_ALL=1. */
export const describeWithRust = (name: string, suite: () => void): void => {
  if (toolchain.found || process.env['INTERLEAVE_REQUIRE_ALL'] === '1') describe(name, suite);
  else describe.skip(`${name} (skipped: ${toolchain.message}; run: ${toolchain.install})`, suite);
};

export const TESTDATA = join(import.meta.dirname, 'testdata');
let cache: string | undefined;

export async function compileTestContract(name: string): Promise<Artifact> {
  cache ??= mkdtempSync(join(tmpdir(), 'interleave-rust-test-'));
  const compiler = createRustCompiler({ cacheDir: cache });
  const result = await compiler.compile({ file: join(TESTDATA, `${name}.rs`), workspace: TESTDATA });
  await compiler.close();
  if (!result.ok) throw new Error(JSON.stringify(result.error, undefined, 2));
  if (result.value.diagnostics.length > 0) throw new Error(`warnings: ${JSON.stringify(result.value.diagnostics)}`);
  const [artifact] = result.value.artifacts;
  if (!artifact) throw new Error('no artifact');
  return artifact;
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
  artifact: Artifact,
  args: readonly unknown[] = [],
  ledger = new TestLedger(),
  message: TestMessage = {},
): TestContract {
  const abi = artifact.abi as unknown as Abi;
  const constructor = abi.find((entry) => entry.type === 'constructor');
  const inputs = (constructor?.inputs ?? []) as readonly AbiParameter[];
  const deployed = ledger.deploy(moduleOf(artifact), encodeAbiParameters(inputs, args as never), message);
  if (deployed.status !== 'success') throw new Error(`the constructor ended: ${JSON.stringify(deployed)}`);
  const address = deployed.address as Hex;
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
