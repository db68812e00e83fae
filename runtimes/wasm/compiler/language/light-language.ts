/**
 * What an editor asks about Rust and AssemblyScript, answered from a scan of the text: no compiler is asked, types are followed one step
 * (a field, a parameter, a variable that says its type), and where that does not help, what has the name is taken.
 */
import { ok, type Result } from '../../../core/result.ts';
import type {
  CodeSymbol,
  Completion,
  Hover,
  LanguageService,
  OpenDocument,
  SignatureHelp,
  TextPlace,
  TextRange,
} from '../../../sdk/language-service.ts';
import { Brackets, masked, parametersIn, type Declared, type Scan } from './declared.ts';
import type { IndexedFile } from './source-index.ts';
import { SourceIndex } from './source-index.ts';

export interface LightLanguage {
  readonly isRust: boolean;
  readonly scan: Scan;
  readonly extension: string;
  /** Folder of the SDK's sources. */
  readonly sdk: string;
  readonly keywords: readonly string[];
  readonly format: (text: string) => Promise<Result<string, string>>;
}

interface Found {
  readonly file: IndexedFile;
  readonly declared: Declared;
}

export function createLightLanguage(light: LightLanguage): LanguageService {
  const index = new SourceIndex(light.scan, light.extension, light.sdk);
  const scene = async (document: OpenDocument, place: TextPlace): Promise<Scene> => {
    const files = await index.files(document);
    return new Scene(light, document.text, offsetOf(document.text, place), files);
  };
  return {
    complete: async (document, place) => ok((await scene(document, place)).complete()),
    hover: async (document, place) => ok((await scene(document, place)).hover()),
    signatures: async (document, place) => ok((await scene(document, place)).signatures()),
    define: async (document, place) => ok((await scene(document, place)).define()),
    // Who means the same cannot be told without types.
    references: () => Promise.resolve(ok([])),
    format: ({ text }) => light.format(text),
    outline: async (document) => {
      const [own] = await index.files(document);
      return ok(own ? outline(own) : []);
    },
  };
}

class Scene {
  readonly #light: LightLanguage;
  readonly #text: string;
  readonly #mask: string;
  readonly #at: number;
  readonly #files: readonly IndexedFile[];

  constructor(light: LightLanguage, text: string, at: number, files: readonly IndexedFile[]) {
    this.#light = light;
    this.#text = text;
    this.#mask = masked(text, light.isRust);
    this.#at = at;
    this.#files = files;
  }

