/** What the traffic of a scenario will be, without running it: the transactions as the seed draws them, and who is named how often. */
import type { AbiField } from '../abi/abi-type.ts';
import { decodeFields } from '../abi/codec.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';
import { describeValues } from '../abi/show.ts';
import { accountId, type AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { scenarioAccount } from '../scenario/account.ts';
import type { Scenario } from '../scenario/model.ts';
import { planTraffic } from '../scenario/plan-traffic.ts';
import type { PlannedTransaction } from '../scenario/planned.ts';
import type { ResolvedContract } from '../scenario/resolve.ts';

/** How often the same is meant: who sends, or what one argument of a function names. */
export interface TrafficHits {
  /** `senders`, or `token.transfer: to`. */
  readonly of: string;
  readonly draws: number;
  readonly distinct: number;
  /** The most frequent ones, the first is the most frequent. */
  readonly top: readonly { readonly name: string; readonly count: number }[];
  /** How probable it is that two of the draws name the same, 0 to 1. */
  readonly meeting: number;
}

export interface TrafficPreview {
  /** Transactions of the whole traffic. */
  readonly total: number;
  /** How many of them all this is counted from: each entry's first ones. */
  readonly planned: number;
  readonly hits: readonly TrafficHits[];
  /** In the order in which they are submitted; of a traffic that is not planned whole, of the part. */
  readonly first: readonly {
    readonly from: string;
    readonly call: string;
    readonly args: string;
    readonly value: string;
  }[];
}

/** Planned at most. */
const MOST_PLANNED = 10_000;
const MOST_NAMED = 2_000;
const TOP = 24;
const FIRST = 20;

/** @param abis by contract; undefined: not known. @returns undefined where something in it is wrong. */
export function previewTraffic(
  scenario: Scenario,
  abis: ReadonlyMap<string, ContractAbi | undefined>,
): TrafficPreview | undefined {
  const total = scenario.traffic.reduce((sum, { count }) => sum + count, 0);
  const share = total > MOST_PLANNED ? MOST_PLANNED / total : 1;
  const part =
    share === 1
      ? scenario
      : {
          ...scenario,
          traffic: scenario.traffic.map((entry) => ({ ...entry, count: Math.ceil(entry.count * share) })),
        };
  const named = [...scenario.precompiles, ...scenario.contracts];
  const resolve = new Map<string, ResolvedContract>(
    named.map(({ name }, n) => [name, { address: standIn(n), abi: abis.get(name) }]),
  );
  const planned = planTraffic(part, resolve);
  if (!planned.ok) return undefined;
  const names = new Map<string, string>([...resolve].map(([name, { address }]) => [hexOf(address), name]));
  const nameOfIndex = (index: number): string => scenario.accounts.names[index] ?? `account ${index}`;
  for (let n = 0; n < Math.min(scenario.accounts.count, MOST_NAMED); n++)
    names.set(hexOf(scenarioAccount(n)), nameOfIndex(n));

  const functions = new Map<string, readonly AbiField[]>();
  const inputsOf = (transaction: PlannedTransaction): readonly AbiField[] => {
    const selector = toHex(transaction.data.subarray(0, 4));
    const key = `${transaction.label} ${selector}`;
    const known = functions.get(key);
    if (known) return known;
    const abi = abis.get(transaction.label.slice(0, transaction.label.lastIndexOf('.')));
    const inputs = abi?.functions.find((one) => one.selector === selector)?.inputs ?? [];
    functions.set(key, inputs);
    return inputs;
  };

  const counts = new Map<string, Map<string, number>>([['senders', new Map()]]);
  const keyLike = new Set(['senders']);
  const note = (of: string, key: string): void => {
    const map = counts.get(of) ?? new Map<string, number>();
    counts.set(of, map);
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  for (const transaction of planned.value) {
    note('senders', nameOfIndex(transaction.fromIndex));
    const inputs = inputsOf(transaction);
    // Whatever takes one word in the head can be read without decoding the rest.
    for (const [n, { name, type }] of inputs.entries()) {
      if (type.kind === 'tuple' || (type.kind === 'array' && type.length !== undefined)) break;
      const isAddress = type.kind === 'address';
      if (!isAddress && type.kind !== 'uint' && type.kind !== 'fixedBytes') continue;
      const of = `${transaction.label}: ${name === '' ? `argument ${n + 1}` : name}`;
      const word = toHex(transaction.data.subarray(4 + 32 * n, 36 + 32 * n));
      if (isAddress) keyLike.add(of);
      const address = `0x${word.slice(24)}`;
      note(
        of,
        isAddress
          ? (names.get(address) ?? address)
          : type.kind === 'uint'
            ? BigInt(`0x${word}`).toString()
            : `0x${word}`,
      );
    }
    if (transaction.label === 'transfer' && transaction.to !== null) {
      keyLike.add('transfers: to');
      note('transfers: to', names.get(hexOf(transaction.to)) ?? hexOf(transaction.to));
    }
  }
  return {
    total,
    planned: planned.value.length,
    hits: [...counts]
      .map(([of, map]) => hitsOf(of, map))
      .filter(({ of, distinct, draws }) => keyLike.has(of) || (distinct > 1 && distinct * 4 <= draws)),
    first: planned.value.slice(0, FIRST).map((transaction) => {
      const inputs = inputsOf(transaction);
      const decoded = decodeFields(inputs, transaction.data.subarray(4));
      const args = decoded.ok ? describeValues(decoded.value, inputs) : '';
      return {
        from: nameOfIndex(transaction.fromIndex),
        call: transaction.label,
        args: args.replaceAll(/0x[0-9a-f]{40}\b/gi, (address) => names.get(address.toLowerCase()) ?? address),
        value: transaction.value.toString(),
      };
    }),
  };
}

/** Contracts have no addresses yet. */
const standIn = (n: number): AccountId => accountId(`c0de${n.toString(16).padStart(36, '0')}`);
const hexOf = (id: AccountId): string => `0x${id}`.toLowerCase();

function hitsOf(of: string, counts: ReadonlyMap<string, number>): TrafficHits {
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const draws = sorted.reduce((sum, [, count]) => sum + count, 0);
  const same = sorted.reduce((sum, [, count]) => sum + count * (count - 1), 0);
  return {
    of,
    draws,
    distinct: sorted.length,
    top: sorted.slice(0, TOP).map(([name, count]) => ({ name, count })),
    meeting: draws > 1 ? same / (draws * (draws - 1)) : 0,
  };
}
