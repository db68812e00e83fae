import type { Node } from 'yaml';
import type { AccountId } from '../../core/cell.ts';
import { checkAddress } from '../abi/check-address.ts';
import { canonicalTypes, parseFunctionRef } from './function-ref.ts';
import type { Expectation, Position, ReadCall, ValueSpec } from './model.ts';
import { readList, readText, shorten } from './shape.ts';
import { openSource, type Source } from './source.ts';
import { suggest } from '../abi/suggest.ts';
import { readValue, type ValueScope } from './read-value.ts';

const CALL = /^\s*([A-Za-z_][\w-]*)\s*\.\s*([A-Za-z_$][\w$]*)\s*(\(.*\))?\s*$/s;
const BALANCE = /^\s*balance\s*\((.*)\)\s*$/s;

/**
 * A view call: `contract.function`, `contract.function(types)` with `args`, or with its arguments in place of the types:
 * `token.allowance($pool, 5)`. Inline arguments are YAML, so generators and lists work too.
 */
export function readReadCall(
  source: Source,
  node: Node,
  argsNode: Node | undefined,
  what: string,
  scope: ValueScope,
): ReadCall | undefined {
  const text = readText(source, node, what);
  if (text === undefined) return undefined;
  const at = source.at(node);
  const match = CALL.exec(text);
  if (!match) {
    return source.report(
      at,
      `${what}: "${shorten(text)}" is not a call; write contract.function(..), such as "token.balanceOf(address)"`,
    );
  }
  const [, contract = '', name = '', list = '()'] = match;
  if (!scope.contracts.has(contract)) {
    return source.report(
      at,
      `${what}: no contract is named "${shorten(contract)}".${suggest(contract, scope.contracts)}`,
    );
  }
  const types = canonicalTypes(list);
  if (types === undefined && argsNode) {
    return source.report(
      source.at(argsNode),
      `${what}: the arguments stand in "${shorten(text)}" already; leave "args" out`,
    );
  }
  const args =
    types === undefined ? readInline(source, list, at, what, scope) : readArguments(source, argsNode, what, scope);
  if (!args) return undefined;
  // Empty parentheses with `args` still name the function only by its name.
  const signature =
    match[3] !== undefined && types !== undefined && (types !== '' || !argsNode) ? `${name}(${types})` : name;
  const ref = parseFunctionRef(signature);
  return ref.ok ? { contract, function: { ...ref.value, at }, args, at } : source.report(at, `${what}: ${ref.error}`);
}

/** The list `args` of `what`; none where there is no such node. */
export function readArguments(
  source: Source,
  node: Node | undefined,
  what: string,
  scope: ValueScope,
): readonly ValueSpec[] | undefined {
  if (!node) return [];
  const nodes = readList(source, node, `args of ${what}`);
  const args = nodes?.map((arg, i) => readValue(source, arg, `argument ${i + 1} of ${what}`, scope));
  return args?.every((arg) => arg !== undefined) ? args : undefined;
}

/** `($a, 5, [1, 2])`, read as the YAML list `[$a, 5, [1, 2]]`; every part of it stands where the whole text does. */
function readInline(
  source: Source,
  list: string,
  at: Position,
  what: string,
  scope: ValueScope,
): readonly ValueSpec[] | undefined {
  const inline = openSource(`[${list.slice(1, -1)}]`, source.file);
  if (!inline.ok || !inline.value.root) {
    return source.report(at, `${what}: "${shorten(list)}" is neither a list of types nor of arguments`);
  }
  const here: Source = { ...inline.value, at: () => at, report: (_, message) => source.report(at, message) };
  return readArguments(here, inline.value.root, what, scope);
}

/** `balance(..)` of an account's index, a name (with or without `$`) or an address; undefined: not of that form. */
export function parseBalance(text: string, scope: ValueScope): BalanceOf | { readonly error: string } | undefined {
  const inner = BALANCE.exec(text)?.[1]?.trim();
  if (inner === undefined) return undefined;
  if (/^\d{1,9}$/.test(inner)) {
    const index = Number(inner);
    if (index < scope.accounts) return { kind: 'account', pick: { kind: 'index', index } };
    return { error: `there is no account ${index}; the last of ${scope.accounts} is ${scope.accounts - 1}` };
  }
  if (inner.startsWith('0x')) {
    const address = checkAddress(inner);
    return address.ok ? { kind: 'address', address: address.value } : { error: address.error };
  }
  const name = inner.replace(/^\$/, '');
  if (scope.contracts.has(name)) return { kind: 'contract', name };
  const index = scope.accountNames.indexOf(name);
  if (index >= 0) return { kind: 'account', pick: { kind: 'index', index } };
  const hint = suggest(name, [...scope.contracts, ...scope.accountNames]);
  return { error: `"${shorten(inner)}" is no account's index, contract or address.${hint}` };
}

type BalanceOf =
  | { readonly kind: 'account'; readonly pick: { readonly kind: 'index'; readonly index: number } }
  | { readonly kind: 'address'; readonly address: AccountId }
  | { readonly kind: 'contract'; readonly name: string };

/** What an expectation reads: `balance(..)` or a view call. */
export function readExpectationTarget(
  source: Source,
  node: Node,
  argsNode: Node | undefined,
  what: string,
  scope: ValueScope,
): Expectation['target'] | undefined {
  const text = readText(source, node, what);
  if (text === undefined) return undefined;
  const balance = parseBalance(text, scope);
  const at = source.at(node);
  if (balance === undefined) {
    const read = readReadCall(source, node, argsNode, what, scope);
    return read && { kind: 'call', read };
  }
  if ('error' in balance) return source.report(at, `${what}: ${balance.error}`);
  if (argsNode) return source.report(source.at(argsNode), `${what}: balance(..) takes no "args"`);
  return { kind: 'balance', of: { ...balance, at } };
}