  complete(): readonly Completion[] {
    const start = this.#wordStart(this.#at);
    if (this.#isQuoted()) return [];
    const container = this.#containerBefore(start);
    if (container !== undefined) return unique(this.#members(container).map(({ declared }) => completion(declared)));
    const names = this.#all().filter(
      ({ declared, file }) => declared.container === undefined && this.#isSeen(file, declared),
    );
    const keywords = this.#light.keywords.map((label): Completion => ({ label, kind: 'keyword', detail: '' }));
    return unique([...this.#locals(), ...names.map(({ declared }) => completion(declared)), ...keywords]);
  }

  hover(): Hover | undefined {
    const word = this.#word();
    if (word === undefined) return undefined;
    const range = rangeIn(this.#files[0]?.path ?? '', this.#text, word.start, word.end);
    const [found] = this.#meaning(word);
    if (found === undefined) {
      const local = this.#local(word.text);
      return local && { declaration: local.detail, kind: 'variable', range };
    }
    const { declaration, documentation, kind, container } = found.declared;
    const where = container === undefined ? '' : `In ${container}`;
    const whose =
      found.file.path === undefined
        ? 'of the SDK'
        : found.file.path === this.#files[0]?.path
          ? ''
          : `in ${found.file.path}`;
    const place = [where, whose].filter((part) => part !== '').join(' ');
    const docs = [documentation ?? '', place === '' ? '' : `${place[0]?.toUpperCase() ?? ''}${place.slice(1)}.`].filter(
      (part) => part !== '',
    );
    return { declaration, kind, range, ...(docs.length > 0 && { documentation: docs.join('\n\n') }) };
  }

  define(): readonly TextRange[] {
    const word = this.#word();
    if (word === undefined) return [];
    const found = this.#meaning(word).flatMap(({ file, declared }) =>
      file.path === undefined ? [] : [rangeIn(file.path, file.text, declared.at[0], declared.at[1])],
    );
    if (found.length > 0) return found.slice(0, 5);
    const local = this.#local(word.text);
    return local ? [rangeIn(this.#files[0]?.path ?? '', this.#text, local.at, local.at + word.text.length)] : [];
  }

  signatures(): SignatureHelp | undefined {
    let depth = 0;
    let argument = 0;
    for (let i = this.#at - 1; i >= 0; i--) {
      const char = this.#mask[i] ?? '';
      if (')]}'.includes(char)) depth++;
      else if (char === '(' && depth === 0) return this.#signatureAt(i, argument);
      else if ('([{'.includes(char)) {
        if (--depth < 0) return undefined;
      } else if (char === ',' && depth === 0) argument++;
      else if (char === ';' && depth === 0) return undefined;
    }
    return undefined;
  }

  #signatureAt(open: number, argument: number): SignatureHelp | undefined {
    const end = this.#mask.slice(0, open).trimEnd().length;
    const start = this.#wordStart(end);
    const word = { start, end, text: this.#text.slice(start, end) };
    const found =
      word.text === '' ? [] : this.#meaning(word).filter(({ declared }) => declared.declaration.includes('('));
    const signatures = found.slice(0, 5).map(({ declared: { declaration, documentation } }) => ({
      label: declaration,
      parameters: parametersIn(listOf(declaration))
        .filter((one) => !/^&?(?:mut )?self$/.test(one))
        .map((label) => ({ label })),
      ...(documentation !== undefined && { documentation }),
    }));
    return signatures.length === 0 ? undefined : { signatures, activeSignature: 0, activeParameter: argument };
  }

  #all(): readonly Found[] {
    return this.#files.flatMap((file) => file.declared.map((declared) => ({ file, declared })));
  }

  #isSeen(file: IndexedFile, { isPublic }: Declared): boolean {
    return isPublic || file === this.#files[0];
  }

  /** What a word may mean, the nearest first. */
  #meaning(word: { readonly start: number; readonly end: number; readonly text: string }): readonly Found[] {
    const name = this.#light.isRust && this.#mask[word.end] === '!' ? `${word.text}!` : word.text;
    // A declaration means itself.
    const own = this.#all().filter(({ file, declared }) => file === this.#files[0] && declared.at[0] === word.start);
    if (own.length > 0) return own;
    const same = this.#all().filter(({ file, declared }) => declared.name === name && this.#isSeen(file, declared));
    const container = this.#containerBefore(word.start);
    if (container !== undefined) {
      const members = same.filter(({ declared }) => declared.container !== undefined);
      const fitting = members.filter(({ declared }) => declared.container === container);
      return fitting.length > 0 ? fitting : members;
    }
    if (this.#local(word.text) !== undefined) return [];
    const outer = same.filter(({ declared }) => declared.container === undefined);
    // Events and errors of a contract, and fields in a literal, stand without what they belong to.
    return outer.length > 0 ? outer : same;
  }

  /** Before a dot or `::`: the type of what stands there, or '' where that is not known. */
  #containerBefore(start: number): string | undefined {
    const before = this.#mask.slice(Math.max(0, start - 400), start);
    const path = /(?:(?<of>[A-Za-z_$][\w$]*)(?<call>\([^()]*\)|\[[^[\]]*\])?|[)\]])\s*(?:\?|!)?(?<dot>\.|::)\s*$/.exec(
      before,
    );
    if (path === null) return undefined;
    const { of, dot, call } = path.groups ?? {};
    if (of === undefined) return '';
    const index = before.length - path[0].length;
    if (dot === '::') return of === 'Self' ? this.#enclosing() : of;
    if (call === undefined && (of === 'self' || of === 'this')) return this.#enclosing() ?? '';
    const isMember = /(?:\.|::)\s*$/.test(before.slice(0, index));
    const owner = isMember ? this.#containerBefore(start - before.length + index) : undefined;
    const named = this.#all().filter(({ declared }) => declared.name === of);
    const member = named.find(
      ({ declared }) => declared.container !== undefined && (owner === '' || declared.container === owner),
    );
    if (isMember) return member?.declared.type ?? '';
    const local = this.#local(of);
    if (local !== undefined) return local.type ?? '';
    const outer = named.find(({ declared }) => declared.container === undefined)?.declared;
    if (outer === undefined) return '';
    return ['class', 'struct', 'enum', 'interface', 'namespace'].includes(outer.kind) ? outer.name : (outer.type ?? '');
  }

