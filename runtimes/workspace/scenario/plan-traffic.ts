import { err, ok, type Result } from '../../core/result.ts';
import { LIMITS } from './defaults.ts';
import type { Entry, Scenario, ScenarioError } from './model.ts';
import { planScope } from './plan-scope.ts';
import type { PlannedTransaction } from './planned.ts';
import { prepareEntry, type PreparedEntry } from './prepare-entry.ts';
import type { Resolve } from './resolve.ts';
import { stream } from './stream.ts';

/**
 * The transactions of `traffic` in the order they are submitted: a pure function of the file, the seed and the contracts'
 * addresses. Each entry draws from a stream of its own (named by its label and how many entries above have the same), so
 * that adding an entry changes nothing in the others; then a seeded shuffle (Fisher-Yates) mixes them all, unless the file's
 * own order is wanted (`shuffle: false`).
 */
export function planTraffic(scenario: Scenario, resolve: Resolve): Result<PlannedTransaction[], ScenarioError[]> {
  const planned = planEntries(scenario, scenario.traffic, resolve);
  if (!planned.ok || !scenario.shuffle) return planned;
  const transactions = planned.value;
  const random = stream(scenario.seed, 'order');
  for (let i = transactions.length - 1; i > 0; i--) {
    const k = random.below(i + 1);
    const [a, b] = [transactions[i], transactions[k]];
    if (a && b) [transactions[i], transactions[k]] = [b, a];
  }
  return planned;
}

/**
 * The transactions of the given entries, entry after entry. For `setup`: contracts found by a call (`at`) need an address only
 * when an entry uses them, so each entry is planned when its turn comes; contractsUsed says what it needs.
 */
export function planEntries(
  scenario: Scenario,
  entries: readonly Entry[],
  resolve: Resolve,
): Result<PlannedTransaction[], ScenarioError[]> {
  const { scope, errors } = planScope(scenario, resolve);
  const prepared: PreparedEntry[] = [];
  for (const entry of entries) {
    const ready = prepareEntry(entry, scope);
    if (ready) prepared.push(ready);
  }
  if (errors.length > 0) return err(errors);

  const transactions: PlannedTransaction[] = [];
  let bytes = 0;
  for (const { entry, label, draw } of prepared) {
    const random = stream(scenario.seed, entry.section, label, String(entry.ordinal));
    let last: Uint8Array | undefined;
    for (let n = 0; n < entry.count; n++) {
      const transaction = draw(random);
      transactions.push(transaction);
      // Arguments without generators are one array shared by all.
      if (transaction.data === last) continue;
      last = transaction.data;
      bytes += last.length;
      // The second that is new means that all are: no need to make them to see that they are too many.
      const expected = n === 1 ? bytes + last.length * (entry.count - 2) : bytes;
      if (expected <= LIMITS.dataBytes) continue;
      const most = `${LIMITS.dataBytes / 2 ** 20} MiB`;
      scope.report(
        entry.at,
        `the arguments of all transactions exceed ${most} with this entry; lower "count" or "bytes"`,
      );
      return err(errors);
    }
  }
  return ok(transactions);
}
