import { accountPicker, type AccountPicker } from './account-picker.ts';
import { LIMITS } from './defaults.ts';
import type { GeneratorScope } from './generator.ts';
import type { Scenario, ScenarioError } from './model.ts';
import type { Resolve } from './resolve.ts';

// Derived addresses and the zipf table are the same for every part of a scenario that is planned.
const pickers = new WeakMap<Scenario, AccountPicker>();

/** What planning a part of the scenario needs, and the list where its errors gather. */
export function planScope(
  scenario: Scenario,
  resolve: Resolve,
): { readonly scope: GeneratorScope; readonly errors: ScenarioError[] } {
  const errors: ScenarioError[] = [];
  const accounts = pickers.get(scenario) ?? accountPicker(scenario.accounts.count);
  pickers.set(scenario, accounts);
  const report: GeneratorScope['report'] = ({ line, column }, message) => {
    if (errors.length < LIMITS.errors) errors.push({ message, file: scenario.file, line, column });
    return undefined;
  };
  return { scope: { accounts, resolve, report }, errors };
}
