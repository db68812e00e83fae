import type { Compiler, CompilerOptions } from '../sdk/compiler.ts';

type Create = (options?: CompilerOptions) => Compiler;

/** A compiler whose code is loaded with its first compile. */
export const lazily =
  (load: () => Promise<Create>): Create =>
  (options) => {
    let loaded: Promise<Compiler> | undefined;
    const compiler = (): Promise<Compiler> => (loaded ??= load().then((create) => create(options)));
    let closed = false;
    return {
      compile: async (request, signal) => {
        const own = await compiler();
        if (closed) await own.close();
        return own.compile(request, signal);
      },
      warm: () => {
        if (!closed) void compiler().then((own) => (closed ? undefined : own.warm()));
      },
      close: async () => {
        closed = true;
        if (loaded) await (await loaded).close();
      },
    };
  };
