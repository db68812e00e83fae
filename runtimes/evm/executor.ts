import { Accounts } from '../rules/accounts.ts';
import { DEFAULT_HARDFORK, HARDFORKS, hardforkName, requireHardfork } from '../rules/hardforks.ts';
import { notingKeccak } from '../rules/preimages.ts';
import { rulesOf } from '../rules/rules.ts';
import { runTransaction } from '../rules/run-transaction.ts';
import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { BlockHashes } from './execution/blocks.ts';
import { kzg } from './execution/kzg.ts';
import { LaneCommon } from './execution/lane-common.ts';
import { Machine } from './execution/machine.ts';
import { initCodeFlaw, runMessage } from './execution/run-message.ts';
import { RUNTIME } from './manifest.ts';

export { DEFAULT_HARDFORK, HARDFORKS, hardforkName };

/**
 * A lane of the EVM: one machine, one transaction at a time.
 * @throws RangeError for a hardfork that is not in HARDFORKS (nor an alias of one).
 */
export async function createLane(host: LaneHost): Promise<LaneRuntime> {
  const { config } = host;
  const hardfork = requireHardfork(config.hardfork);
  const rules = rulesOf(hardfork);
  const common = new LaneCommon(config.chainId, hardfork, { keccak256: notingKeccak(host), kzg });
  const accounts = new Accounts(host, !rules.sweepsEmpty);
  const machine = new Machine({ host, common, rules, accounts, hashes: new BlockHashes() });
  const { warmSet } = machine;
  const isBuiltin = machine.isPrecompile.bind(machine);
  return Promise.resolve({
    execute: (tx, block, journal, mode) =>
      runTransaction(
        {
          runtime: RUNTIME,
          accounts,
          warmSet,
          rules,
          config,
          tx,
          block,
          journal,
          isBuiltin,
          flaw: (one) => initCodeFlaw(one, rules),
          run: (gas) => runMessage(machine, { tx, block, journal, mode }, gas),
        },
        mode,
      ),
    frame: (call, scene) => {
      machine.begin(scene);
      return machine.runFrame(call);
    },
    place: () => machine.place(),
  });
}

export default { createLane } satisfies ExecutorModule;
