import { isMap, isScalar, type Node } from 'yaml';
import { POLICIES, type PolicyName } from '../../core/schedule.ts';
import { DEFAULTS, LIMITS, MAX_UINT256 } from './defaults.ts';
import type { Scenario } from './model.ts';
import { isAccountName } from './account-name.ts';
import type { LaneCounts } from './lane-counts.ts';
import {
  readAddress,
  readAmount,
  readBoolean,
  readInteger,
  readList,
  readMap,
  readText,
  shorten,
  type Field,
} from './shape.ts';
import type { Source } from './source.ts';
import { suggest } from '../abi/suggest.ts';

export type Header = Omit<Scenario, 'file' | 'precompiles' | 'contracts' | 'setup' | 'traffic' | 'expect'>;

/** What this installation knows; where a list is missing, any name passes and whoever uses it must check it. */
export interface Known {
  readonly runtimes?: readonly string[];
  readonly hardforks?: readonly string[];
  /** The most gas that a transaction may have under a hardfork (undefined: the default one). */
  gasCap?(hardfork: string | undefined): bigint | undefined;
}

export const HEADER_KEYS: readonly string[] = [
  'name',
  'seed',
  'accounts',
  'executors',
  'lanes',
  'policy',
  'shuffle',
  'recordSteps',
  'from',
  'export',
  'chainId',
  'blockSize',
  'genesisTime',
  'coinbase',
  'baseFee',
  'hardfork',
  'gasLimit',
];

/** Fields of the header; where one is wrong its error is reported and its default stands in, so that reading can go on. */
export function readHeader(source: Source, fields: ReadonlyMap<string, Field>, known: Known): Header {
  const field = <T>(key: string, read: (node: Node, what: string) => T | undefined): T | undefined => {
    const given = fields.get(key);
    return given && read(given.value, key);
  };
  const int = (key: string, min: number, max: number): number | undefined =>
    field(key, (node, what) => readInteger(source, node, what, min, max));
  const amount = (key: string, max: bigint, min = 0n): bigint | undefined =>
    field(key, (node, what) => readAmount(source, node, what, { min, max }));
  return {
    name: field('name', (node, what) => readText(source, node, what)) ?? nameOf(source.file),
    seed: int('seed', 0, Number.MAX_SAFE_INTEGER) ?? DEFAULTS.seed,
    accounts: field('accounts', (node) => readAccounts(source, node)) ?? DEFAULTS.accounts,
    executors:
      field('executors', (node, what) => readByRuntime(source, node, what, LIMITS.executors, known)) ?? new Map(),
    lanes: field('lanes', (node, what) => readLanes(source, node, what, known)),
    policy:
      field('policy', (node, what) => readWord(source, node, what, POLICIES, 'policy') as PolicyName | undefined) ??
      DEFAULTS.policy,
    shuffle: field('shuffle', (node, what) => readBoolean(source, node, what)) ?? DEFAULTS.shuffle,
    recordSteps: field('recordSteps', (node, what) => readBoolean(source, node, what)) ?? DEFAULTS.recordSteps,
    from: field('from', (node, what) => readText(source, node, what)),
    export: field('export', (node, what) => readText(source, node, what)),
    chainId: amount('chainId', BigInt(Number.MAX_SAFE_INTEGER), 1n),
    blockSize: int('blockSize', 1, LIMITS.blockSize) ?? DEFAULTS.blockSize,
    genesisTime: field('genesisTime', (node, what) => readTime(source, node, what)) ?? DEFAULTS.genesisTime,
    coinbase: field('coinbase', (node, what) => readAddress(source, node, what)) ?? DEFAULTS.coinbase,
    baseFee: amount('baseFee', 2n ** 64n - 1n) ?? DEFAULTS.baseFee,
    hardfork: field('hardfork', (node, what) => readHardfork(source, node, what, known)),
    gasLimit: amount('gasLimit', 2n ** 63n - 1n, 21_000n),
  };
}

const nameOf = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '') || 'scenario';

function readAccounts(source: Source, node: Node): Header['accounts'] | undefined {
  const fields = readMap(source, node, 'accounts', ['count', 'balance', 'names']);
  const count = fields?.get('count');
  const balance = fields?.get('balance');
  const named = fields?.get('names');
  const names = (named && readNames(source, named.value)) ?? [];
  const fewest = Math.max(1, names.length);
  return (
    fields && {
      names,
      count:
        (count && readInteger(source, count.value, 'accounts.count', fewest, LIMITS.accounts)) ??
        (named ? fewest : DEFAULTS.accounts.count),
      // The sum of all balances must fit a word as well.
      balance:
        (balance &&
          readAmount(source, balance.value, 'accounts.balance', {
            min: 0n,
            max: MAX_UINT256 / BigInt(LIMITS.accounts),
          })) ??
        DEFAULTS.accounts.balance,
    }
  );
}

