/** What names mean, across files. */
import { SDK, type SourceFile, type SourceGraph } from './source-graph.ts';
import type { Declaration, TypeNode } from './syntax.ts';

/** Something of the SDK, a declaration in a file, or a name that the language itself has. */
export type Found =
  | { readonly kind: 'sdk'; readonly name: string }
  | { readonly kind: 'declared'; readonly node: Declaration; readonly file: SourceFile }
  | { readonly kind: 'other'; readonly name: string };

const MAX_STEPS = 64;

export class Scope {
  readonly #files: SourceGraph['files'];

  constructor(graph: SourceGraph) {
    this.#files = graph.files;
  }

  /** What a type's name means where it stands. */
  ofType(file: SourceFile, type: TypeNode): Found {
    const first = type.name?.identifier.text ?? '';
    const second = type.name?.next?.identifier.text;
    if (second === undefined) return this.find(file, first);
    const meaning = file.names.get(first);
    if (meaning?.kind !== 'namespace') return { kind: 'other', name: `${first}.${second}` };
    return this.#exported(meaning.from, second, 0);
  }

  find(file: SourceFile, name: string, steps = 0): Found {
    const meaning = file.names.get(name);
    if (meaning?.kind === 'declared') return { kind: 'declared', node: meaning.node, file };
    if (meaning?.kind === 'imported') return this.#exported(meaning.from, meaning.name, steps + 1);
    return { kind: 'other', name };
  }

  #exported(path: string, name: string, steps: number): Found {
    if (path === SDK) return { kind: 'sdk', name };
    const file = this.#files.get(path);
    if (!file || steps > MAX_STEPS) return { kind: 'other', name };
    const meaning = file.exports.get(name);
    if (meaning?.kind === 'declared') return { kind: 'declared', node: meaning.node, file };
    if (meaning?.kind === 'imported' && meaning.from === path) return this.find(file, meaning.name, steps + 1);
    if (meaning?.kind === 'imported') return this.#exported(meaning.from, meaning.name, steps + 1);
    const own = this.find(file, name, steps + 1);
    if (own.kind !== 'other') return own;
    for (const from of file.exportsAll) {
      const found = this.#exported(from, name, steps + 1);
      if (found.kind === 'declared') return found;
    }
    return { kind: 'other', name };
  }
}
