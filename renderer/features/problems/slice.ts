/** What compilers said of each file. */
import type { Compiled, Diagnostic, Preparing } from '../../../runtimes/service/contract/code.ts';
import type { TreeChange } from '../../../runtimes/service/contract/files.ts';
import type { LanguageInfo } from '../../../runtimes/service/contract/workspace.ts';
import { isLibrary } from '../editor/library.ts';
import { nameOf } from '../explorer/tree-of.ts';
import { counted } from '../../ui/format.ts';
import type { SliceContext, State } from '../../store/store.ts';

export interface CodeSlice {
  /** By path of the file that was compiled. */
  readonly compiled: Readonly<Record<string, Compiled>>;
  readonly compiling: readonly string[];
  /** Compiles what is on the disk. */
  compile(path: string, signal?: AbortSignal): Promise<void>;
  /** Saves the file in front and compiles it, because somebody asked for it: how it went is said. */
  compileActive(): Promise<void>;
  /** `Shop.sol compiled`; empty once something else is compiled. */
  readonly compileNote: string;
  tookCompiled(compiled: Compiled): void;
  /** Of what is gone nothing is kept, and what is open and depends on what has changed is compiled anew, a moment later. */
  sourcesChanged(changes: readonly TreeChange[]): void;
  /** What a compiler does before it can begin. */
  readonly preparing: Preparing | undefined;
  tookPreparing(preparing: Preparing): void;
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.')).toLowerCase();
const isScenario = (path: string): boolean => /\.ya?ml$/i.test(path);

/** ms for which changes of files are gathered before what may import them is compiled. */
const PAUSE = 1_500;

export function createCodeSlice({ set, get, service, page }: SliceContext): CodeSlice {
  const changed = new Set<string>();
  /** Depend on what has changed, and are not compiled yet. */
  const stale = new Set<string>();
  let stopFollowing = (): void => undefined;
  const dependsOnChange = (path: string, endings: ReadonlySet<string>): boolean => {
    const projectFiles = languageOf(path, get())?.projectFiles ?? [];
    if ([...changed].some((other) => projectFiles.includes(nameOf(other)))) return true;
    const reads = get().compiled[path]?.reads;
    return reads === undefined ? endings.has(endingOf(path)) : reads.some((read) => changed.has(read));
  };
  /** One after the other, what is in front first; the next change stops it, and goes on with what is left. */
  async function compileImporters(signal: AbortSignal): Promise<void> {
    const endings = new Set([...changed].map(endingOf));
    for (const path of Object.keys(get().documents))
      if (!changed.has(path) && isCompilable(path, get()) && dependsOnChange(path, endings)) stale.add(path);
    changed.clear();
    const { activePath } = get();
    for (const path of [...stale].sort((a, b) => Number(b === activePath) - Number(a === activePath))) {
      const document = get().documents[path];
      if (document !== undefined && document.trouble?.kind !== 'gone') await get().compile(path, signal);
      if (signal.aborted) return;
      stale.delete(path);
    }
  }
  /** The newest request counts. */
  const turns = new Map<string, number>();
  /** What somebody wants to hear of: by whatever request it is compiled. */
  let asked: string | undefined;
  return {
    compiled: {},
    compiling: [],
    compile: async (path, signal) => {
      // Scenarios are no language of any compiler, but are checked as well.
      if (get().host === undefined || !(isCompilable(path, get()) || isScenario(path))) return;
      const turn = (turns.get(path) ?? 0) + 1;
      turns.set(path, turn);
      set(({ compiling }) => ({
        compiling: [...compiling.filter((other) => other !== path), path],
        compileNote: '',
      }));
      const answer = await service.request('code.compile', { path }, signal && { signal });
      if (turns.get(path) !== turn) return;
      set(({ compiling }) => ({ compiling: compiling.filter((other) => other !== path) }));
      if (answer.ok) get().tookCompiled(answer.value);
      else if (answer.error.code !== 'cancelled') get().notify({ kind: 'error', text: answer.error.message });
    },
    compileNote: '',
    compileActive: async () => {
      const path = get().activePath;
      if (path === undefined)
        return get().notify({ kind: 'info', text: 'Open a file first: then it can be compiled.' });
      asked = path;
      await get().save(path);
      await get().compile(path);
      if (get().compiled[path] === undefined && !get().compiling.includes(path))
        get().notify({ kind: 'info', text: `${nameOf(path)} is in no language that is compiled.` });
    },
    tookCompiled: (compiled) => {
      const isNew = get().compiled[compiled.path] === undefined;
      if (compiled.path === asked) set({ compileNote: noteOf(compiled) });
      set((state) => ({ compiled: { ...state.compiled, [compiled.path]: compiled } }));
      // What a scenario calls may be there now, or not any more.
      if (isNew || isScenario(compiled.path)) return;
      for (const path of Object.keys(get().documents).filter(isScenario)) void get().compile(path);
    },
    sourcesChanged: (changes) => {
      const projectFiles = get().host?.languages.flatMap(({ projectFiles }) => projectFiles ?? []) ?? [];
      const sources = changes.filter(
        ({ path, kind }) => kind === 'file' && (isCompilable(path, get()) || projectFiles.includes(nameOf(path))),
      );
      const gone = changes.filter(({ what }) => what === 'removed').map(({ path }) => path);
      const isGone = (path: string): boolean => gone.some((one) => path === one || path.startsWith(`${one}/`));
      if (gone.length > 0)
        set(({ compiled }) => ({
          compiled: Object.fromEntries(
            Object.entries(compiled)
              .filter(([path]) => !isGone(path))
              // What imports it, and is not open, is compiled with the next change; until then nothing leads to a file that is not there.
              .map(([path, one]) => [
                path,
                { ...one, diagnostics: one.diagnostics.filter(({ file }) => !isGone(file)) },
              ]),
          ),
        }));
      if (sources.length === 0) return;
      for (const { path } of sources) changed.add(path);
      stopFollowing();
      const stop = new AbortController();
      const forget = page.later(() => void compileImporters(stop.signal), PAUSE);
      stopFollowing = () => {
        forget();
        stop.abort();
      };
    },
    preparing: undefined,
    tookPreparing: (preparing) => set({ preparing: preparing.percent < 100 ? preparing : undefined }),
  };
}

function noteOf({ path, diagnostics }: Compiled): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return errors === 0 ? `${nameOf(path)} compiled` : `${nameOf(path)}: ${counted(errors, 'error')}`;
}

/** Whether a compiler takes it. */
export const isCompilable = (path: string, { host }: Pick<State, 'host'>): boolean =>
  !isLibrary(path) && languageOf(path, { host }) !== undefined;

const languageOf = (path: string, { host }: Pick<State, 'host'>): LanguageInfo | undefined =>
  host?.languages.find(({ extensions }) => extensions.some((end) => path.toLowerCase().endsWith(end)));

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

/** A file with problems, or one of them. */
export type ProblemRow =
  | { readonly kind: 'file'; readonly file: string; readonly count: number }
  | ({ readonly kind: 'problem' } & Diagnostic);

/** As they are listed: each file, and below it what is wrong there. */
export function problemRows(problems: readonly Diagnostic[]): readonly ProblemRow[] {
  const byFile = Map.groupBy(problems, ({ file }) => file);
  return [...byFile].flatMap(([file, its]): readonly ProblemRow[] => [
    { kind: 'file', file, count: its.length },
    ...its.map((one) => ({ kind: 'problem', ...one }) as const),
  ]);
}