  #members(container: string): readonly Found[] {
    const members = this.#all().filter(
      ({ file, declared }) => declared.container !== undefined && this.#isSeen(file, declared),
    );
    const own = members.filter(({ declared }) => declared.container === container);
    return own.length > 0 ? own : members.filter(({ declared: { kind } }) => kind === 'method');
  }

  /** The type whose body the place is in. */
  #enclosing(): string | undefined {
    const around =
      this.#files[0]?.declared.filter(({ range: [start, end] }) => start < this.#at && this.#at <= end) ?? [];
    return (
      around.findLast(({ container }) => container !== undefined)?.container ??
      around.findLast(({ kind }) => kind === 'class')?.name
    );
  }

  /** A variable or parameter, declared before the place in the same function. */
  #local(
    name: string,
  ): { readonly at: number; readonly detail: string; readonly type: string | undefined } | undefined {
    return this.#localsByName().get(name);
  }

  #localsByName(): ReadonlyMap<
    string,
    { readonly at: number; readonly detail: string; readonly type: string | undefined }
  > {
    const body = this.#files[0]?.declared.findLast(
      ({ kind, range: [start, end] }) => kind === 'method' && start < this.#at && this.#at <= end,
    );
    const found = new Map<string, { at: number; detail: string; type: string | undefined }>();
    if (body === undefined) return found;
    const from = body.at[1];
    const text = this.#mask.slice(from, this.#at);
    const pattern =
      /(?:\b(?<word>let|const|var)\s+(?:mut\s+)?|[(,]\s*(?:mut\s+)?)(?<name>[A-Za-z_$][\w$]*)\s*(?<typed>:\s*&?\s*(?:mut\s+)?(?<type>[A-Za-z_$][\w$]*)[^,)=;]*)?/g;
    for (const match of text.matchAll(pattern)) {
      const { word, name = '', typed = '', type } = match.groups ?? {};
      if (word === undefined && typed === '') continue;
      const at = from + match.index + match[0].indexOf(name);
      found.set(name, { at, type, detail: `${word === undefined ? '' : `${word} `}${name}${typed.trimEnd()}` });
    }
    return found;
  }

  #locals(): readonly Completion[] {
    return [...this.#localsByName()].map(([label, { detail }]) => ({ label, kind: 'variable', detail }));
  }

  #word(): { readonly start: number; readonly end: number; readonly text: string } | undefined {
    let end = this.#at;
    while (/[\w$]/.test(this.#text[end] ?? '')) end++;
    const start = this.#wordStart(end);
    if (start === end || this.#mask.slice(start, end).trim() === '') return undefined;
    return { start, end, text: this.#text.slice(start, end) };
  }

  #wordStart(end: number): number {
    let start = end;
    while (start > 0 && /[\w$]/.test(this.#text[start - 1] ?? '')) start--;
    return start;
  }

  #isQuoted(): boolean {
    const [shown, code] = [this.#text[this.#at - 1] ?? ' ', this.#mask[this.#at - 1] ?? ' '];
    const line = this.#text.slice(this.#text.lastIndexOf('\n', this.#at - 1) + 1, this.#at);
    return (
      (shown !== code && !/["'`]/.test(shown)) ||
      (/\/\/[^\n]*$/.test(line) && !/\/\//.test(this.#mask.slice(this.#at - line.length, this.#at)))
    );
  }
}

/** What stands in the first parentheses of a declaration. */
function listOf(declaration: string): string {
  const open = declaration.indexOf('(');
  return open < 0 ? '' : declaration.slice(open + 1, new Brackets(declaration).closeOf(open) - 1);
}

const completion = ({ name, kind, declaration, documentation }: Declared): Completion => ({
  label: name,
  kind,
  detail: declaration,
  ...(documentation !== undefined && { documentation }),
});

const unique = (all: readonly Completion[]): readonly Completion[] => {
  const found = new Map<string, Completion>();
  for (const one of all) if (!found.has(one.label)) found.set(one.label, one);
  return [...found.values()];
};

function outline({ path = '', text, declared }: IndexedFile): readonly CodeSymbol[] {
  const symbol = (one: Declared): CodeSymbol => ({
    name: one.name,
    kind: one.kind,
    detail: one.declaration,
    range: rangeIn(path, text, one.range[0], Math.max(one.range[1], one.at[1])),
    selection: rangeIn(path, text, one.at[0], one.at[1]),
    children: isTop(one) ? declared.filter(({ container }) => container === one.name).map(symbol) : [],
    ...(one.entry && { entry: one.entry }),
  });
  const isTop = ({ container }: Declared): boolean =>
    container === undefined || !declared.some((one) => one.container === undefined && one.name === container);
  return declared.filter(isTop).map(symbol);
}

function offsetOf(text: string, { line, column }: TextPlace): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(text.length, start + column - 1);
}

function rangeIn(file: string, text: string, start: number, end: number): TextRange {
  const place = (at: number): TextPlace => ({
    line: text.slice(0, at).split('\n').length,
    column: at - text.lastIndexOf('\n', at - 1),
  });
  const last = place(end);
  return { file, ...place(start), endLine: last.line, endColumn: last.column };
}
