/** Where a step leads, forwards and backwards: by line, or by instruction. */
import { FLAG, ROW, type CallNode, type Timeline } from './timeline.ts';

export type Granularity = 'line' | 'instruction';

export class Stepper {
  readonly #timeline: Timeline;
  /** The first row at which a session stops. */
  readonly first: number;
  readonly last: number;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.last = timeline.length - 1;
    this.first = this.#find(0, 1, (row) => this.#has(row, FLAG.enters) && !this.isEnd(row)) ?? 0;
  }

  isEnd(row: number): boolean {
    return row === this.last;
  }

  into(row: number, by: Granularity): number {
    return this.#forwards(row, (at) => by === 'instruction' || this.#has(at, FLAG.enters));
  }

  backInto(row: number, by: Granularity): number {
    return this.#backwards(row, by, (at) => by === 'instruction' || this.#has(at, FLAG.enters));
  }

  over(row: number, by: Granularity): number {
    if (by === 'instruction') return this.#forwards(row, (at) => this.#depth(at) <= this.#depth(row));
    const { node } = this.#timeline;
    const depth = this.#timeline.sourceDepth(row);
    return this.#forwards(
      row,
      (at) =>
        this.#has(at, FLAG.enters) &&
        this.#timeline.sourceDepth(at) <= depth &&
        // Back from a call in the middle of the line: not yet a step.
        (node.at(at) !== node.at(row) || this.#has(at, FLAG.line)),
    );
  }

  backOver(row: number, by: Granularity): number {
    if (by === 'instruction') return this.#backwards(row, by, (at) => this.#depth(at) <= this.#depth(row));
    const depth = this.#timeline.sourceDepth(row);
    return this.#backwards(row, by, (at) => this.#has(at, FLAG.line) && this.#timeline.sourceDepth(at) <= depth);
  }

  /** To the caller, as soon as it goes on. */
  out(row: number, by: Granularity): number {
    if (by === 'instruction') return this.#forwards(row, (at) => this.#depth(at) < this.#depth(row));
    const depth = this.#timeline.sourceDepth(row);
    return this.#forwards(row, (at) => this.#has(at, FLAG.enters) && this.#timeline.sourceDepth(at) < depth);
  }

  /** To where the caller calls. */
  backOut(row: number, by: Granularity): number {
    if (by === 'instruction') return this.#backwards(row, by, (at) => this.#depth(at) < this.#depth(row));
    const depth = this.#timeline.sourceDepth(row);
    return this.#backwards(row, by, (at) => this.#has(at, FLAG.line) && this.#timeline.sourceDepth(at) < depth);
  }

  /** The next row at which something wants to stop, in a direction; the end of the trace, or its beginning, where nothing does. */
  run(row: number, direction: 1 | -1, stopsAt: (row: number) => boolean): number {
    const edge = direction === 1 ? this.last : this.first;
    return this.#find(row + direction, direction, (at) => at === edge || stopsAt(at)) ?? edge;
  }

  /** Calls that are open, innermost first, with the row at which each stands. */
  calls(row: number): readonly { readonly node: CallNode; readonly row: number }[] {
    if (this.isEnd(row)) return [];
    const { nodes } = this.#timeline;
    const open: { readonly node: CallNode; readonly row: number }[] = [];
    let node: CallNode | undefined = this.#timeline.nodeAt(row);
    for (let at = row; node !== undefined; node = node.parent === undefined ? undefined : nodes[node.parent]) {
      open.push({ node, row: at });
      at = Math.max(0, node.start - 1);
    }
    return open;
  }

  #forwards(row: number, wanted: (row: number) => boolean): number {
    return this.#find(row + 1, 1, wanted) ?? this.last;
  }

  #backwards(row: number, by: Granularity, wanted: (row: number) => boolean): number {
    const first = by === 'instruction' ? 0 : this.first;
    return this.#find(row - 1, -1, (at) => at <= first || wanted(at)) ?? first;
  }

  #find(from: number, direction: 1 | -1, wanted: (row: number) => boolean): number | undefined {
    for (let row = from; row >= 0 && row <= this.last; row += direction) if (wanted(row)) return row;
    return undefined;
  }

  #depth(row: number): number {
    return this.#timeline.kind.at(row) === ROW.end ? 0 : this.#timeline.nodeAt(row).depth;
  }

  #has(row: number, flag: number): boolean {
    return (this.#timeline.flags.at(row) & flag) !== 0;
  }
}
