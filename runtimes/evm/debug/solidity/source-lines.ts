/** From bytes of UTF-8, as solc counts, to lines and columns, as editors count. */
import { partitionPoint } from '../../../core/partition-point.ts';
import type { Position } from '../../compiler/source-position.ts';

export class SourceLines {
  readonly #bytes: Buffer;
  /** First byte of each line. */
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#bytes = Buffer.from(text, 'utf8');
    for (let at = this.#bytes.indexOf(10); at >= 0; at = this.#bytes.indexOf(10, at + 1)) this.#starts.push(at + 1);
  }

  positionOf(byte: number): Position {
    const at = Math.min(Math.max(0, byte), this.#bytes.length);
    const line = partitionPoint(this.#starts.length, (index) => (this.#starts[index] ?? 0) <= at);
    return { line, column: this.textBetween(this.#starts[line - 1] ?? 0, at).length + 1 };
  }

  textBetween(start: number, end: number): string {
    return this.#bytes.toString('utf8', Math.max(0, start), Math.max(0, start, end));
  }
}
