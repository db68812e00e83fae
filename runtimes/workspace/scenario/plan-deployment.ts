import type { ContractAbi } from '../abi/contract-abi.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { prepareArguments } from './arguments.ts';
import { DEFAULTS } from './defaults.ts';
import type { DeployedContract, Scenario, ScenarioError } from './model.ts';
import { planScope } from './plan-scope.ts';
import type { PlannedTransaction } from './planned.ts';
import { prepareAmount } from './prepare-entry.ts';
import type { Resolve } from './resolve.ts';
import { stream } from './stream.ts';

/** The transaction that deploys a contract: its code, then its encoded constructor arguments, from account 0. */
export function planDeployment(
  scenario: Scenario,
  contract: DeployedContract,
  artifact: { readonly code: Uint8Array; readonly abi: ContractAbi },
  resolve: Resolve,
): Result<PlannedTransaction, ScenarioError[]> {
  const { scope, errors } = planScope(scenario, resolve);
  const label = `${contract.name}.constructor`;
  const data = prepareArguments(
    contract.args,
    artifact.abi.constructorInputs,
    artifact.code,
    label,
    contract.at,
    scope,
  );
  const value = prepareAmount(contract.value, `value of contracts.${contract.name}`, scope);
  if (!data || !value) return err(errors);
  const random = stream(scenario.seed, 'contracts', contract.name);
  return ok({
    entry: scenario.contracts.indexOf(contract),
    label,
    from: scope.accounts.account(0),
    fromIndex: 0,
    to: null,
    data: data(random),
    value: value(random),
    gas: contract.gas,
    priorityFee: DEFAULTS.fee,
  });
}
