/**
 * What an editor asks about a file that is being written, of a compiler that can answer (`Compiler.language`). Places count lines and
 * columns from 1, columns in UTF-16 units, as in `Diagnostic`.
 */
import type { Result } from '../core/result.ts';

export interface OpenDocument {
  /** Absolute path. The file may be new: it need not be on the disk. */
  readonly file: string;
  /** It is no source of the workspace but a file of a package, which imports call so; ranges in it have that as their file. */
  readonly library?: string;
  /** Absolute path of the workspace folder; nothing outside it is read. */
  readonly workspace: string;
  /** What the editor shows, saved or not. */
  readonly text: string;
  /** Aborted: nobody waits for the answer any more, and what has not begun need not begin. */
  readonly signal?: AbortSignal;
}

export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface TextRange extends TextPlace {
  /** Workspace path with `/`. */
  readonly file: string;
  /** Exclusive. */
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where something is declared. */
export interface Definition extends TextRange {
  /** The text of a file that is no source of the workspace but of a package; `file` is then the name by which imports call it. */
  readonly library?: string;
}

export type SymbolKind =
  | 'class'
  | 'struct'
  | 'interface'
  | 'enum'
  | 'enumMember'
  | 'method'
  | 'property'
  | 'field'
  | 'constant'
  | 'event'
  | 'parameter'
  | 'variable'
  | 'namespace'
  | 'typeParameter'
  | 'keyword';

/** Something that may be written at a place, whatever the word there begins with: the editor narrows the list down. */
export interface Completion {
  readonly label: string;
  readonly kind: SymbolKind;
  /** Its declaration; empty for keywords. */
  readonly detail: string;
  /** Plain text. */
  readonly documentation?: string;
  /** Column where the text begins that it replaces; absent: the word at the place. */
  readonly from?: number;
  /** What is written, where that is not the label. */
  readonly insert?: string;
}

export interface Hover {
  readonly declaration: string;
  readonly kind: SymbolKind;
  readonly documentation?: string;
  /** The word that it is about. */
  readonly range: TextRange;
}

export interface SignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation?: string;
    readonly parameters: readonly { readonly label: string; readonly documentation?: string }[];
  }[];
  /** Indices. The parameter may be one that the signature does not have: one argument too many. */
  readonly activeSignature: number;
  readonly activeParameter: number;
}

/** Something that a file declares, with what is declared in it. */
export interface CodeSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail: string;
  /** All of it. */
  readonly range: TextRange;
  /** Its name. */
  readonly selection: TextRange;
  readonly children: readonly CodeSymbol[];
  /** What people may deploy, or, with `function`, call: by the names of the ABI. */
  readonly entry?: {
    readonly contract: string;
    readonly function?: { readonly name: string; readonly parameters: number };
  };
}

/**
 * Answered by the compiler's own process, after what it is doing already. The error is a sentence for people; an answer that is not there (`undefined`, an empty list) is no error.
 * Nothing here rejects.
 */
export interface LanguageService {
  complete(document: OpenDocument, place: TextPlace): Promise<Result<readonly Completion[], string>>;
  hover(document: OpenDocument, place: TextPlace): Promise<Result<Hover | undefined, string>>;
  /** Of the call in whose arguments the place is. */
  signatures(document: OpenDocument, place: TextPlace): Promise<Result<SignatureHelp | undefined, string>>;
  /** Where the word at the place is declared; empty where nobody can tell. */
  define(document: OpenDocument, place: TextPlace): Promise<Result<readonly Definition[], string>>;
  /** Every place of the workspace that means what the word at the place means, its declaration included; empty where nobody can tell. */
  references(document: OpenDocument, place: TextPlace): Promise<Result<readonly TextRange[], string>>;
  outline(document: OpenDocument): Promise<Result<readonly CodeSymbol[], string>>;
  /** The text laid out anew: what it says stays the same. The error says why it stays as it is. */
  format(document: OpenDocument): Promise<Result<string, string>>;
}
