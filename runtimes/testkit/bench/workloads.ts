/** The loads that are measured. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { rlp } from './rlp-pair.ts';
import { accountId, type AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Transaction } from '../../core/transaction.ts';
import { installed } from '../../registry.ts';
import type { Workload } from './measure.ts';

const evm = installed.byId('evm');
const FOLDER = new URL('./contracts/', import.meta.url);

export const person = (n: number): AccountId => accountId((0x10000000 + n).toString(16).padStart(40, '0'));

const transaction = (
  from: AccountId,
  nonce: number,
  to: AccountId | null,
  data: Uint8Array,
  gasLimit: bigint,
  runtime = 'evm',
): Transaction => ({
  from,
  to,
  runtime,
  nonce: BigInt(nonce),
  value: 0n,
  data,
  gasLimit,
  maxFeePerGas: 2n,
  maxPriorityFeePerGas: 2n,
  type: 0,
});

async function compile(file: string, contract: string): Promise<Uint8Array> {
  const compiler = evm?.compilers.find((module) => module.extensions.includes('.sol'))?.create();
  const { fileURLToPath } = await import('node:url');
  const output = await compiler?.compile({
    file: fileURLToPath(new URL(file, FOLDER)),
    workspace: fileURLToPath(FOLDER),
  });
  await compiler?.close();
  if (output?.ok !== true) throw new Error(`${file}: ${output?.error[0]?.message ?? 'no compiler'}`);
  const code = output.value.artifacts.find((artifact) => artifact.contract === contract)?.code;
  if (code === undefined) throw new Error(`${contract} is not in ${file}`);
  return code;
}

const selector = (signature: string): string => toHex(keccak_256(new TextEncoder().encode(signature))).slice(0, 8);
const word = (value: string): string => value.padStart(64, '0');

/** Where the deployer's first contract goes: keccak(rlp(sender, nonce 0)). */
const firstContract = (deployer: AccountId): AccountId =>
  accountId(toHex(keccak_256(rlp(fromHex(deployer), 0))).slice(24));

const DEPLOYER = person(9_999_999);

/** As a scenario's chain does it: learned from what executors note. */
function forecast(preimages: ReadonlyMap<string, Uint8Array>): Workload['forecast'] {
  const learner = evm?.createAccessLearner?.();
  if (learner === undefined) return undefined;
  return (transactions) => ({
    expect: (index, wanted) => learner.expect(transactions[index] as Transaction, wanted),
    observe: (index, effects) => learner.observe(transactions[index] as Transaction, effects, preimages),
  });
}

function evmWorkload(people: number, prepare: Transaction[][], measured: Transaction[]): Workload {
  if (evm === undefined) throw new Error('no EVM runtime');
  const accounts = [DEPLOYER, ...Array.from({ length: people }, (_, n) => person(n))];
  const preimages = new Map<string, Uint8Array>();
  const learned = forecast(preimages);
  return {
    runtime: 'evm',
    version: evm.manifest.version,
    module: evm.executor,
    accounts,
    preimages,
    prepare,
    measured,
    ...(learned && { forecast: learned }),
  };
}

/** `count` transfers, no account in two of them. */
export async function tokenTransfers(count: number): Promise<Workload> {
  const token = firstContract(DEPLOYER);
  const deploy = transaction(DEPLOYER, 0, null, await compile('BenchToken.sol', 'BenchToken'), 5_000_000n);
  const claims = Array.from({ length: count }, (_, n) =>
    transaction(person(n), 0, token, fromHex(selector('claim()')), 200_000n),
  );
  const transfers = Array.from({ length: count }, (_, n) =>
    transaction(
      person(n),
      1,
      token,
      fromHex(selector('transfer(address,uint256)') + word(person(count + n)) + word('01')),
      200_000n,
    ),
  );
  return evmWorkload(2 * count, [[deploy], claims], transfers);
}

/** `count` mints of a token, each by another account: a large block that needs nothing before it. */
export async function tokenMints(count: number): Promise<Workload> {
  const token = firstContract(DEPLOYER);
  const deploy = transaction(DEPLOYER, 0, null, await compile('BenchToken.sol', 'BenchToken'), 5_000_000n);
  const claims = Array.from({ length: count }, (_, n) =>
    transaction(person(n), 0, token, fromHex(selector('claim()')), 200_000n),
  );
  return evmWorkload(count, [[deploy]], claims);
}

/** `count` increments of one cell, each by another account. */
export async function counterIncrements(count: number): Promise<Workload> {
  const counter = firstContract(DEPLOYER);
  const deploy = transaction(DEPLOYER, 0, null, await compile('BenchCounter.sol', 'BenchCounter'), 5_000_000n);
  const increments = (round: number): Transaction[] =>
    Array.from({ length: count }, (_, n) =>
      transaction(person(n), round, counter, fromHex(selector('increment()')), 200_000n),
    );
  return evmWorkload(count, [[deploy], increments(0)], increments(1));
}

/** `count` transactions of a runtime that does nothing, with the reads and writes of a token transfer. */
export function noops(count: number): Workload {
  const to = person(8_888_888);
  const block = (round: number): Transaction[] =>
    Array.from({ length: count }, (_, n) =>
      transaction(person(n), round, to, fromHex(person(count + n)), 100_000n, 'noop'),
    );
  const module = new URL('./noop-runtime.ts', import.meta.url).href;
  const accounts = Array.from({ length: count }, (_, n) => person(n));
  return {
    runtime: 'noop',
    version: '1',
    module,
    accounts,
    preimages: new Map(),
    prepare: [block(0)],
    measured: block(1),
  };
}
