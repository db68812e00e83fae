import type { AccountId } from '../../core/cell.ts';
import type { TrafficAbout } from '../../workspace/run/report.ts';
import { RunState, type RunKnowledge } from '../../workspace/state/run-state.ts';
import type { Run } from './runs.ts';

/** The state of a run from its beginning on; what is in it has names once the traffic begins. */
export const stateOfRun = (run: Run, chain: TrafficAbout['chain']): RunState =>
  new RunState(chain, () => knowledgeOf(run));

function knowledgeOf({ about, recorder, finished }: Run): RunKnowledge | undefined {
  if (about === undefined) return undefined;
  const { named, names } = about;
  return {
    named,
    recorder,
    sender: (account: AccountId) => named.labels.get(account) ?? `0x${account}`,
    label: (transaction, receipt) => (finished?.names ?? names).call(transaction, receipt),
  };
}
