import { EVMError, Message, type EVMResult } from '@ethereumjs/evm';
import { Address } from '@ethereumjs/util';
import { decodeHex } from '../../core/hex.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Rules } from '../../rules/rules.ts';
import type { TargetResult } from '../../rules/run-transaction.ts';
import type { FrameScene } from '../../sdk/frame-scene.ts';
import type { Machine } from './machine.ts';
import { accountOf } from './state-manager.ts';

const ERRORS = EVMError.errorMessages;

/** Runs the transaction's own message: a call, or the init code of a contract. */
export async function runMessage(machine: Machine, scene: FrameScene, gasLimit: bigint): Promise<TargetResult> {
  const { tx } = scene;
  machine.begin(scene);
  const result = await machine.runMessage(
    new Message({
      caller: new Address(decodeHex(tx.from)),
      gasLimit,
      value: tx.value,
      data: tx.data,
      blobVersionedHashes: (tx.blobHashes ?? []).map((hash) => `0x${hash}` as const),
      ...(tx.to === null ? {} : { to: new Address(decodeHex(tx.to)) }),
    }),
  );
  const { executionGasUsed: gasUsed, gasRefund: refund } = result.execResult;
  return { outcome: outcomeOf(result), gasUsed, refund: refund ?? 0n };
}

/** EIP-3860. */
export function initCodeFlaw(tx: Transaction, rules: Rules): string | undefined {
  if (tx.to !== null || rules.maxInitCode === undefined || tx.data.length <= rules.maxInitCode) return undefined;
  return `init code has ${tx.data.length} bytes, at most ${rules.maxInitCode} are allowed (EIP-3860)`;
}

function outcomeOf({ execResult, createdAddress }: EVMResult): Outcome {
  const { exceptionError, returnValue } = execResult;
  if (exceptionError === undefined) {
    return createdAddress === undefined
      ? { status: 'success', output: returnValue }
      : { status: 'success', output: returnValue, created: accountOf(createdAddress) };
  }
  const { error } = exceptionError;
  if (error === ERRORS.REVERT) return { status: 'revert', output: returnValue };
  if (error === ERRORS.OUT_OF_GAS || error === ERRORS.CODESTORE_OUT_OF_GAS) return { status: 'outOfGas' };
  // Some of the library's words go on with hashes and places.
  return { status: 'trap', reason: error.startsWith(ERRORS.INVALID_JUMP) ? ERRORS.INVALID_JUMP : error };
}
