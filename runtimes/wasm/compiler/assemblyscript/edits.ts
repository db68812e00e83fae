/** Changes to a text, and the way back from places in the new text to places in the old one. */

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class Edits {
  readonly #source: string;
  readonly #edits: Edit[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /** The new text; insertions at one place stand in the order in which they were asked for. */
  apply(): string {
    let out = '';
    let at = 0;
    for (const { start, end, text } of this.#sorted()) {
      out += this.#source.slice(at, start) + text;
      at = Math.max(at, end);
    }
    return out + this.#source.slice(at);
  }

  /** The offset in the old text; of what was inserted, where it was. */
  origin(offset: number): number {
    let shift = 0;
    for (const { start, end, text } of this.#sorted()) {
      const from = start + shift;
      if (offset < from) break;
      if (offset < from + text.length) return start;
      shift += text.length - (end - start);
    }
    return Math.min(Math.max(offset - shift, 0), this.#source.length);
  }

  /** Whether the offset in the new text is in something that was added. */
  isAdded(offset: number): boolean {
    let shift = 0;
    for (const { start, end, text } of this.#sorted()) {
      const from = start + shift;
      if (offset < from) return false;
      if (offset < from + text.length) return true;
      shift += text.length - (end - start);
    }
    return false;
  }

  #sorted(): readonly Edit[] {
    return this.#edits.toSorted((a, b) => a.start - b.start);
  }
}
