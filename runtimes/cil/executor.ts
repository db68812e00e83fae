import { builtinAccounts } from '../core/block.ts';
import type { Outcome } from '../core/outcome.ts';
import type { FrameResult } from '../core/frame.ts';
import { Accounts } from '../rules/accounts.ts';
import { requireHardfork } from '../rules/hardforks.ts';
import { notingKeccak } from '../rules/preimages.ts';
import { rulesOf } from '../rules/rules.ts';
import { runTransaction, type TargetResult } from '../rules/run-transaction.ts';
import { WarmSet } from '../rules/warm-set.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { deploy } from './execution/deploy.ts';
import { CilMachine } from './execution/machine.ts';
import { createAssemblyStore } from './dotnet/assembly-store.ts';
import { buildToolchain } from './dotnet/toolchain.ts';
import { manifest } from './manifest.ts';

/**
 * A lane of .NET: one instance, one machine, one transaction at a time, without a promise once it has started.
 * @throws RangeError for a hardfork that is not in HARDFORKS (nor an alias of one).
 */
export async function createLane(host: LaneHost): Promise<LaneRuntime> {
  const { config } = host;
  const rules = rulesOf(requireHardfork(config.hardfork));
  const accounts = new Accounts(host, !rules.sweepsEmpty);
  const warmSet = new WarmSet(accounts, new Set(builtinAccounts(config)));
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  const assemblies = createAssemblyStore(toolchain.value.cache, toolchain.value.key);
  const machine = new CilMachine({ host, rules, accounts, warmSet, assemblies, keccak: notingKeccak(host) });
  await machine.start(toolchain.value);

  const runTarget = (scene: FrameScene, gas: bigint): TargetResult => {
    const { tx } = scene;
    machine.begin(scene);
    if (tx.to === null) {
      const { created, result } = deploy(machine, scene, gas);
      return targetResult(result, gas, { status: 'success', output: new Uint8Array(0), created });
    }
    scene.journal.checkpoint();
    accounts.transfer(tx.from, tx.to, tx.value);
    const { data, value, from: caller, to: account } = tx;
    const place = { account, codeAccount: account, caller, isStatic: false, depth: 0, hops: 0, refund: 0n };
    const result = machine.enter({ ...place, data, value, gas });
    if (result.status === 'success') scene.journal.commit();
    else scene.journal.revert();
    return targetResult(result, gas, { status: 'success', output: result.output });
  };

  return {
    execute: (tx, block, journal, mode) =>
      runTransaction(
        {
          runtime: manifest.id,
          accounts,
          warmSet,
          rules,
          config,
          tx,
          block,
          journal,
          isBuiltin: () => false,
          run: (gas) => runTarget({ tx, block, journal, mode }, gas),
        },
        mode,
      ),
    frame: (call, scene) => {
      machine.begin(scene);
      return machine.run(call);
    },
  };
}

function targetResult(result: FrameResult, gas: bigint, success: Outcome): TargetResult {
  const gasUsed = gas - result.gasLeft;
  switch (result.status) {
    case 'success':
      return { outcome: success, gasUsed, refund: result.refund };
    case 'revert':
      return { outcome: { status: 'revert', output: result.output }, gasUsed, refund: 0n };
    case 'outOfGas':
      return { outcome: { status: 'outOfGas' }, gasUsed, refund: 0n };
    case 'trap':
      return { outcome: { status: 'trap', reason: result.reason }, gasUsed, refund: 0n };
  }
}

export default { createLane } satisfies ExecutorModule;
