import { scenarioAccount } from '../scenario/account.ts';
import type { Named } from './name-cells.ts';

/** Scenarios call their accounts by number; those of more than so many keep their addresses. */
const ACCOUNTS = 256;

/** Adds the accounts that every scenario has, for states of which it is not known who made them. */
export function withScenarioAccounts(named: Named): Named {
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => [scenarioAccount(n), `accounts[${n}]`] as const);
  return { ...named, labels: new Map([...accounts, ...named.labels]) };
}
