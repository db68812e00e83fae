/**
 * Fabric's rule (Androulaki et al. 2018): execute against the state at the start of the block, validate in block order; of two
 * transactions in conflict the lower one commits and the other is invalidated. A sender's nonces are known beforehand, since
 * an invalidated transaction consumes its nonce too: they are predicted, and validated by value.
 */
import { nonceCell, type AccountId } from '../core/cell.ts';
import { quantity } from '../core/hex.ts';
import { version } from '../core/version.ts';
import type { ShippedCell } from '../core/wire.ts';
import { takeRun, type BlockView, type LaneState, type Policy } from './policy.ts';

export class FirstCommitterWins implements Policy {
  readonly name = 'first-committer-wins';
  readonly snapshot = true;
  readonly #predicted: (ShippedCell | undefined)[] = [];

  constructor(block: number, tasks: readonly { readonly sender: AccountId; readonly nonce: bigint }[]) {
    const last = new Map<AccountId, number>();
    for (const [index, { sender, nonce }] of tasks.entries()) {
      const before = last.get(sender);
      last.set(sender, index);
      this.#predicted.push(
        before === undefined
          ? undefined
          : { key: nonceCell(sender), value: quantity(nonce), version: version(block, before, 0), byValue: true },
      );
    }
  }

  select(lane: LaneState, limit: number, view: BlockView): number[] {
    return takeRun(lane, limit, view);
  }

  ship(index: number): readonly ShippedCell[] {
    const cell = this.#predicted[index];
    return cell === undefined ? [] : [cell];
  }
}
