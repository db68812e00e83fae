import { parseContractAbi, type ContractAbi } from '../abi/contract-abi.ts';
import type { Scenario } from './model.ts';
import { parseScenario } from './parse.ts';
import { scenarioAccount } from './account.ts';
import type { Resolve } from './resolve.ts';

/** ABI JSON of one parameter: `uint8 amount`, `(uint8 a,address b)[] orders`. */
function parameter(text: string): Record<string, unknown> {
  const match = /^(\(.*\)|[a-z0-9]+)((?:\[\d*\])*)(?: (\w+))?$/.exec(text.trim());
  if (!match) throw new Error(text);
  const [, base = '', suffix = '', name = ''] = match;
  if (!base.startsWith('(')) return { type: base + suffix, name };
  return { type: `tuple${suffix}`, name, components: base.slice(1, -1).split(',').map(parameter) };
}

/** An ABI from lines such as `f(uint8 a, address b) -> uint256`, `constructor(..)`, `event E(..)`, `error X(..)`. */
export function abi(...lines: readonly string[]): ContractAbi {
  const split = (list: string): Record<string, unknown>[] =>
    list === '' ? [] : list.split(/, (?![^(]*\))/).map(parameter);
  const json = lines.map((line) => {
    const [, kind = 'function', name, inputs = '', outputs = ''] =
      /^(?:(event|error) )?(\w+)\((.*?)\)(?: -> (.*))?$/.exec(line) ?? [];
    if (name === 'constructor') return { type: 'constructor', inputs: split(inputs) };
    return { type: kind, name, inputs: split(inputs), outputs: split(outputs), stateMutability: 'view' };
  });
  const parsed = parseContractAbi(json);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export function scenario(text: string): Scenario {
  const parsed = parseScenario(text, 'x.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** Contracts at addresses that depend on nothing but their place in the list. */
export const resolved = (abis: Readonly<Record<string, ContractAbi | undefined>>): Resolve =>
  new Map(Object.entries(abis).map(([name, of], i) => [name, { address: scenarioAccount(1_000_000 + i), abi: of }]));
