import { err, ok } from '../core/result.ts';
import { createContractLane, machineParts, type Deployments } from '../rules/contract-lane.ts';
import type { ExecutorModule, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { createAssemblyStore } from './dotnet/assembly-store.ts';
import { buildToolchain } from './dotnet/toolchain.ts';
import { unwrapSource } from './envelope.ts';
import { CAPACITY, CilMachine, type Capacity } from './execution/machine.ts';
import { manifest } from './manifest.ts';

/** The ledger keeps the source; its constructor is that of the contract which our compiler makes of it. */
const deploymentsOf = (machine: CilMachine): Deployments => ({
  open: (data) => {
    const envelope = unwrapSource(data);
    return envelope.ok ? ok({ code: envelope.value.payload, args: envelope.value.args }) : envelope;
  },
  constructorOf: ({ code, args }, hash) => {
    const contract = machine.load('contract', hash, () => code);
    if (!contract.ok) return err(`invalid deployment: ${contract.error}`);
    return ok((call) => machine.runContract(call, contract.value, 'construct', args));
  },
});

/**
 * A lane of .NET: one instance, one machine, one transaction at a time, without a promise once it has started.
 * @throws RangeError for a hardfork that is not in HARDFORKS (nor an alias of one).
 */
export const createLane = (host: LaneHost): Promise<LaneRuntime> => createLaneOf(host, CAPACITY);

/** @internal */
export async function createLaneOf(host: LaneHost, capacity: Capacity): Promise<LaneRuntime> {
  const parts = machineParts(host);
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  const assemblies = createAssemblyStore(toolchain.value);
  const machine = new CilMachine({ ...parts, assemblies, capacity });
  await machine.start(toolchain.value);
  const lane = createContractLane(manifest.id, parts, machine, deploymentsOf(machine));
  return { ...lane, isSpent: () => machine.isSpent };
}

export default { createLane } satisfies ExecutorModule;
