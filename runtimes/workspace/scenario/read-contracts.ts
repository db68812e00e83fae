import { isScalar, type Node } from 'yaml';
import { contractsIn, contractsUsed } from './contracts-used.ts';
import { DEFAULTS, LIMITS, MAX_UINT256 } from './defaults.ts';
import { readGas, type GasRules } from './gas.ts';
import type { ContractSpec, FoundContract, Position, SourceRef, ValueSpec } from './model.ts';
import { readArguments, readReadCall } from './read-call.ts';
import { readVaryingAmount, type ValueScope } from './read-value.ts';
import { plainHex, readAddress, readMap, readText, shorten, type Field } from './shape.ts';
import type { Source } from './source.ts';

const KEYS = ['source', 'contract', 'args', 'value', 'gas', 'at', 'abi'];

/** The section `contracts`, in the file's order. */
export function readContracts(source: Source, node: Node, scope: ValueScope, rules: GasRules): readonly ContractSpec[] {
  const fields = readMap(source, node, 'contracts');
  if (!fields) return [];
  if (fields.size > LIMITS.contracts) {
    source.report(source.at(node), `contracts: ${fields.size} contracts; a scenario has at most ${LIMITS.contracts}`);
    return [];
  }
  const contracts: ContractSpec[] = [];
  for (const field of fields.values()) {
    if (!isContractName(field.key)) {
      source.report(
        field.at,
        `contracts: "${shorten(field.key)}" is not a name; use letters, digits, "_" and "-", and begin with a letter`,
      );
      continue;
    }
    const contract = readContract(source, field, scope, rules);
    if (contract) contracts.push(contract);
  }
  checkOrder(source, contracts);
  return contracts;
}

export const isContractName = (text: string): boolean => /^[A-Za-z_][\w-]{0,63}$/.test(text);

function readContract(
  source: Source,
  { key: name, at, value: node }: Field,
  scope: ValueScope,
  rules: GasRules,
): ContractSpec | undefined {
  const what = `contracts.${name}`;
  const fields = readMap(source, node, what, KEYS);
  if (!fields) return undefined;
  const own: ValueScope = { ...scope, contracts: new Set([...scope.contracts].filter((other) => other !== name)) };
  if (fields.has('at')) return readFound(source, name, at, fields, what, own);
  if (!fields.has('source'))
    return source.report(at, `${what} needs "source" (a file to deploy) or "at" (where it is)`);
  const abi = fields.get('abi');
  if (abi) source.report(abi.at, `${what}: "abi" goes with "at"; a source brings its own`);
  const ref = readSourceRef(source, fields, 'source', what);
  const args = readArguments(source, fields.get('args')?.value, what, own);
  const value = fields.get('value');
  const amount: ValueSpec | undefined = value
    ? readVaryingAmount(source, value.value, `value of ${what}`, MAX_UINT256, own)
    : { kind: 'integer', value: 0n, at };
  const gas = readGas(source, fields.get('gas'), `gas of ${what}`, DEFAULTS.deploymentGas, rules);
  return ref && args && amount && gas !== undefined
    ? { kind: 'deploy', name, at, source: ref, args, value: amount, gas }
    : undefined;
}

export function readSourceRef(
  source: Source,
  fields: ReadonlyMap<string, Field>,
  key: string,
  what: string,
): SourceRef | undefined {
  const file = fields.get(key);
  const contract = fields.get('contract');
  const path = file && readText(source, file.value, `${key} of ${what}`);
  const name = contract && readText(source, contract.value, `contract of ${what}`);
  if (!file || path === undefined || (contract && name === undefined)) return undefined;
  if (path.includes('\0')) return source.report(source.at(file.value), `${key} of ${what} is not a path`);
  return { path, contract: name, at: source.at(file.value) };
}

function readFound(
  source: Source,
  name: string,
  at: Position,
  fields: ReadonlyMap<string, Field>,
  what: string,
  scope: ValueScope,
): FoundContract | undefined {
  for (const key of ['value', 'gas']) {
    const extra = fields.get(key);
    if (extra) source.report(extra.at, `${what}: "${key}" goes with "source"; with "at" nothing is deployed`);
  }
  const [json, code] = [fields.get('abi'), fields.get('source')];
  if (json && code) source.report(json.at, `${what}: give either "abi" or "source" to say what the contract's ABI is`);
  const ref = readSourceRef(source, fields, json ? 'abi' : 'source', what);
  if ((json || code) && !ref) return undefined;
  const abi = ref && { kind: json ? ('json' as const) : ('source' as const), ...ref };
  const place = fields.get('at');
  const node = place && source.follow(place.value);
  if (!place || !node) return undefined;
  const args = fields.get('args')?.value;
  const text = isScalar(node) ? (plainHex(node) ?? node.value) : undefined;
  const noted = typeof text === 'string' ? /^ledger(?:\s+(?<name>\S+))?$/.exec(text.trim()) : null;
  if (noted) {
    if (args) source.report(source.at(args), `${what}: "args" goes with a call in "at", not with a name`);
    return { kind: 'found', name, at, abi, where: { kind: 'ledger', noted: noted.groups?.['name'] ?? name } };
  }
  if (typeof text === 'string' && /^\s*0x/.test(text)) {
    if (args) source.report(source.at(args), `${what}: "args" goes with a call in "at", not with an address`);
    const address = readAddress(source, place.value, `at of ${what}`);
    return address && { kind: 'found', name, at, abi, where: { kind: 'address', address } };
  }
  const read = readReadCall(source, place.value, args, `at of ${what}`, { ...scope, random: false });
  return read && { kind: 'found', name, at, abi, where: { kind: 'call', read } };
}

/** Reports arguments that refer to contracts deployed later, and `at` calls that lead back to themselves. */
function checkOrder(source: Source, contracts: readonly ContractSpec[]): void {
  const order = new Map(contracts.map((contract, index) => [contract.name, { contract, index }]));
  const memo = new Map<string, number>();
  // How many contracts must be deployed before this one's address is known; Infinity: never, it needs itself.
  const knownAfter = (name: string): number => {
    const entry = order.get(name);
    if (!entry) return 0;
    if (entry.contract.kind === 'deploy') return entry.index + 1;
    if (entry.contract.where.kind !== 'call') return 0;
    const before = memo.get(name);
    if (before !== undefined) return before;
    memo.set(name, Number.POSITIVE_INFINITY);
    const after = contractsUsed(entry.contract).reduce((most, need) => Math.max(most, knownAfter(need)), 0);
    memo.set(name, after);
    return after;
  };
  for (const { contract, index } of order.values()) {
    if (contract.kind === 'found') {
      if (contract.where.kind === 'call' && knownAfter(contract.name) === Number.POSITIVE_INFINITY) {
        source.report(contract.where.read.at, `contracts.${contract.name}: its address depends on itself`);
      }
      continue;
    }
    const late = contractsIn([...contract.args, contract.value]).find((need) => knownAfter(need.name) > index);
    if (late && knownAfter(late.name) !== Number.POSITIVE_INFINITY) {
      const why = `"$${late.name}" is known only when later contracts are deployed; they deploy in the file's order`;
      source.report(late.at, `contracts.${contract.name}: ${why}`);
    }
  }
}
