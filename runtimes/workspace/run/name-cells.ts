/** Human names of cells: `counter.count`, `token.balances[alice]`, `accounts[3].@balance`. */
import type { Artifact } from '../../core/artifact.ts';
import { accountId, parseCell, type AccountId, type CellKey } from '../../core/cell.ts';
import type { Registry } from '../../registry.ts';
import type { NotedPreimages, SlotNamer } from '../../sdk/runtime-module.ts';
import { scenarioAccount } from '../scenario/account.ts';
import type { Scenario } from '../scenario/model.ts';
import type { Resolve } from '../scenario/resolve.ts';
import type { CompiledContracts } from './compile-contracts.ts';

/** A key of a mapping that may be somebody whom the scenario knows. */
const ADDRESS_KEY = /\[0x([0-9a-f]{40})\]/g;

export type CellNamer = (key: CellKey) => string;

/** What names the cells of an account. */
export interface Named<P extends NotedPreimages = NotedPreimages> {
  /** Of people and contracts, by account. */
  readonly labels: ReadonlyMap<AccountId, string>;
  /** How contracts lay out their storage. */
  readonly layouts: ReadonlyMap<AccountId, { readonly runtime: string; readonly storageLayout?: unknown }>;
  readonly preimages: P;
}

/** `@` sets the fields that every account has apart from a contract's variables. */
export function cellNamer(registry: Registry, { labels, layouts, preimages }: Named): CellNamer {
  const namers = new Map<AccountId, SlotNamer>();
  for (const [account, { runtime, storageLayout }] of layouts) {
    const namer = registry.byId(runtime)?.createSlotNamer?.(storageLayout, preimages);
    if (namer) namers.set(account, namer);
  }
  const withLabels = keyLabels(labels);
  return (key) => {
    const cell = parseCell(key);
    if (cell === undefined) return key;
    const { account, field } = cell;
    const owner = labels.get(account) ?? `0x${account}`;
    if (field.kind !== 'storage') return `${owner}.@${field.kind}`;
    const name = namers.get(account)?.(field.slot) ?? `[0x${field.slot}]`;
    return `${owner}.${withLabels(name)}`;
  };
}

/** Puts names in place of the addresses that are keys of mappings: `balances[alice]`. */
export const keyLabels =
  (labels: Named['labels']): ((name: string) => string) =>
  (name) =>
    name.replaceAll(ADDRESS_KEY, (key, address: string) => {
      const label = labels.get(accountId(address));
      return label === undefined ? key : `[${label}]`;
    });

/** Names of the accounts and contracts of a scenario. */
export const createCellNamer = (registry: Registry, ...scenario: Parameters<typeof namedInScenario>): CellNamer =>
  cellNamer(registry, namedInScenario(...scenario));

/** What names the cells of a scenario's ledger. */
export function namedInScenario(
  scenario: Scenario,
  compiled: CompiledContracts,
  resolve: Resolve,
  preimages: ReadonlyMap<string, Uint8Array>,
): Named {
  const labels = new Map<AccountId, string>();
  const layouts = new Map<AccountId, Artifact>();
  const { count, names } = scenario.accounts;
  for (let n = count - 1; n >= 0; n--) labels.set(scenarioAccount(n), names[n] ?? `accounts[${n}]`);
  for (const [name, { address }] of resolve) {
    labels.set(address, name);
    const artifact = compiled.get(name)?.artifact;
    if (artifact !== undefined) layouts.set(address, artifact);
  }
  return { labels, layouts, preimages };
}
