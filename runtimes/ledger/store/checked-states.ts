import type { DatabaseSync } from 'node:sqlite';
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { configDigest } from '../config-digest.ts';
import { rootOver } from '../state-root.ts';
import { StateTree } from '../state-tree.ts';
import { presentCells } from './changed-cells.ts';
import { ancestors, wayBetween } from './chain-of-blocks.ts';

/** A block gone to, or a pause on the way there. */
export type StateStep =
  | { readonly kind: 'pause'; readonly flaw?: undefined; readonly noted: true }
  | { readonly kind: 'block'; readonly flaw: string | undefined; readonly noted: boolean };

/** Cells compared in between two pauses. */
const STRIDE = 4_096;

/** States worked out from what blocks changed, from nothing on: by it the table of cells is judged, never the other way round. */
export class CheckedStates {
  readonly #db: DatabaseSync;
  readonly #config: string;
  readonly #tree = new StateTree();
  #at: number | undefined;

  constructor(db: DatabaseSync, config: LedgerConfig) {
    this.#db = db;
    this.#config = configDigest(config);
  }

  /** Goes to a block. What is wrong on the way is said of the block where it first shows. */
  *goTo(block: number): Generator<StateStep> {
    const way =
      this.#at === undefined
        ? { undo: [], redo: ancestors(this.#db, block).reverse() }
        : wayBetween(this.#db, this.#at, block);
    for (const id of way.undo) yield* this.#take(id, 'back');
    for (const id of way.redo) yield* this.#take(id, 'forward');
    this.#at = block;
  }

  /** What of the table of cells is not what the block left where this stands; undefined: a pause. */
  *compareCells(): Generator<string | undefined> {
    let cells = 0;
    for (const [key, value] of presentCells(this.#db)) {
      const left = this.#tree.value(key);
      if (left !== value) yield `${key} holds ${shown(value)}, where the blocks left ${shown(left)}`;
      if (++cells % STRIDE === 0) yield undefined;
    }
    if (cells !== this.#tree.size) yield `there are ${cells}, where the blocks left ${this.#tree.size}`;
  }

  *#take(id: number, direction: 'forward' | 'back'): Generator<StateStep> {
    const forward = direction === 'forward';
    const query = this.#db.prepare(
      'SELECT key, before, change.value FROM change JOIN cell ON cell.id = change.cell WHERE block = ?',
    );
    query.setReturnArrays(true);
    const changes = query.all(id) as unknown as readonly (readonly [CellKey, CellValue, CellValue])[];
    const { number, state_root: noted } =
      this.#db.prepare('SELECT number, state_root FROM block WHERE id = ?').get(id) ?? {};
    let flaw: string | undefined;
    if (forward) {
      const broken = changes.find(([key, before]) => this.#tree.value(key) !== before);
      if (broken !== undefined)
        flaw = `block ${number} found ${shown(broken[1])} in ${broken[0]}, where the blocks before it left ${shown(this.#tree.value(broken[0]))}`;
    }
    const cells = changes.map(([key, before, after]) => [key, forward ? after : before] as const);
    for (const _pause of this.#tree.apply(cells)) yield { kind: 'pause', noted: true };
    // On the way back the states are those that were compared on the way there.
    if (!forward) return;
    if (typeof noted === 'string' && rootOver(this.#config, this.#tree.hash()) !== noted)
      flaw ??= `block ${number} does not lead to the state root ${noted}`;
    yield { kind: 'block', flaw, noted: noted !== null };
  }
}

const shown = (value: CellValue): string => (value === '' ? 'nothing' : value);