/** The first account's name, the second's, and so on. */
function readNames(source: Source, node: Node): readonly string[] | undefined {
  const names: string[] = [];
  for (const item of readList(source, node, 'accounts.names') ?? []) {
    const name = readText(source, item, `accounts.names[${names.length}]`);
    if (name === undefined) return undefined;
    const wrong = !isAccountName(name)
      ? 'is not a name; write a letter, then letters, digits, - or _ (random and zipf mean something else)'
      : names.includes(name)
        ? 'is there twice'
        : undefined;
    if (wrong !== undefined) return source.report(source.at(item), `accounts.names: "${shorten(name)}" ${wrong}`);
    names.push(name);
  }
  return names;
}

/** From 1 to `most` of something, by runtime. */
function readByRuntime(
  source: Source,
  node: Node,
  what: string,
  most: number,
  known: Known,
): ReadonlyMap<string, number> | undefined {
  const fields = readMap(source, node, what, known.runtimes);
  if (!fields) return undefined;
  const counts = new Map<string, number>();
  for (const field of fields.values()) {
    if (!/^[a-z][a-z0-9-]*$/.test(field.key))
      source.report(field.at, `${what}: "${shorten(field.key)}" is not the id of a runtime`);
    const count = readInteger(source, field.value, `${what}.${shorten(field.key)}`, 1, most);
    if (count !== undefined) counts.set(field.key, count);
  }
  return counts;
}

/** `4`, or `{ evm: 4, wasm: 2 }`. */
function readLanes(source: Source, node: Node, what: string, known: Known): LaneCounts | undefined {
  const given = source.follow(node);
  if (!given) return undefined;
  if (isMap(given)) return readByRuntime(source, node, what, LIMITS.lanes, known);
  if (isScalar(given) && (typeof given.value === 'number' || typeof given.value === 'bigint'))
    return readInteger(source, node, what, 1, LIMITS.lanes);
  return source.report(
    source.at(node),
    `${what} must be an integer from 1 to ${LIMITS.lanes}, or a map of such by runtime: { evm: 4, wasm: 2 }`,
  );
}

function readWord(
  source: Source,
  node: Node,
  what: string,
  words: readonly string[],
  kind: string,
): string | undefined {
  const word = readText(source, node, what);
  if (word === undefined || words.includes(word)) return word;
  const hint = suggest(word, words) || ` There are: ${words.join(', ')}.`;
  return source.report(source.at(node), `${what}: unknown ${kind} "${shorten(word)}".${hint}`);
}

/** Ethereum's names are compared in lower case. */
function readHardfork(source: Source, node: Node, what: string, known: Known): string | undefined {
  const word = readText(source, node, what)?.toLowerCase();
  if (word === undefined || !known.hardforks || known.hardforks.includes(word)) return word;
  const hint = suggest(word, known.hardforks) || ` There are: ${known.hardforks.join(', ')}.`;
  return source.report(source.at(node), `${what}: unknown hardfork "${shorten(word)}".${hint}`);
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:\.0+)?\s*([Zz]|[+-]\d{2}:\d{2})?)?$/;

/** Seconds since 1970, or an ISO 8601 date; UTC where it names no zone. */
function readTime(source: Source, node: Node, what: string): bigint | undefined {
  const scalar = source.follow(node);
  if (!scalar) return undefined;
  if (!isScalar(scalar) || typeof scalar.value !== 'string' || /^\d+$/.test(scalar.value)) {
    return readAmount(source, node, what, { min: 0n, max: 253_402_300_799n });
  }
  const wrong = `${what}: "${shorten(scalar.value)}" is not a time; write seconds since 1970, or 2026-01-31T12:00:00Z`;
  const [, date = '', time = '00:00', zone = 'Z'] = TIME.exec(scalar.value.trim()) ?? [];
  const milliseconds = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  // Date.parse turns 30 February into 2 March.
  const sameDay = new Date(Date.parse(`${date}T00:00Z`));
  if (Number.isNaN(milliseconds) || sameDay.toISOString().slice(0, 10) !== date)
    return source.report(source.at(node), wrong);
  return milliseconds < 0
    ? source.report(source.at(node), `${what} must not be before 1970`)
    : BigInt(milliseconds) / 1000n;
}
