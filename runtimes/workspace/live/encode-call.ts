/** The data of a call as a form gives it. */
import type { AccountId } from '../../core/cell.ts';
import { decodeHex, fromHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { decodeFields } from '../abi/codec.ts';
import type { AbiFunction } from '../abi/contract-abi.ts';
import { encodeArguments } from './live-arguments.ts';
import type { LiveContracts } from './live-contracts.ts';
import { failed, type Calling, type LiveError } from './live-request.ts';

export interface EncodedCall {
  readonly data: Uint8Array;
  readonly called: AbiFunction;
}

/** @param names whom arguments may name. */
export function encodeCall(
  { to, signature, args }: Pick<Calling, 'to' | 'signature' | 'args'>,
  contracts: LiveContracts,
  names: ReadonlyMap<string, AccountId>,
): Result<EncodedCall, LiveError> {
  const contract = contracts.at(to);
  if (contract === undefined) return failed('unknown', `no contract is known at 0x${to}: deploy it, or load it there`);
  const { functions, bare } = contract.abi;
  const called = [...functions, ...bare].find((one) => one.signature === signature);
  if (called === undefined) return failed('unknown', `${contract.name} has no function ${signature}`);
  const what = `${contract.name}.${called.name}`;
  const data = encodeArguments(args, called.inputs, decodeHex(called.selector), what, names);
  if (!data.ok) return err({ code: 'argument', ...data.error });
  return ok({ data: called.selector === '' ? rawBytes(called, data.value) : data.value, called });
}

/** A fallback gets what was written, not its encoding. */
function rawBytes({ inputs }: AbiFunction, encoded: Uint8Array): Uint8Array {
  const decoded = decodeFields(inputs, encoded);
  const [bytes] = decoded.ok ? decoded.value : [];
  return typeof bytes === 'string' ? fromHex(bytes) : new Uint8Array(0);
}
