/** What is looked at of the state: of the live ledger or of a run, after one of its blocks. */
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type {
  ChangedCell,
  StateAccount,
  StateCell,
  StateChanges,
  StatePoint,
  StateSourceView,
  TouchedCells,
  VersionPage,
} from '../../../runtimes/service/contract/state.ts';
import { ok, type Result } from '../../../runtimes/core/result.ts';
import type { SliceContext } from '../../store/store.ts';
import { accountRow, cellRow, PEOPLE, variableRow, type LoadedCells } from './tree-rows.ts';

export interface Explored {
  readonly sources: readonly StateSourceView[];
  /** null: the live ledger. */
  readonly run: number | null;
  /** Chosen by hand: it stays whatever else changes. */
  readonly isPinned: boolean;
  /** The block that is shown. */
  readonly point: StatePoint | undefined;
  /** It is the newest, and follows what comes. */
  readonly isNewest: boolean;
  /** The newest first. */
  readonly blocks: readonly StatePoint[];
  /** There are older ones. */
  readonly hasOlderBlocks: boolean;
  readonly accounts: readonly StateAccount[];
  readonly nextAccount: string | null;
  readonly cells: Readonly<Record<string, LoadedCells>>;
  readonly open: ReadonlySet<string>;
  /** Id of a row. */
  readonly current: string | undefined;
  /** Keys of cells that have just changed. */
  readonly changed: ReadonlySet<string>;
  readonly history: VersionPage | undefined;
  readonly diff: StateChanges | undefined;
  readonly touched: TouchedCells | undefined;
  /** Blocks are being compared: so many changes have been looked at. */
  readonly comparing: { readonly changes: number } | undefined;
  readonly error: string | undefined;
}

export interface StateFile {
  readonly name: string;
  readonly text: string;
}

export interface StateSlice {
  readonly explored: Explored;
  /** Grows when the panel is to be shown. */
  readonly exploredTurn: number;
  /** The panel is there, or is gone. */
  watchState(isShown: boolean): void;
  chooseState(run: number | null): Promise<void>;
  /** @param block undefined: the newest. */
  chooseBlock(block: number | undefined): Promise<void>;
  toggleStateRow(id: string, address: string, open: boolean): Promise<void>;
  setStateRow(id: string): void;
  moreCells(address: string): Promise<void>;
  moreAccounts(): Promise<void>;
  findState(text: string): Promise<void>;
  showHistory(key: string): Promise<void>;
  olderVersions(): Promise<void>;
  compareBlocks(before: number, after: number): Promise<void>;
  stopComparing(): void;
  olderBlocks(): Promise<void>;
  moreChanges(): Promise<void>;
  /** A transaction's cells, before and after. @param block its number. */
  showTouched(run: number | null, block: number, index: number): Promise<void>;
  /** A cell, from elsewhere. */
  showCell(run: number | null, key: string): Promise<void>;
  /** All of it. @returns undefined where it was cancelled or failed. @param told how many cells there are so far. */
  stateAsJson(signal: AbortSignal, told: (cells: number) => void): Promise<StateFile | undefined>;
  closeState(what: 'history' | 'diff' | 'touched'): void;
  /** A run goes on: it is followed, but not each time. */
  stateRuns(run: number): void;
  /** Something of that state has changed. */
  stateMoved(run: number | null): Promise<void>;
}

const PAGE = 500;
/** Blocks asked for at once. */
const BLOCKS = 200;
/** Between two looks at a run that goes on (ms). */
const LOOK = 500;
/** As long as a changed cell is marked (ms). */
const FLASH = 1_500;
/** More than these, and what is shown is asked for anew. */
const MOST_CHANGES = 1_000;

const EMPTY: Pick<Explored, 'accounts' | 'nextAccount' | 'cells' | 'changed' | 'history' | 'diff' | 'touched'> = {
  accounts: [],
  nextAccount: null,
  cells: {},
  changed: new Set(),
  history: undefined,
  diff: undefined,
  touched: undefined,
};

