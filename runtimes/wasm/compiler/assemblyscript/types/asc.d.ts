/** What is used of `assemblyscript/asc`: the package's own types declare globals (console, i32, ..) for the whole program. */
export interface CompilerOptions {
  readonly stdout?: unknown;
  readonly stderr?: unknown;
  readonly readFile?: (filename: string, baseDir: string) => string | null | Promise<string | null>;
  readonly writeFile?: (filename: string, contents: Uint8Array | string, baseDir: string) => void;
  readonly listFiles?: (dirname: string, baseDir: string) => string[] | null;
  readonly reportDiagnostic?: (diagnostic: DiagnosticMessage) => void;
}

export interface DiagnosticMessage {
  readonly code: number;
  readonly category: number;
  readonly message: string;
  readonly range: {
    readonly start: number;
    readonly end: number;
    readonly source: { readonly normalizedPath: string };
  } | null;
}

declare const asc: {
  main(argv: string[], options: CompilerOptions): Promise<{ readonly error: Error | null }>;
};
export default asc;
