/** Where each instruction of a piece of code belongs in its sources, and at which instructions statements begin. */
import type { CodePosition } from '../../../sdk/debug-info.ts';
import { NO_INSTRUCTION, type CodeMap } from './code-map.ts';
import type { Functions } from './functions.ts';
import type { ProgramIndex, SourceFile } from './program-index.ts';
import { innermost, isEmpty, type TreeNode } from './statement-tree.ts';

/** An instruction's place: the node of the tree that it belongs to, and what is shown of it. */
export interface CodePlace {
  readonly file: SourceFile;
  readonly node: TreeNode;
  readonly position: CodePosition;
}

/** A stretch of instructions of one statement. */
interface Run {
  readonly offset: number;
  readonly owner: number;
  readonly place: CodePlace;
}

export class CodePositions {
  readonly #map: CodeMap;
  readonly #functions: Functions;
  readonly #program: ProgramIndex;
  readonly #isCreation: boolean;
  /** By range; instructions of one range have one place, but for those of whole declarations and functions. */
  readonly #places = new Map<string, CodePlace | undefined>();
  #runs: readonly Run[] | undefined;
  #byLine: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(map: CodeMap, functions: Functions, program: ProgramIndex, isCreation: boolean) {
    this.#map = map;
    this.#functions = functions;
    this.#program = program;
    this.#isCreation = isCreation;
  }

  place(offset: number): CodePlace | undefined {
    const { file, start, length } = this.#map;
    const of = file[offset] ?? NO_INSTRUCTION;
    if (of < 0) return undefined;
    const owner = this.#functions.owner[offset] ?? -1;
    const { entries, made, isShared } = this.#functions;
    const isMade = made.has(owner) || isShared[offset] === 1;
    const key = `${of}:${start[offset] ?? 0}:${length[offset] ?? 0}:${isMade ? 'made' : entries.has(owner) ? owner : ''}`;
    let place = this.#places.get(key);
    if (place === undefined && !this.#places.has(key))
      this.#places.set(
        key,
        (place = this.#find(of, start[offset] ?? 0, length[offset] ?? 0, isMade ? undefined : owner)),
      );
    return place;
  }

  /** In the order of the code. */
  runs(): readonly Run[] {
    if (this.#runs !== undefined) return this.#runs;
    const runs: Run[] = [];
    let last: TreeNode | undefined;
    let lastOwner = -1;
    for (const offset of this.#map.offsets) {
      const place = this.place(offset);
      const owner = this.#functions.owner[offset] ?? -1;
      if (owner !== lastOwner) last = undefined;
      lastOwner = owner;
      if (place === undefined || place.position.isGenerated) continue;
      if (place.node !== last) runs.push({ offset, owner, place });
      last = place.node;
    }
    return (this.#runs = runs);
  }

  /** Where the first statement of a line begins, in each function that has it. */
  offsetsOfLine(path: string, line: number): readonly number[] {
    this.#byLine ??= this.#lines();
    return this.#byLine.get(`${line}:${path}`) ?? [];
  }

  #lines(): ReadonlyMap<string, readonly number[]> {
    const first = new Map<string, { readonly line: string; start: number; offsets: number[] }>();
    for (const { offset, owner, place } of this.runs()) {
      const line = `${place.position.span.line}:${place.file.path}`;
      const key = `${owner}:${line}`;
      const { start } = place.node;
      const known = first.get(key);
      if (known === undefined) first.set(key, { line, start, offsets: [offset] });
      else if (known.start === start) known.offsets.push(offset);
      else if (known.start > start) Object.assign(known, { start, offsets: [offset] });
    }
    const lines = new Map<string, number[]>();
    for (const { line, offsets } of first.values()) lines.set(line, [...(lines.get(line) ?? []), ...offsets]);
    return lines;
  }

  /** `owner`: the entry of the function that the instruction belongs to; undefined: of none that people wrote, or of several. */
  #find(id: number, start: number, length: number, owner: number | undefined): CodePlace | undefined {
    const file = this.#program.files.get(id);
    if (file?.tree === undefined || file.text === '') return undefined;
    const range = { start, end: start + length };
    const node = innermost(file.tree, range);
    const isStep =
      owner !== undefined &&
      (node.kind === 'step' ||
        (node.kind === 'declaration' && this.#isOfDeclaration(node, range, owner)) ||
        // A function that does nothing is stepped on itself.
        (node.kind === 'function' && isEmpty(node) && this.#functions.entries.get(owner)?.node === node.node));
    return { file, node, position: { span: file.spanOf(node.span), isGenerated: !isStep } };
  }

  /** What gives a variable its value, or gets it; not what checks a call of the getter and answers it. */
  #isOfDeclaration(
    node: TreeNode,
    { start, end }: { readonly start: number; readonly end: number },
    owner: number,
  ): boolean {
    if (this.#functions.entries.get(owner)?.node === node.node) return true;
    return this.#isCreation || start !== node.start || end !== node.end;
  }
}
