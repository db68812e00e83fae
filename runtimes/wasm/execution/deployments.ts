import { err, ok } from '../../core/result.ts';
import type { Deployments } from '../../rules/contract-lane.ts';
import { NOTHING } from '../../rules/signals.ts';
import { unwrapModule } from '../module/envelope.ts';
import type { WasmMachine } from './machine.ts';
import type { ModuleStore } from './module-store.ts';

/** The ledger keeps a module as it came; `deploy`, where it exports that, is its constructor. */
export const deploymentsOf = (machine: WasmMachine, modules: ModuleStore): Deployments => ({
  open: (data) => {
    const envelope = unwrapModule(data);
    return envelope.ok ? ok({ code: envelope.value.module, args: envelope.value.args }) : envelope;
  },
  constructorOf: ({ code, args }, hash, value) => {
    const loaded = modules.load(hash, () => code);
    if (!loaded.ok) return err(`invalid module: ${loaded.error}`);
    if (loaded.value.prepared.hasDeploy) return ok((call) => machine.runModule(call, loaded.value, 'deploy', args));
    if (args.length > 0 || value > 0n)
      return err('the contract has no constructor: it takes neither arguments nor value');
    return ok(({ gas, refund }) => ({ status: 'success', output: NOTHING, gasLeft: gas, refund, reason: '' }));
  },
});