export function createStateSlice({ set, get, service, page }: SliceContext): StateSlice {
  let isShown = false;
  let latest: number | null = null;
  let isFollowing = false;
  let hasMoved = false;
  let comparison = new AbortController();
  let isWaiting = false;
  let stopFlash = (): void => undefined;
  const change = (fields: Partial<Explored>): void => set(({ explored }) => ({ explored: { ...explored, ...fields } }));
  const now = (): Explored => get().explored;
  const where = (): { run: number | null; block?: number } => {
    const { run, point, isNewest } = now();
    return { run, ...(!isNewest && point !== undefined && { block: point.id }) };
  };
  /** The answer, if what is looked at is still the same; what is wrong is shown. */
  async function asked<T>(answer: Promise<Result<T, ServiceError>>): Promise<T | undefined> {
    const { run, point, isNewest } = now();
    const got = await answer;
    const then = now();
    if (then.run !== run || then.isNewest !== isNewest || (!isNewest && then.point?.id !== point?.id)) return undefined;
    change({ error: got.ok ? undefined : got.error.message });
    return got.ok ? got.value : undefined;
  }
  /** Older ones that have been asked for stay where they go on from the newest. */
  function takeBlocks(newest: readonly StatePoint[]): void {
    const last = newest.at(-1)?.id;
    const { blocks, hasOlderBlocks } = now();
    const at = blocks.findIndex(({ id }) => id === last);
    const older = at < 0 ? [] : blocks.slice(at + 1);
    change({
      blocks: [...newest, ...older],
      hasOlderBlocks: newest.length === BLOCKS && (older.length === 0 || hasOlderBlocks),
    });
  }
  async function load(): Promise<void> {
    const [sources, blocks, accounts] = await Promise.all([
      service.request('state.sources', {}),
      service.request('state.blocks', { run: now().run, limit: BLOCKS }),
      asked(service.request('state.accounts', { ...where(), limit: PAGE })),
    ]);
    if (sources.ok) change({ sources: sources.value });
    if (blocks.ok) takeBlocks(blocks.value);
    if (accounts === undefined) return;
    change({ point: accounts.block, accounts: accounts.accounts, nextAccount: accounts.next });
    // What was open stays open, with what it holds now.
    const open = accounts.accounts.filter(({ address }) => now().open.has(accountRow(address)));
    await Promise.all(open.map(({ address }) => loadCells(address)));
  }
  async function loadCells(account: string, after?: string): Promise<void> {
    const got = await asked(
      service.request('state.cells', { ...where(), account, limit: PAGE, ...(after !== undefined && { after }) }),
    );
    if (got === undefined) return;
    const before = after === undefined ? [] : (now().cells[account]?.cells ?? []);
    change({ cells: { ...now().cells, [account]: { cells: [...before, ...got.cells], next: got.next } } });
  }
  const begin = async (fields: Partial<Explored>): Promise<void> => {
    get().stopComparing();
    const isOther = fields.run !== undefined && fields.run !== now().run;
    change({
      ...EMPTY,
      point: undefined,
      error: undefined,
      current: undefined,
      ...(isOther && { blocks: [] }),
      ...fields,
    });
    await load();
  };
  /** Brings what is shown to the newest block: only what has changed is asked for. */
  async function follow(): Promise<void> {
    const { run, point, history } = now();
    const newest = await asked(service.request('state.blocks', { run, limit: BLOCKS }));
    const head = newest?.[0];
    if (newest === undefined || head === undefined || point === undefined) return load();
    takeBlocks(newest);
    if (head.id === point.id) return;
    const request = { run, before: point.id, after: head.id, limit: MOST_CHANGES };
    const changes = await service.request('state.diff', request);
    if (!changes.ok || changes.value.next !== null) return load();
    if (now().run !== run || now().point?.id !== point.id) return;
    const { cells } = changes.value;
    change({ point: head, cells: patched(now().cells, cells), changed: new Set(cells.map(({ key }) => key)) });
    stopFlash();
    stopFlash = page.later(() => change({ changed: new Set() }), FLASH);
    const accounts = await asked(service.request('state.accounts', { run, limit: shownAccounts(now()) }));
    if (accounts !== undefined) change({ accounts: accounts.accounts, nextAccount: accounts.next });
    if (history !== undefined && cells.some(({ key }) => key === history.cell.key))
      await get().showHistory(history.cell.key);
  }
  async function showIn(run: number | null): Promise<void> {
    set(({ exploredTurn }) => ({ exploredTurn: exploredTurn + 1 }));
    if (now().run !== run || now().point === undefined) await begin({ run, isPinned: true, isNewest: true });
  }
  async function reveal(account: StateAccount, cell: StateCell | null): Promise<void> {
    const { address } = account;
    const open = new Set([...now().open, accountRow(address), ...(account.runtime === null ? [PEOPLE] : [])]);
    if (!now().accounts.some((one) => one.address === address)) change({ accounts: [...now().accounts, account] });
    change({ open });
    if (now().cells[address] === undefined) await loadCells(address);
    if (cell === null) return change({ current: accountRow(address) });
    const loaded = now().cells[address] ?? { cells: [], next: null };
    const [part] = cell.parts;
    // A whole mapping is meant by its name: no cell of its own, but those of its keys.
    const isGroup =
      cell.raw === '' && loaded.cells.some(({ parts }) => parts.some((one) => one.variable === part?.name));
    if (isGroup) {
      const group = variableRow(address, part?.name ?? '');
      return change({ open: new Set([...now().open, group]), current: group });
    }
    if (!loaded.cells.some(({ key }) => key === cell.key))
      change({ cells: { ...now().cells, [address]: { ...loaded, cells: [...loaded.cells, cell] } } });
    change({
      open: new Set([...now().open, variableRow(address, part?.variable ?? '')]),
      current: cellRow(cell.key, 0),
    });
    await get().showHistory(cell.key);
  }

  return {
    exploredTurn: 0,
    explored: {
      ...EMPTY,
      sources: [],
      run: null,
      isPinned: false,
      point: undefined,
      isNewest: true,
      blocks: [],
      hasOlderBlocks: false,
      comparing: undefined,
      open: new Set(),
      current: undefined,
      error: undefined,
    },
    watchState: (shown) => {
      isShown = shown;
      if (!shown) return;
      const { isPinned, run } = now();
      void (isPinned || latest === run ? load() : begin({ run: latest, isNewest: true }));
    },
    chooseState: (run) => begin({ run, isPinned: true, isNewest: true, open: new Set() }),
    chooseBlock: (block) => {
      const point = now().blocks.find(({ id }) => id === block);
      return begin({ isNewest: block === undefined, point });
    },
    toggleStateRow: async (id, address, isOpen) => {
      const open = new Set(now().open);
      if (isOpen) open.add(id);
      else open.delete(id);
      change({ open });
      if (isOpen && address !== '' && now().cells[address] === undefined) await loadCells(address);
    },
    setStateRow: (current) => change({ current }),
    moreCells: async (address) => {
      const after = now().cells[address]?.next;
      if (typeof after === 'string') await loadCells(address, after);
    },
    moreAccounts: async () => {
      const { nextAccount } = now();
      if (nextAccount === null) return;
      const got = await asked(service.request('state.accounts', { ...where(), after: nextAccount, limit: PAGE }));
      if (got !== undefined) change({ accounts: [...now().accounts, ...got.accounts], nextAccount: got.next });
    },
    findState: async (text) => {
      if (text.trim() === '') return change({ error: undefined });
      const got = await asked(service.request('state.find', { ...where(), text }));
      for (const { account, cell } of got?.found ?? []) await reveal(account, cell);
    },
    showHistory: async (key) => {
      const history = await asked(service.request('state.versions', { ...where(), key, limit: 100 }));
      if (history !== undefined) change({ history, diff: undefined, touched: undefined });
    },
    olderVersions: async () => {
      const { history } = now();
      if (history === undefined || history.next === null) return;
      const request = { ...where(), key: history.cell.key, before: history.next, limit: 100 };
      const got = await asked(service.request('state.versions', request));
      if (got !== undefined && now().history === history)
        change({ history: { ...got, versions: [...history.versions, ...got.versions] } });
    },
    compareBlocks: async (before, after) => {
      comparison.abort();
      const { signal } = (comparison = new AbortController());
      change({ comparing: { changes: 0 } });
      const options = {
        signal,
        onProgress: ({ done }: { readonly done: number }) => {
          if (!signal.aborted) change({ comparing: { changes: done } });
        },
      };
      const answer = await asked<StateChanges | undefined>(
        service
          .request('state.diff', { run: now().run, before, after, limit: PAGE }, options)
          .then((got) => (signal.aborted ? ok(undefined) : got)),
      );
      // Another one may have begun.
      if (!signal.aborted) change({ comparing: undefined });
      if (answer !== undefined) change({ diff: answer, touched: undefined });
    },
    stopComparing: () => {
      comparison.abort();
      change({ comparing: undefined });
    },
    olderBlocks: async () => {
      const { run, blocks } = now();
      const last = blocks.at(-1);
      if (last === undefined) return;
      const got = await asked(service.request('state.blocks', { run, before: last.id, limit: BLOCKS }));
      if (got !== undefined && now().run === run && now().blocks === blocks)
        change({ blocks: [...blocks, ...got], hasOlderBlocks: got.length === BLOCKS });
    },
    moreChanges: async () => {
      const { diff, run } = now();
      if (diff === undefined || diff.next === null) return;
      const request = { run, before: diff.before.id, after: diff.after.id, from: diff.next, limit: PAGE };
      const got = await asked(service.request('state.diff', request));
      if (got !== undefined && now().diff === diff) change({ diff: { ...got, cells: [...diff.cells, ...got.cells] } });
    },
    showTouched: async (run, number, index) => {
      await showIn(run);
      const point = await pointOf(number);
      if (point === undefined) return change({ error: `block ${number} is not among the blocks that are listed` });
      const touched = await asked(service.request('state.transaction', { run, block: point, index }));
      if (touched !== undefined) change({ touched, diff: undefined });
    },
    showCell: async (run, key) => {
      await showIn(run);
      await get().findState(key);
    },
    stateAsJson: async (signal, told) => {
      const { run, point } = now();
      if (point === undefined) return undefined;
      const at = { run, block: point.id };
      const out: { address: string; name: string; cells: object[] }[] = [];
      let count = 0;
      for (let after: string | null | undefined; after !== null;) {
        const got = await service.request('state.accounts', {
          ...at,
          limit: PAGE,
          ...(after !== undefined && { after }),
        });
        if (!got.ok) return void change({ error: got.error.message });
        for (const { address, name } of got.value.accounts) {
          const cells: object[] = [];
          for (let from: string | null | undefined; from !== null;) {
            if (signal.aborted) return undefined;
            const more = { ...at, account: address, limit: 2_000, ...(from !== undefined && { after: from }) };
            const page = await service.request('state.cells', more);
            if (!page.ok) return void change({ error: page.error.message });
            cells.push(...page.value.cells.map(({ key, parts, raw }) => ({ key, parts, raw })));
            count += page.value.cells.length;
            told(count);
            from = page.value.next;
          }
          out.push({ address, name, cells });
        }
        after = got.value.next;
      }
      const text = JSON.stringify({ block: point, run, accounts: out }, undefined, 1);
      return { name: `state-block-${point.number}.json`, text };
    },
    closeState: (what) => change({ [what]: undefined }),
    stateRuns: (run) => {
      if (!isShown || isWaiting) return;
      isWaiting = true;
      page.later(() => {
        isWaiting = false;
        void get().stateMoved(run);
      }, LOOK);
    },
    stateMoved: async (run) => {
      latest = run;
      const { isPinned, isNewest } = now();
      if (!isShown) return;
      if (run !== now().run) {
        if (!isPinned && isNewest) await begin({ run, isNewest: true });
        return;
      }
      if (!isNewest) return;
      hasMoved = true;
      if (isFollowing) return;
      isFollowing = true;
      while (hasMoved) {
        hasMoved = false;
        await follow();
      }
      isFollowing = false;
    },
  };

  /** Id of the block of that number. */
  async function pointOf(number: number): Promise<number | undefined> {
    const { run } = now();
    for (let before: number | undefined; ;) {
      const got = await service.request('state.blocks', { run, limit: 1_000, ...(before !== undefined && { before }) });
      if (!got.ok || got.value.length === 0) return undefined;
      const found = got.value.find((one) => one.number === number);
      const last = got.value.at(-1);
      if (found !== undefined || last === undefined || last.number < number) return found?.id;
      before = last.id;
    }
  }
}

const shownAccounts = ({ accounts }: Explored): number => Math.min(1_000, Math.max(PAGE, accounts.length));

/** Loaded cells with what has changed; new ones where they belong, cleared ones gone. */
function patched(loaded: Explored['cells'], changes: readonly ChangedCell[]): Readonly<Record<string, LoadedCells>> {
  const next: Record<string, LoadedCells> = { ...loaded };
  const perAccount = new Map<string, ChangedCell[]>();
  for (const one of changes) {
    if (loaded[one.account] === undefined) continue;
    perAccount.set(one.account, [...(perAccount.get(one.account) ?? []), one]);
  }
  for (const [account, of] of perAccount) {
    const before = loaded[account] ?? { cells: [], next: null };
    const cells = new Map(before.cells.map((cell) => [cell.key, cell]));
    for (const { key, owner, after, rawAfter } of of) {
      if (rawAfter === '') cells.delete(key);
      // What lies beyond the last page comes with its own.
      else if (cells.has(key) || before.next === null || key <= before.next)
        cells.set(key, { key, account, owner, parts: after, raw: rawAfter });
    }
    const sorted = [...cells.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    next[account] = { cells: sorted, next: before.next };
  }
  return next;
}
