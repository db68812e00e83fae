import type { Compiler, CompilerOptions } from '../sdk/compiler.ts';
import type { LanguageService } from '../sdk/language-service.ts';

type Create<C extends Compiler> = (options?: CompilerOptions) => C;

/** A compiler whose code is loaded with its first compile. */
export const lazily =
  (load: () => Promise<Create<Compiler>>): Create<Compiler> =>
  (options) =>
    loadedLater(load, options).compiler;

/** The same of one that answers editors too. */
export const lazilyWithLanguage =
  (load: () => Promise<Create<Compiler & { readonly language: LanguageService }>>): Create<Compiler> =>
  (options) => {
    const { compiler, own } = loadedLater(load, options);
    return {
      ...compiler,
      language: {
        complete: async (...question) => (await own()).language.complete(...question),
        hover: async (...question) => (await own()).language.hover(...question),
        signatures: async (...question) => (await own()).language.signatures(...question),
        define: async (...question) => (await own()).language.define(...question),
        references: async (...question) => (await own()).language.references(...question),
        outline: async (...question) => (await own()).language.outline(...question),
        format: async (...question) => (await own()).language.format(...question),
      },
    };
  };

function loadedLater<C extends Compiler>(load: () => Promise<Create<C>>, options: CompilerOptions | undefined) {
  let loaded: Promise<C> | undefined;
  let closed = false;
  const own = async (): Promise<C> => {
    const found = await (loaded ??= load().then((create) => create(options)));
    if (closed) await found.close();
    return found;
  };
  const compiler: Compiler = {
    compile: async (request, signal) => (await own()).compile(request, signal),
    warm: () => {
      if (!closed) void own().then((found) => (closed ? undefined : found.warm()));
    },
    close: async () => {
      closed = true;
      if (loaded) await (await loaded).close();
    },
  };
  return { compiler, own };
}
