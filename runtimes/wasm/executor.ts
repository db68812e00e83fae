import { createContractLane, machineParts } from '../rules/contract-lane.ts';
import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { deploymentsOf } from './execution/deployments.ts';
import { WasmMachine } from './execution/machine.ts';
import { ModuleStore } from './execution/module-store.ts';
import { manifest } from './manifest.ts';

/**
 * A lane of Wasm: one machine, one transaction at a time, without a promise anywhere.
 * @throws RangeError for a hardfork that is not in HARDFORKS (nor an alias of one).
 */
export function createLane(host: LaneHost): Promise<LaneRuntime> {
  const parts = machineParts(host);
  const modules = new ModuleStore(host.tracer ? 'traced' : 'plain');
  const machine = new WasmMachine({ ...parts, modules });
  return Promise.resolve(createContractLane(manifest.id, parts, machine, deploymentsOf(machine, modules)));
}

export default { createLane } satisfies ExecutorModule;
