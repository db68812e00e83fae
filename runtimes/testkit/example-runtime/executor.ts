import { err, ok } from '../../core/result.ts';
import { createContractLane, machineParts, type Deployments } from '../../rules/contract-lane.ts';
import type { ExecutorModule } from '../../sdk/runtime.ts';
import { unwrapSource } from './envelope.ts';
import { StackMachine } from './machine.ts';
import { manifest } from './manifest.ts';

/** The ledger keeps the source: what runs can be read by everybody. */
const deploymentsOf = (machine: StackMachine): Deployments => ({
  open: unwrapSource,
  constructorOf: ({ code, args }, hash) => {
    const program = machine.load(hash, () => code);
    if (!program.ok) return err(`invalid source: ${program.error}`);
    return ok((call) => machine.construct(call, program.value, args));
  },
});

export const createLane: ExecutorModule['createLane'] = (host) => {
  const parts = machineParts(host);
  const machine = new StackMachine(parts);
  return Promise.resolve(createContractLane(manifest.id, parts, machine, deploymentsOf(machine)));
};
