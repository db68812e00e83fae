import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { Accounts } from './execution/accounts.ts';
import { BlockHashes } from './execution/blocks.ts';
import { DEFAULT_HARDFORK, HARDFORKS, hardforkName } from './execution/hardforks.ts';
import { kzg } from './execution/kzg.ts';
import { LaneCommon } from './execution/lane-common.ts';
import { Machine } from './execution/machine.ts';
import { notingKeccak } from './execution/preimages.ts';
import { rulesOf } from './execution/rules.ts';
import { runTransaction } from './execution/run-transaction.ts';

export { DEFAULT_HARDFORK, HARDFORKS, hardforkName };

/**
 * A lane of the EVM: one machine, one transaction at a time.
 * @throws RangeError for a hardfork that is not in HARDFORKS (nor an alias of one).
 */
export async function createLane(host: LaneHost): Promise<LaneRuntime> {
  const { config } = host;
  const hardfork = hardforkName(config.hardfork);
  if (hardfork === undefined)
    throw new RangeError(`unknown hardfork ${config.hardfork}; known: ${HARDFORKS.join(', ')}`);
  const rules = rulesOf(hardfork);
  const common = new LaneCommon(config.chainId, hardfork, { keccak256: notingKeccak(host), kzg });
  const accounts = new Accounts(host, !rules.sweepsEmpty);
  const machine = new Machine({ common, rules, accounts, hashes: new BlockHashes() });
  return Promise.resolve({
    execute: (tx, block, journal, mode) => runTransaction({ machine, config, tx, block, journal }, mode),
  });
}

export default { createLane } satisfies ExecutorModule;
