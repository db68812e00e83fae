import type { ContractAbi } from '../abi/contract-abi.ts';
import { accountId } from '../../core/cell.ts';
import { prepareArguments } from './arguments.ts';
import type { Scenario, ScenarioError } from './model.ts';
import { prepareExpectation, prepareLookup } from './plan-read.ts';
import { planScope } from './plan-scope.ts';
import { prepareAmount, prepareEntry } from './prepare-entry.ts';

const NOWHERE = accountId('00'.repeat(20));

/**
 * Checks everything in a scenario that depends on its contracts' ABIs, before anything is deployed: unknown and overloaded
 * functions, numbers of arguments, their types and ranges. `abis` by the contract's name; undefined: the file names no ABI.
 */
export function checkScenario(scenario: Scenario, abis: ReadonlyMap<string, ContractAbi | undefined>): ScenarioError[] {
  const named = [...scenario.precompiles, ...scenario.contracts];
  const resolve = new Map(named.map(({ name }) => [name, { address: NOWHERE, abi: abis.get(name) }]));
  const { scope, errors } = planScope(scenario, resolve);
  for (const contract of scenario.contracts) {
    const abi = abis.get(contract.name);
    if (contract.kind === 'deploy') {
      prepareAmount(contract.value, `value of contracts.${contract.name}`, scope);
      if (abi) {
        prepareArguments(
          contract.args,
          abi.constructorInputs,
          new Uint8Array(0),
          `${contract.name}.constructor`,
          contract.at,
          scope,
        );
      }
    } else if (contract.where.kind === 'call')
      prepareLookup(contract.where.read, `at of contracts.${contract.name}`, scope);
  }
  for (const entry of [...scenario.setup, ...scenario.traffic]) prepareEntry(entry, scope);
  scenario.expect.forEach((expectation, index) => prepareExpectation(expectation, `expect[${index}]`, scope));
  return errors.sort((a, b) => a.line - b.line || a.column - b.column);
}
