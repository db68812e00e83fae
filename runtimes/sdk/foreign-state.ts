/** State as other programs of a runtime's world keep it. */
import type { CellKey, CellValue } from '../core/cell.ts';

export interface ForeignRootReport {
  /** 64 hex digits. */
  readonly root: string;
  /** How many accounts it covers. */
  readonly accounts: number;
  /** What of the state it does not cover, a sentence each. */
  readonly leftOut: readonly string[];
}

/** A root that others give to a runtime's part of a state. */
export interface ForeignRoot {
  /** What the command line's flag says, like `ethereum`. */
  readonly name: string;
  /** What it is, for people, without an article. */
  readonly title: string;
  /**
   * Works it out. Yields now and then, for others to run.
   * @param cells those that hold something, sorted by key.
   */
  of(cells: Iterable<readonly [CellKey, CellValue]>): Generator<undefined, ForeignRootReport>;
}
