/** What a runtime implements to turn source files into artifacts. The work itself runs in a process of its own. */
import type { Artifact, Diagnostic } from '../core/artifact.ts';
import type { Result } from '../core/result.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { CureModule } from './cure.ts';
import type { LanguageService } from './language-service.ts';

export interface CompileRequest {
  /** Absolute path of the file to compile. */
  readonly file: string;
  /** Absolute path of the workspace folder; nothing outside it is read but packages. */
  readonly workspace: string;
  /** The ledger's hardfork (LedgerConfig.hardfork); without it the compiler's own default. */
  readonly hardfork?: string;
  /** The compiler's own settings; each compiler says in its README which it takes. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the code is optimised, where that is a choice. Default: what the project says, else the compiler's own default. */
  readonly optimize?: boolean;
}

export interface CompileOutput {
  /** The contracts of the requested file come first. Empty `code`: abstract, cannot be deployed. */
  readonly artifacts: readonly Artifact[];
  /** Warnings and notes. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the workspace that it depends on, the requested one among them: paths in the workspace with `/`. Absent: any of its language. */
  readonly reads?: readonly string[];
}

export interface Compiler {
  /** A failure has at least one diagnostic of severity `error`. Never rejects on bad input. */
  compile(request: CompileRequest, signal?: AbortSignal): Promise<Result<CompileOutput, readonly Diagnostic[]>>;
  /** What an editor may ask while a file is being written; undefined where the language has none. */
  readonly language?: LanguageService;
  /** The text of a file of a package, by the name by which imports call it (`Definition.library`); undefined: there is none. Absent: nothing leads to such files. */
  packagedFile?(workspace: string, name: string): Promise<string | undefined>;
  /** Starts what the first compile will need. */
  warm(): void;
  /** Ends all processes; later requests fail. */
  close(): Promise<void>;
}

export interface CompilerOptions {
  /** Folder for compiled output that may be deleted at any time; without it nothing is kept on disk. */
  readonly cacheDir?: string;
  /** A compile that takes longer is stopped. */
  readonly deadlineMs?: number;
  /** A compiler process without work ends after this time. */
  readonly idleMs?: number;
  /** Told what is done before the compiler can begin, if that takes long: once on a machine as a rule. A phrase for people. */
  readonly onPreparing?: (what: string, percent: number) => void;
}

/** What a registry lists: which files a compiler takes, and how to get one. */
export interface CompilerModule {
  readonly runtime: RuntimeId;
  readonly language: { readonly id: string; readonly name: string };
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Names of files that say how all of a folder's sources are compiled. */
  readonly projectFiles?: readonly string[];
  create(options?: CompilerOptions): Compiler;
  /** What helps where many transactions use one variable; undefined: its sources are not written by hand. */
  readonly cure?: CureModule;
}
