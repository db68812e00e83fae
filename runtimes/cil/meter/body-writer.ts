/** Writes IL with something between its instructions. Short branches become long; everything else stays. */
import type { Instruction } from './instruction.ts';
import { isBranch, longBranch, OP } from './opcodes.ts';

export class BodyWriter {
  #bytes = Buffer.alloc(256);
  #length = 0;
  readonly #jumps: { readonly at: number; readonly end: number; readonly target: number }[] = [];
  readonly #moved = new Map<number, number>();

  /** Bytes written. */
  get length(): number {
    return this.#length;
  }

  /** What was at this offset begins here, with what is put before it. */
  begin(offset: number): void {
    this.#moved.set(offset, this.#length);
  }

  op(op: number): void {
    if (op > 0xff) this.#byte(0xfe);
    this.#byte(op & 0xff);
  }

  withInt(op: number, operand: number): void {
    this.op(op);
    this.#int(operand);
  }

  withLocal(op: number, index: number): void {
    this.op(op);
    this.#byte(index & 0xff);
    this.#byte(index >> 8);
  }

  /** A short branch over the next instruction, which has five bytes. */
  skipFive(op: number): void {
    this.op(op);
    this.#byte(5);
  }

  /** A short branch over the next instruction, which has one byte. */
  skipOne(op: number): void {
    this.op(op);
    this.#byte(1);
  }

  /** A long branch to what begins at this offset, or at a label that is no offset: a negative number. */
  branch(op: number, target: number): void {
    this.op(op);
    this.#jump(target, this.#length + 4);
  }

  copy({ op, operand, targets }: Instruction): void {
    if (op === OP.switch) {
      this.withInt(op, targets.length);
      const end = this.#length + 4 * targets.length;
      for (const target of targets) this.#jump(target, end);
    } else if (isBranch(op)) {
      this.branch(longBranch(op), targets[0] ?? 0);
    } else {
      this.op(op);
      for (const byte of operand) this.#byte(byte);
    }
  }

  /** @throws RangeError for an offset at which nothing begins. */
  moved(offset: number): number {
    const now = this.#moved.get(offset);
    if (now === undefined) throw new RangeError(`no instruction begins at ${offset}`);
    return now;
  }

  finish(end: number): Buffer {
    this.begin(end);
    for (const { at, end: from, target } of this.#jumps) this.#bytes.writeInt32LE(this.moved(target) - from, at);
    return this.#bytes.subarray(0, this.#length);
  }

  #jump(target: number, end: number): void {
    this.#jumps.push({ at: this.#length, end, target });
    this.#int(0);
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #int(value: number): void {
    this.#reserve(4);
    this.#bytes.writeInt32LE(value | 0, this.#length);
    this.#length += 4;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.alloc(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
