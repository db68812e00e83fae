/** The compilers of an open workspace: started once, asked by path. The newest request for a file is the one that counts. */
import { cacheFolder } from '../../compiling/cache-folder.ts';
import type { Artifact, Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import type { Compiler, CompilerModule, CompilerOptions } from '../../sdk/compiler.ts';
import type { LanguageService, OpenDocument } from '../../sdk/language-service.ts';

export interface CompileAnswer {
  readonly succeeded: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Those of the file itself come first. */
  readonly artifacts: readonly Artifact[];
  /** As CompileOutput has them. */
  readonly reads?: readonly string[];
}

export class WorkspaceCompilers {
  readonly #registry: Registry;
  readonly #root: string;
  readonly #onPreparing: NonNullable<CompilerOptions['onPreparing']>;
  readonly #compilers = new Map<CompilerModule, Promise<Compiler>>();
  readonly #running = new Map<string, AbortController>();
  #closed = false;

  /** `onPreparing`: as CompilerOptions has it. */
  constructor(registry: Registry, root: string, onPreparing: NonNullable<CompilerOptions['onPreparing']>) {
    this.#registry = registry;
    this.#root = root;
    this.#onPreparing = onPreparing;
  }

  /** Starts what files of these names will need. */
  warm(paths: readonly string[]): ReadonlySet<string> {
    const modules = new Set(paths.map((path) => this.#registry.compilerFor(path)).filter((one) => one !== undefined));
    for (const module of modules) void this.#compiler(module).then((compiler) => compiler.warm());
    return new Set([...modules].map(({ runtime }) => runtime));
  }

  /** @param file absolute. An error says that there is no answer: nobody compiles such files, or it was cancelled. */
  async compile(
    file: string,
    hardfork: string,
    signal: AbortSignal | undefined,
    supersede: boolean,
  ): Promise<Result<CompileAnswer, { readonly code: 'notFound' | 'cancelled'; readonly message: string }>> {
    const module = this.#registry.compilerFor(file);
    if (module === undefined)
      return err({
        code: 'notFound',
        message: `no compiler takes this file; there are compilers for ${this.#registry.extensions.join(' ')}`,
      });
    const stop = new AbortController();
    const cancel = (): void => stop.abort();
    signal?.addEventListener('abort', cancel);
    if (supersede) {
      this.#running.get(file)?.abort();
      this.#running.set(file, stop);
    }
    const compiler = await this.#compiler(module);
    const output = await compiler.compile({ file, workspace: this.#root, hardfork }, stop.signal);
    signal?.removeEventListener('abort', cancel);
    if (this.#running.get(file) === stop) this.#running.delete(file);
    if (stop.signal.aborted || this.#closed) return err({ code: 'cancelled', message: 'cancelled' });
    if (!output.ok) return ok({ succeeded: false, diagnostics: output.error, artifacts: [] });
    return ok({ succeeded: true, ...output.value });
  }

  /** What an editor asks; undefined where the language has nobody to ask. */
  async ask<T>(
    document: OpenDocument,
    question: (language: LanguageService) => Promise<Result<T, string>>,
  ): Promise<Result<T, string> | undefined> {
    const module = this.#registry.compilerFor(document.file);
    const language = module && (await this.#compiler(module)).language;
    return language && question(language);
  }

  /** The text of a file of a package, by the name by which imports call it. */
  async packagedFile(name: string): Promise<string | undefined> {
    const module = this.#registry.compilerFor(name);
    return module && (await this.#compiler(module)).packagedFile?.(this.#root, name);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const running of this.#running.values()) running.abort();
    await Promise.all([...this.#compilers.values()].map(async (compiler) => (await compiler).close()));
  }

  #compiler(module: CompilerModule): Promise<Compiler> {
    let compiler = this.#compilers.get(module);
    if (compiler === undefined) {
      compiler = cacheFolder().then((cacheDir) =>
        module.create({ onPreparing: this.#onPreparing, ...(cacheDir !== undefined && { cacheDir }) }),
      );
      this.#compilers.set(module, compiler);
    }
    return compiler;
  }
}
