/** What `Artifact.debug` holds for a contract compiled from Solidity: solc's own output, for the debugger. */
export interface SolidityDebug {
  readonly language: 'solidity';
  readonly kind: 'contract' | 'abstract' | 'interface' | 'library';
  readonly settings: Readonly<Record<string, unknown>>;
  /** By unit name; shared by all artifacts of one compile. `id` is the file index of source maps. */
  readonly sources: Readonly<Record<string, SoliditySource>>;
  /** JSON text. */
  readonly metadata: string;
  /** Signature to selector (8 hex digits). */
  readonly methodIdentifiers: Readonly<Record<string, string>>;
  readonly devdoc: unknown;
  readonly userdoc: unknown;
  readonly transientStorageLayout: unknown;
  readonly bytecode: SolidityCode;
  readonly deployedBytecode: SolidityCode;
}

export interface SoliditySource {
  readonly id: number;
  readonly text: string;
  /** Absolute path on this machine. */
  readonly path: string;
  readonly ast: unknown;
}

export interface SolidityCode {
  /** Hex as solc gives it, with placeholders where libraries must be linked. */
  readonly object: string;
  readonly sourceMap: string;
  readonly linkReferences: LinkReferences;
  readonly generatedSources: unknown;
  readonly functionDebugData: unknown;
  /** By AST id of the variable; of deployed code only. */
  readonly immutableReferences: Readonly<Record<string, readonly CodeRange[]>>;
}

/** In bytes. */
export interface CodeRange {
  readonly start: number;
  readonly length: number;
}

/** Unit name, then library name, to the places of the library's address. */
export type LinkReferences = Readonly<Record<string, Readonly<Record<string, readonly CodeRange[]>>>>;
