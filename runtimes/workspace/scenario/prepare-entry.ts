import type { AbiType } from '../abi/abi-type.ts';
import { findFunction } from '../abi/find-function.ts';
import type { AccountId } from '../../core/cell.ts';
import { decodeHex } from '../../core/hex.ts';
import type { Random } from '../../core/random.ts';
import { prepareArguments, type DrawArguments } from './arguments.ts';
import { generator, type GeneratorScope } from './generator.ts';
import type { Entry, ValueSpec } from './model.ts';
import type { PlannedTransaction } from './planned.ts';

/** An entry ready to draw transactions from; the order of draws within one is from, to, arguments, value, fee. */
export interface PreparedEntry {
  readonly entry: Entry;
  readonly label: string;
  draw(random: Random): PlannedTransaction;
}

const UINT256: AbiType = { kind: 'uint', bits: 256, text: 'uint256' };
const NOTHING = new Uint8Array(0);

/** Checks an entry against the ABI it calls; undefined: errors have been reported. */
export function prepareEntry(entry: Entry, scope: GeneratorScope): PreparedEntry | undefined {
  const what = `${entry.section}[${entry.index}]`;
  const call = prepareCall(entry, what, scope);
  const to = prepareTarget(entry, scope);
  const value = prepareAmount(entry.value, `value of ${what}`, scope);
  const fee = prepareAmount(entry.fee, `fee of ${what}`, scope);
  if (!call || !to || !value || !fee) return undefined;
  const from = scope.accounts.drawer(entry.from);
  const { label, data } = call;
  return {
    entry,
    label,
    draw: (random) => {
      const fromIndex = from(random);
      return {
        entry: entry.index,
        label,
        from: scope.accounts.account(fromIndex),
        fromIndex,
        to: to(random),
        data: data(random),
        value: value(random),
        gas: entry.gas,
        priorityFee: fee(random),
      };
    },
  };
}

function prepareCall(
  entry: Entry,
  what: string,
  scope: GeneratorScope,
): { label: string; data: DrawArguments } | undefined {
  const { to, call } = entry;
  if (!call || to.kind !== 'contract')
    return { label: to.kind === 'contract' ? `${to.name}.receive` : 'transfer', data: () => NOTHING };
  const abi = scope.resolve.get(to.name)?.abi;
  if (!abi)
    return scope.report(
      call.at,
      `${what}: the ABI of "${to.name}" is not known; add "abi" or "source" to it under "contracts"`,
    );
  const found = findFunction(abi, call.name, call.types);
  if (!found.ok) return scope.report(call.at, `${what}: ${to.name} has ${found.error}`);
  const label = `${to.name}.${found.value.name}`;
  const selector = decodeHex(found.value.selector);
  const data = prepareArguments(entry.args, found.value.inputs, selector, `${label} in ${what}`, call.at, scope);
  return data && { label, data };
}

function prepareTarget({ to }: Entry, scope: GeneratorScope): ((random: Random) => AccountId) | undefined {
  if (to.kind === 'address') return () => to.address;
  if (to.kind === 'account') {
    const drawer = scope.accounts.drawer(to.pick);
    return (random) => scope.accounts.account(drawer(random));
  }
  const found = scope.resolve.get(to.name);
  return found ? () => found.address : scope.report(to.at, `the contract "${to.name}" has no address yet`);
}

/** An amount of wei that may vary. */
export function prepareAmount(
  spec: ValueSpec,
  what: string,
  scope: GeneratorScope,
): ((random: Random) => bigint) | undefined {
  const made = generator(spec, UINT256, what, scope);
  return made && ((random) => BigInt(made.draw(random) as bigint));
}
