/** What compilers said of each file. */
import type { Compiled, Diagnostic, Preparing } from '../../../runtimes/service/contract/code.ts';
import type { SliceContext } from '../../store/store.ts';

export interface CodeSlice {
  /** By path of the file that was compiled. */
  readonly compiled: Readonly<Record<string, Compiled>>;
  readonly compiling: readonly string[];
  /** Compiles what is on the disk. */
  compile(path: string): Promise<void>;
  tookCompiled(compiled: Compiled): void;
  /** What a compiler does before it can begin. */
  readonly preparing: Preparing | undefined;
  tookPreparing(preparing: Preparing): void;
}

const isScenario = (path: string): boolean => /\.ya?ml$/i.test(path);

export function createCodeSlice({ set, get, service }: SliceContext): CodeSlice {
  /** The newest request counts. */
  const turns = new Map<string, number>();
  return {
    compiled: {},
    compiling: [],
    compile: async (path) => {
      const { host } = get();
      // Scenarios are no language of any compiler, but are checked as well.
      const ends = ['.yaml', '.yml', ...(host?.languages.flatMap(({ extensions }) => extensions) ?? [])];
      if (host === undefined || !ends.some((end) => path.toLowerCase().endsWith(end))) return;
      const turn = (turns.get(path) ?? 0) + 1;
      turns.set(path, turn);
      set(({ compiling }) => ({ compiling: [...compiling.filter((other) => other !== path), path] }));
      const answer = await service.request('code.compile', { path });
      if (turns.get(path) !== turn) return;
      set(({ compiling }) => ({ compiling: compiling.filter((other) => other !== path) }));
      if (answer.ok) get().tookCompiled(answer.value);
      else if (answer.error.code !== 'cancelled') get().notify({ kind: 'error', text: answer.error.message });
    },
    tookCompiled: (compiled) => {
      const isNew = get().compiled[compiled.path] === undefined;
      set((state) => ({ compiled: { ...state.compiled, [compiled.path]: compiled } }));
      // What a scenario calls may be there now, or not any more.
      if (isNew || isScenario(compiled.path)) return;
      for (const path of Object.keys(get().documents).filter(isScenario)) void get().compile(path);
    },
    preparing: undefined,
    tookPreparing: (preparing) => set({ preparing: preparing.percent < 100 ? preparing : undefined }),
  };
}

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** All diagnostics, each once however many files import its file; by file, errors first. */
export function problemsOf(compiled: CodeSlice['compiled']): readonly Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const { diagnostics } of Object.values(compiled))
    for (const one of diagnostics) seen.set(`${one.file}:${one.line}:${one.column}:${one.message}`, one);
  return [...seen.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      ORDER[a.severity] - ORDER[b.severity] ||
      a.line - b.line ||
      a.column - b.column,
  );
}
