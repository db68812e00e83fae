import type { AccountId } from '../../core/cell.ts';
import type { FrameResult } from '../../core/frame.ts';
import { toHex } from '../../core/hex.ts';
import { codeDepositGas } from '../../rules/call-gas.ts';
import { createAddress } from '../../rules/created-address.ts';
import { NOTHING } from '../../rules/signals.ts';
import type { FrameScene } from '../../sdk/frame-scene.ts';
import { unwrapSource } from '../envelope.ts';
import { manifest } from '../manifest.ts';
import type { CilMachine } from './machine.ts';

export interface Deployed {
  readonly created: AccountId;
  readonly result: FrameResult;
}

/** Runs a deployment: pays for the code, runs the constructor, keeps the source. Under a checkpoint of its own. */
export function deploy(machine: CilMachine, scene: FrameScene, gas: bigint): Deployed {
  const { accounts } = machine;
  const { tx, journal } = scene;
  // The sender's nonce has gone up already.
  const created = createAddress(tx.from, accounts.nonce(tx.from) - 1n);
  const failed = (status: 'trap' | 'outOfGas', reason: string): FrameResult => ({
    status,
    output: NOTHING,
    gasLeft: 0n,
    refund: 0n,
    reason,
  });
  journal.checkpoint();
  const result = ((): FrameResult => {
    const taken = accounts.code(created) !== '' || accounts.nonce(created) !== 0n || accounts.hasStorage(created);
    if (taken) return failed('trap', 'create collision');
    const envelope = unwrapSource(tx.data);
    if (!envelope.ok) return failed('trap', `invalid deployment: ${envelope.error}`);
    const { payload, args } = envelope.value;
    const deposit = codeDepositGas(payload.length);
    if (deposit > gas) return failed('outOfGas', '');
    const contract = machine.load(toHex(machine.keccak(payload)), () => payload);
    if (!contract.ok) return failed('trap', `invalid deployment: ${contract.error}`);
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
    const ran = machine.runContract(call, contract.value, 'construct', args);
    if (ran.status === 'success') accounts.setCode(created, payload, manifest.id);
    return ran;
  })();
  if (result.status === 'success') journal.commit();
  else journal.revert();
  return { created, result };
}
