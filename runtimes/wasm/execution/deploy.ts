import type { AccountId } from '../../core/cell.ts';
import type { FrameResult } from '../../core/frame.ts';
import { toHex } from '../../core/hex.ts';
import { codeDepositGas } from '../../rules/call-gas.ts';
import { createAddress } from '../../rules/created-address.ts';
import type { FrameScene } from '../../sdk/frame-scene.ts';
import { manifest } from '../manifest.ts';
import { unwrapModule } from '../module/envelope.ts';
import type { WasmMachine } from './machine.ts';
import type { ModuleStore } from './module-store.ts';
import { NOTHING } from '../../rules/signals.ts';

export interface Deployed {
  readonly created: AccountId;
  readonly result: FrameResult;
}

/** Runs a deployment: pays for the code, runs the constructor, keeps the module as it came. Under a checkpoint of its own. */
export function deploy(machine: WasmMachine, modules: ModuleStore, scene: FrameScene, gas: bigint): Deployed {
  const { accounts } = machine;
  const { tx, journal } = scene;
  // The sender's nonce has gone up already.
  const created = createAddress(tx.from, accounts.nonce(tx.from) - 1n);
  const trapped = (reason: string): FrameResult => ({
    status: 'trap',
    output: NOTHING,
    gasLeft: 0n,
    refund: 0n,
    reason,
  });
  journal.checkpoint();
  const result = ((): FrameResult => {
    const taken = accounts.code(created) !== '' || accounts.nonce(created) !== 0n || accounts.hasStorage(created);
    if (taken) return trapped('create collision');
    const envelope = unwrapModule(tx.data);
    if (!envelope.ok) return trapped(`invalid deployment: ${envelope.error}`);
    const { module, args } = envelope.value;
    const deposit = codeDepositGas(module.length);
    if (deposit > gas) return { ...trapped(''), status: 'outOfGas' };
    const loaded = modules.load(toHex(machine.keccak(module)), () => module);
    if (!loaded.ok) return trapped(`invalid module: ${loaded.error}`);
    if (!loaded.value.prepared.hasDeploy && (args.length > 0 || tx.value > 0n))
      return trapped('the contract has no constructor: it takes neither arguments nor value');
    accounts.markCreated(created);
    accounts.setNonce(created, 1n);
    accounts.transfer(tx.from, created, tx.value);
    const call = {
      account: created,
      codeAccount: created,
      caller: tx.from,
      value: tx.value,
      data: NOTHING,
      gas: gas - deposit,
      isStatic: false,
      depth: 0,
      hops: 0,
      refund: 0n,
    };
    const ran: FrameResult = loaded.value.prepared.hasDeploy
      ? machine.runModule(call, loaded.value, 'deploy', args)
      : { status: 'success', output: NOTHING, gasLeft: call.gas, refund: 0n, reason: '' };
    if (ran.status === 'success') accounts.setCode(created, module, manifest.id);
    return ran;
  })();
  if (result.status === 'success') journal.commit();
  else journal.revert();
  return { created, result };
}
