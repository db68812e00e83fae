/** Search in all files: what is looked for, what was found, and replacing it. */
import type { FileMatches, SearchQuery } from '../../../runtimes/service/contract/search.ts';
import type { SliceContext } from '../../store/store.ts';
import { counted } from '../../ui/format.ts';

export interface SearchSlice {
  readonly searchQuery: SearchQuery;
  readonly replacement: string;
  readonly isReplacing: boolean;
  readonly searchState: 'idle' | 'running' | 'done';
  readonly searchProgress: { readonly done: number; readonly total: number } | undefined;
  readonly searchError: string | undefined;
  readonly found: readonly FileMatches[];
  readonly searchedFiles: number;
  readonly foundCut: boolean;
  /** Files that are shown closed. */
  readonly closedResults: ReadonlySet<string>;
  /** What was taken out of the list: `path` or `path#number`. It is not replaced. */
  readonly leftOut: ReadonlySet<string>;
  /** Changes the question; the answer follows a moment later. */
  setSearch(query: Partial<SearchQuery>): void;
  setReplacement(text: string): void;
  toggleReplacing(on?: boolean): void;
  runSearch(): Promise<void>;
  cancelSearch(): void;
  /** @param folder empty: everywhere. */
  searchIn(folder: string): void;
  toggleResults(path: string, open: boolean): void;
  leaveOut(key: string): void;
  replaceAll(): Promise<void>;
}

const NO_QUERY: SearchQuery = { text: '', regex: false, matchCase: false, wholeWord: false, include: '', exclude: '' };

/** Without typing, so long until a search begins (ms). */
const PAUSE = 250;

export const countMatches = ({ found, leftOut }: Pick<SearchSlice, 'found' | 'leftOut'>): number =>
  found.reduce(
    (sum, { path, matches }) =>
      leftOut.has(path) ? sum : sum + matches.filter((_, n) => !leftOut.has(`${path}#${n}`)).length,
    0,
  );

export function createSearchSlice({ set, get, service, page }: SliceContext): SearchSlice {
  let stopTimer: (() => void) | undefined;
  let running: AbortController | undefined;
  const later = (): void => {
    stopTimer?.();
    stopTimer = page.later(() => void get().runSearch(), PAUSE);
  };
  const nothing = {
    found: [],
    searchedFiles: 0,
    foundCut: false,
    leftOut: new Set<string>(),
    closedResults: new Set<string>(),
  };
  return {
    searchQuery: NO_QUERY,
    replacement: '',
    isReplacing: false,
    searchState: 'idle',
    searchProgress: undefined,
    searchError: undefined,
    ...nothing,
    setSearch: (query) => {
      set(({ searchQuery }) => ({ searchQuery: { ...searchQuery, ...query } }));
      later();
    },
    setReplacement: (replacement) => {
      set({ replacement });
      later();
    },
    toggleReplacing: (on) => {
      set(({ isReplacing }) => ({ isReplacing: on ?? !isReplacing }));
      later();
    },
    runSearch: async () => {
      stopTimer?.();
      running?.abort();
      running = undefined;
      const { searchQuery: query, replacement, isReplacing } = get();
      if (query.text === '')
        return set({ ...nothing, searchState: 'idle', searchError: undefined, searchProgress: undefined });
      const own = new AbortController();
      running = own;
      set({ searchState: 'running', searchError: undefined, searchProgress: undefined });
      // What is searched is what is on the disk.
      await get().settle();
      const answer = await service.request(
        'search.find',
        {
          query: {
            ...query,
            exclude: [query.exclude, get().settings['search.exclude']].filter((part) => part !== '').join(','),
          },
          ...(isReplacing && { replacement }),
        },
        {
          signal: own.signal,
          onProgress: ({ done, total }) => {
            if (running === own) set({ searchProgress: { done, total: total ?? done } });
          },
        },
      );
      if (running !== own) return;
      running = undefined;
      const end = { searchState: 'done', searchProgress: undefined } as const;
      if (answer.ok) {
        const { files, searched, cut } = answer.value;
        set(({ closedResults }) => ({
          ...end,
          ...nothing,
          closedResults,
          found: files,
          searchedFiles: searched,
          foundCut: cut,
        }));
      } else if (answer.error.code === 'cancelled') set({ ...end, searchState: 'idle' });
      else set({ ...end, ...nothing, searchError: answer.error.message });
    },
    cancelSearch: () => {
      stopTimer?.();
      running?.abort();
    },
    searchIn: (folder) => get().setSearch({ include: folder === '' ? '' : `${folder}/**` }),
    toggleResults: (path, open) =>
      set(({ closedResults }) => {
        const others = [...closedResults].filter((one) => one !== path);
        return { closedResults: new Set(open ? others : [...others, path]) };
      }),
    leaveOut: (key) => set(({ leftOut }) => ({ leftOut: new Set([...leftOut, key]) })),
    replaceAll: async () => {
      const { searchQuery: query, replacement, found, leftOut } = get();
      const files = found
        .filter(({ path }) => !leftOut.has(path))
        .map(({ path, version, matches }) => ({
          path,
          version,
          except: matches.flatMap((_, n) => (leftOut.has(`${path}#${n}`) ? [n] : [])),
        }));
      await get().settle();
      const answer = await service.request('search.replace', { query, replacement, files });
      if (!answer.ok) return get().notify({ kind: 'error', text: answer.error.message });
      const { written, matches, refused, backup } = answer.value;
      for (const { message } of refused.slice(0, 2)) get().notify({ kind: 'warning', text: message });
      const undo = async (): Promise<void> => {
        if (backup === null) return;
        const back = await service.request('search.undo', { backup });
        const flaws = back.ok ? back.value.refused.map(({ message }) => message) : [back.error.message];
        for (const text of flaws.slice(0, 3)) get().notify({ kind: 'warning', text });
        await get().runSearch();
      };
      if (written.length > 0)
        get().notify({
          kind: 'info',
          text: `${counted(matches, 'place')} in ${counted(written.length, 'file')} replaced.`,
          action: { label: 'Undo', run: () => void undo() },
        });
      await get().runSearch();
    },
  };
}
