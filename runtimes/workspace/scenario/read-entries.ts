import { isMap, isScalar, type Node } from 'yaml';
import { checkAddress } from '../abi/check-address.ts';
import { DEFAULTS, LIMITS, MAX_UINT256 } from './defaults.ts';
import { parseFunctionRef } from './function-ref.ts';
import { readGas, type GasRules } from './gas.ts';
import type { AccountPick, Entry, Expectation, FunctionRef, Target, ValueSpec } from './model.ts';
import { readArguments, readExpectationTarget } from './read-call.ts';
import { readPick, readValue, readVaryingAmount, type ValueScope } from './read-value.ts';
import { describe, plainHex, readInteger, readList, readMap, readText, shorten } from './shape.ts';
import type { Source } from './source.ts';
import { suggest } from '../abi/suggest.ts';

const ENTRY_KEYS = ['from', 'to', 'call', 'args', 'value', 'gas', 'fee', 'count'];
const MAX_FEE = 2n ** 64n - 1n;

/** The section `setup` or `traffic`. */
export function readEntries(
  source: Source,
  node: Node,
  section: 'setup' | 'traffic',
  scope: ValueScope,
  rules: GasRules,
): readonly Entry[] {
  const nodes = readList(source, node, section) ?? [];
  const seen = new Map<string, number>();
  return nodes.flatMap((item, index) => {
    const entry = readEntry(source, item, section, index, scope, rules);
    if (!entry) return [];
    const key = `${entry.to.kind === 'contract' ? entry.to.name : ''}.${entry.call?.name ?? ''}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return [{ ...entry, ordinal }];
  });
}

function readEntry(
  source: Source,
  node: Node,
  section: Entry['section'],
  index: number,
  scope: ValueScope,
  rules: GasRules,
): Omit<Entry, 'ordinal'> | undefined {
  const what = `${section}[${index}]`;
  const fields = readMap(source, node, what, ENTRY_KEYS);
  if (!fields) return undefined;
  const at = source.at(node);
  const [to, call, args, value, count, from, fee] = ['to', 'call', 'args', 'value', 'count', 'from', 'fee'].map(
    (key) => fields.get(key)?.value,
  );
  if (!to) return source.report(at, `${what} needs "to": a contract, an address or { account: .. }`);
  const ref = call ? readFunctionRef(source, call, `call of ${what}`) : undefined;
  if (args && !call) source.report(source.at(args), `${what} has "args" but no "call"`);
  const zero: ValueSpec = { kind: 'integer', value: 0n, at };
  const read = {
    from: from ? readPick(source, from, `from of ${what}`, scope) : ({ kind: 'index', index: 0 } satisfies AccountPick),
    to: readTarget(source, to, `to of ${what}`, scope),
    args: readArguments(source, args, what, scope),
    value: value ? readVaryingAmount(source, value, `value of ${what}`, MAX_UINT256, scope) : zero,
    fee: fee ? readVaryingAmount(source, fee, `fee of ${what}`, MAX_FEE, scope) : { ...zero, value: DEFAULTS.fee },
    gas: readGas(
      source,
      fields.get('gas'),
      `gas of ${what}`,
      section === 'setup' ? DEFAULTS.setupGas : DEFAULTS.callGas,
      rules,
    ),
    count: count
      ? readInteger(source, count, `count of ${what}`, 0, LIMITS.transactions)
      : section === 'setup'
        ? DEFAULTS.setupCount
        : DEFAULTS.trafficCount,
  };
  if (call && read.to && read.to.kind !== 'contract') {
    const name =
      read.to.kind === 'address'
        ? 'give the address a name and an ABI under "contracts"'
        : 'an account has no functions';
    return source.report(source.at(call), `${what} calls a function of ${describe(to)}; ${name}`);
  }
  if (call && !ref) return undefined;
  for (const part of Object.values(read)) if (part === undefined) return undefined;
  return { section, index, at, call: ref, ...read } as Omit<Entry, 'ordinal'>;
}

function readFunctionRef(source: Source, node: Node, what: string): FunctionRef | undefined {
  const text = readText(source, node, what);
  if (text === undefined) return undefined;
  const ref = parseFunctionRef(text);
  return ref.ok ? { ...ref.value, at: source.at(node) } : source.report(source.at(node), `${what}: ${ref.error}`);
}

/** A contract's name (with or without `$`), an address, or `{ account: .. }`. */
function readTarget(source: Source, node: Node, what: string, scope: ValueScope): Target | undefined {
  const target = source.follow(node);
  if (!target) return undefined;
  const at = source.at(node);
  if (isMap(target)) {
    const field = readMap(source, target, what, ['account'])?.get('account');
    const pick = field && readPick(source, field.value, `${what}.account`, scope);
    if (!field) source.report(at, `${what} must be a contract, an address or { account: .. }`);
    return pick && { kind: 'account', pick, at };
  }
  const text = isScalar(target) ? (plainHex(target) ?? target.value) : undefined;
  if (typeof text !== 'string') {
    return source.report(at, `${what} must be a contract, an address or { account: .. }, not ${describe(target)}`);
  }
  if (text.startsWith('0x')) {
    const address = checkAddress(text);
    return address.ok
      ? { kind: 'address', address: address.value, at }
      : source.report(at, `${what}: ${address.error}`);
  }
  const name = text.replace(/^\$/, '');
  if (scope.contracts.has(name)) return { kind: 'contract', name, at };
  const hint =
    suggest(name, scope.contracts) ||
    ` Contracts of this file: ${[...scope.contracts].slice(0, 10).join(', ') || 'none'}.`;
  return source.report(at, `${what}: no contract is named "${shorten(name)}".${hint}`);
}

/** The section `expect`. */
export function readExpectations(source: Source, node: Node, scope: ValueScope): readonly Expectation[] {
  const fixed: ValueScope = { ...scope, random: false };
  return (readList(source, node, 'expect') ?? []).flatMap((item, index) => {
    const what = `expect[${index}]`;
    const fields = readMap(source, item, what, ['read', 'args', 'equals']);
    if (!fields) return [];
    const [read, equals] = [fields.get('read'), fields.get('equals')];
    const at = source.at(item);
    if (!read) source.report(at, `${what} needs "read": a view call such as "counter.count()", or balance(..)`);
    if (!equals) source.report(at, `${what} needs "equals": the value that must be read`);
    if (!read || !equals) return [];
    const target = readExpectationTarget(source, read.value, fields.get('args')?.value, `read of ${what}`, fixed);
    const value = readValue(source, equals.value, `equals of ${what}`, fixed);
    const text = target && readText(source, read.value, what);
    return target && value && text !== undefined ? [{ at, read: text, target, equals: value }] : [];
  });
}
