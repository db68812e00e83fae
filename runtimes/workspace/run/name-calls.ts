/** Human names of transactions: `oracle.publish(42)`, `token.constructor`, `transfer to alice`. */
import type { AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import { decodeFields } from '../abi/codec.ts';
import { describeValues } from '../abi/show.ts';
import type { Resolve } from '../scenario/resolve.ts';

export type CallNamer = (tx: Transaction, receipt: Pick<Receipt, 'outcome'> | undefined) => string;

export function createCallNamer(resolve: Resolve): CallNamer {
  const contracts = new Map<AccountId, string>();
  for (const [name, { address }] of resolve) contracts.set(address, name);
  return ({ to, data }, receipt) => {
    if (to === null) {
      const outcome = receipt?.outcome;
      const created = outcome?.status === 'success' ? outcome.created : undefined;
      return `${(created && contracts.get(created)) ?? 'a deployment'}.constructor`;
    }
    const name = contracts.get(to) ?? `0x${to}`;
    const selector = toHex(data.subarray(0, 4));
    const called = resolve.get(name)?.abi?.functions.find((one) => one.selector === selector);
    if (called === undefined) return data.length === 0 ? `transfer to ${name}` : `${name}.0x${selector}(…)`;
    const values = decodeFields(called.inputs, data.subarray(4));
    return `${name}.${called.name}(${values.ok ? describeValues(values.value, called.inputs) : '…'})`;
  };
}
