/**
 * Nested blocks of a function, its operand stack as a height, and the segments that gas is charged by. All values are one word,
 * the module is checked by the engine, and dead code is left out: so heights say it all.
 *
 * A segment is a set of instructions that are executed the same number of times (unless a trap ends the call): it is charged
 * once, where it begins. A new one begins where control flow may divide or join: in loops, in the arms of an `if`, behind `br_if`,
 * and behind a block that a branch leaves to somewhere further out. Behind any other block the segment before the block goes on,
 * because whoever enters such a block comes out at its end.
 */
export type BlockKind = 'function' | 'block' | 'loop' | 'if' | 'else';

interface Block {
  kind: BlockKind;
  /** Of the operand stack below the block's parameters. */
  readonly height: number;
  readonly params: number;
  readonly results: number;
  /** The segment that the block's opcode belongs to. */
  readonly segment: number;
  /** Of a loop: the segment that begins at its head; 0 elsewhere. */
  head: number;
  /** Of a loop: the segments that end in a branch back. */
  readonly backs: number[];
  /** Of a loop: whether it is charged at its head, because some branch back is only taken sometimes. */
  charged: boolean;
  /** Whether a branch goes to its label. */
  targeted: boolean;
  /** Whether control reaches `else`. */
  armEnds: boolean;
  /** The outermost block (its index) that a branch from inside goes to. */
  reach: number;
}

export class ControlStack {
  /** Units of each segment. */
  readonly costs: number[] = [0];
  highest = 0;
  height = 0;
  #segment = 0;
  readonly #heads = new Set<number>();
  readonly #moves: { readonly head: number; readonly to: readonly number[] }[] = [];
  readonly #blocks: Block[] = [];

  constructor(results: number) {
    this.#push('function', 0, results);
  }

  get depth(): number {
    return this.#blocks.length;
  }

  get segment(): number {
    return this.#segment;
  }

  cost(units: number): void {
    this.costs[this.#segment] = (this.costs[this.#segment] as number) + units;
  }

  /** False: the operand stack is too low, which the engine would have refused. */
  operands(pops: number, pushes: number): boolean {
    const height = this.height - pops;
    if (height < this.#top().height) return false;
    this.height = height + pushes;
    if (this.height > this.highest) this.highest = this.height;
    return true;
  }

  /** Enters a block whose parameters are on the stack. */
  enter(kind: BlockKind, params: number, results: number): boolean {
    if (!this.operands(params, params)) return false;
    const block = this.#push(kind, params, results);
    if (kind === 'loop') this.#heads.add((block.head = this.split()));
    if (kind === 'if') this.split();
    return true;
  }

  /** Notes a branch that is always taken, or only sometimes; false: no such label. */
  branch(label: number, always: boolean): boolean {
    const target = this.#blocks.length - 1 - label;
    const block = this.#blocks[target];
    if (block === undefined) return false;
    block.targeted = true;
    // One head would be charged by another, and that perhaps by the first.
    if (always && !this.#heads.has(this.#segment)) block.backs.push(this.#segment);
    else block.charged = true;
    const top = this.#top();
    top.reach = Math.min(top.reach, target);
    return true;
  }

  /** Begins a segment here. */
  split(): number {
    this.#segment = this.costs.push(0) - 1;
    return this.#segment;
  }

  /** At `else`; false where there is no `if`. */
  otherwise(live: boolean): boolean {
    const top = this.#top();
    if (top.kind !== 'if') return false;
    top.kind = 'else';
    top.armEnds = live;
    this.height = top.height + top.params;
    this.split();
    return true;
  }

  /** At `end`; whether control gets behind it. */
  leave(live: boolean): boolean {
    const own = this.#blocks.length - 1;
    const block = this.#blocks.pop() as Block;
    const outer = this.#blocks[own - 1];
    if (outer !== undefined) outer.reach = Math.min(outer.reach, block.reach);
    this.height = block.height + block.results;
    // Engines agree on at least so many values, whatever the path was.
    if (this.height > this.highest) this.highest = this.height;
    const { kind, targeted } = block;
    if (kind === 'loop' && !block.charged) this.#moves.push({ head: block.head, to: [block.segment, ...block.backs] });
    const joined = kind !== 'loop' && (targeted || kind === 'if' || (kind === 'else' && block.armEnds));
    if (!live && !joined) return false;
    if (block.reach >= own) this.#segment = block.segment;
    else if (joined) this.split();
    return true;
  }

  /**
   * At the end of the function: where every way to the head of a loop leads nowhere else, the head is paid for on the way, which
   * saves a charge each turn.
   */
  finish(): void {
    // A head may be where an inner loop is entered: inner ones, which began later, go first.
    this.#moves.sort((a, b) => b.head - a.head);
    for (const { head, to } of this.#moves) {
      const units = this.costs[head] as number;
      this.costs[head] = 0;
      for (const segment of to) this.costs[segment] = (this.costs[segment] as number) + units;
    }
  }

  #push(kind: BlockKind, params: number, results: number): Block {
    const block: Block = {
      kind,
      height: this.height - params,
      params,
      results,
      segment: this.#segment,
      head: 0,
      backs: [],
      charged: false,
      targeted: false,
      armEnds: false,
      reach: Infinity,
    };
    this.#blocks.push(block);
    return block;
  }

  #top(): Block {
    return this.#blocks.at(-1) as Block;
  }
}
