/** Human names of transactions: `oracle.publish(42)`, `token.constructor(cap: 5)`, `vault receive`, `transfer to alice`. */
import type { AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import { decodeFields } from '../abi/codec.ts';
import { bareEntry } from '../abi/contract-abi.ts';
import { describeValues } from '../abi/show.ts';
import type { Resolve } from '../scenario/resolve.ts';

export type CallNamer = (tx: Transaction, receipt: Pick<Receipt, 'outcome'> | undefined) => string;

export function createCallNamer(resolve: Resolve): CallNamer {
  const contracts = new Map<AccountId, string>();
  for (const [name, { address }] of resolve) contracts.set(address, name);
  /** Of a deployment that made nothing, only the code tells what it was of. */
  const nameOfCode = (data: Uint8Array): string | undefined =>
    [...resolve].find(([, { code }]) => code !== undefined && startsWith(data, code))?.[0];
  const constructed = (name: string, data: Uint8Array): string => {
    const { abi, code } = resolve.get(name) ?? {};
    const inputs = abi?.constructorInputs ?? [];
    const values = inputs.length === 0 || !code ? undefined : decodeFields(inputs, data.subarray(code.length));
    return `${name}.constructor${values?.ok ? `(${describeValues(values.value, inputs)})` : ''}`;
  };
  return ({ to, data }, receipt) => {
    if (to === null) {
      const outcome = receipt?.outcome;
      const created = outcome?.status === 'success' ? outcome.created : undefined;
      const name = created === undefined ? nameOfCode(data) : contracts.get(created);
      return name === undefined ? 'a deployment' : constructed(name, data);
    }
    const name = contracts.get(to) ?? `0x${to}`;
    const selector = toHex(data.subarray(0, 4));
    const abi = resolve.get(name)?.abi;
    const called = abi?.functions.find((one) => one.selector === selector);
    if (called === undefined) {
      const bare = abi && bareEntry(abi, data);
      if (bare !== undefined) return `${name} ${bare.name}`;
      return data.length === 0 ? `transfer to ${name}` : `${name}.0x${selector}(…)`;
    }
    const values = decodeFields(called.inputs, data.subarray(4));
    return `${name}.${called.name}(${values.ok ? describeValues(values.value, called.inputs) : '…'})`;
  };
}

const startsWith = (data: Uint8Array, start: Uint8Array): boolean =>
  data.length >= start.length && Buffer.compare(data.subarray(0, start.length), start) === 0;
