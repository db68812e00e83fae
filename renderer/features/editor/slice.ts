/**
 * The texts that are open. What is typed is saved a moment later, and until then kept by the browser as well: a crash of either
 * side loses nothing. A file that somebody else changed meanwhile is never written over without being asked.
 */
import type { TreeChange } from '../../../runtimes/service/contract/files.ts';
import type { SliceContext } from '../../store/store.ts';
import { isCompilable } from '../problems/slice.ts';
import { isLibrary, shownPath } from './library.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Opening {
  /** The keys stay where they are. */
  readonly isQuiet?: boolean | undefined;
  /** In a tab that the next preview replaces, unless the file has a tab of its own. */
  readonly isPreview?: boolean | undefined;
}

export interface OpenDocument {
  readonly path: string;
  readonly text: string;
  /** Grows when the text comes from elsewhere than the editor: it then has to show it. */
  readonly revision: number;
  /** As last read or written. */
  readonly saved: { readonly text: string; readonly version: string };
  /** What is wrong with saving it; the text is kept here meanwhile. */
  readonly trouble: { readonly kind: 'conflict' | 'failed' | 'gone'; readonly message: string } | undefined;
}

export interface EditorSlice {
  readonly documents: Readonly<Record<string, OpenDocument>>;
  readonly activePath: string | undefined;
  /** A file that is to be brought to the front, and where in it; `turn` tells the same asked for twice apart. */
  readonly reveal:
    ({ readonly path: string; readonly place: Place | undefined; readonly turn: number } & Opening) | undefined;
  /** The last file or folder that got another path: its tabs go with it. */
  readonly moved: { readonly from: string; readonly to: string } | undefined;
  /** Texts of files of packages, by `libraryPath`: what definitions have led to. */
  readonly libraries: Readonly<Record<string, string>>;
  keepLibrary(path: string, text: string): void;
  /** Reads a file if it is not open yet. */
  loadFile(path: string): Promise<boolean>;
  /** Shows a file: opens it if need be. */
  openFile(path: string, place?: Place, how?: Opening): Promise<boolean>;
  /** The tab is gone; unsaved text is saved first. */
  closeFile(path: string): Promise<void>;
  setActive(path: string | undefined): void;
  edit(path: string, text: string): void;
  /** An empty file begins with the source of a template. */
  beginWith(path: string, template: string, language: string): Promise<void>;
  /** As typed, but by somebody else than the editor, which then has to show it. */
  rewrite(path: string, text: string): void;
  save(path: string): Promise<void>;
  saveAll(): Promise<void>;
  /** Saves what would be saved by itself a moment later. */
  settle(): Promise<void>;
  /** Shows texts that were typed and not saved when the window or the program ended. */
  bringBackUnsaved(): Promise<void>;
  /** Decides a conflict. */
  keepMine(path: string): Promise<void>;
  takeTheirs(path: string): Promise<void>;
  documentsChanged(changes: readonly TreeChange[]): void;
  documentMoved(from: string, to: string): void;
  leaveDocuments(): void;
}

export function createEditorSlice({ set, get, service, page, memory }: SliceContext): EditorSlice {
  const timers = new Map<string, () => void>();
  /** Writes of one file follow each other: each begins from the version that the one before left. */
  const writing = new Map<string, Promise<void>>();
  const loading = new Map<string, Promise<boolean>>();
  let turn = 0;
  /** How often somebody wanted to see a file. */
  let asked = 0;

  const backupName = (path: string): string => `${UNSAVED}${path}`;
  const forget = (path: string): void => memory.set('workspace', backupName(path), undefined);
  const change = (path: string, fields: Partial<OpenDocument>): void =>
    set(({ documents }) => {
      const document = documents[path];
      return document === undefined ? {} : { documents: { ...documents, [path]: { ...document, ...fields } } };
    });
  const drop = (path: string): void => {
    timers.get(path)?.();
    timers.delete(path);
    set(({ documents, activePath }) => ({
      documents: Object.fromEntries(Object.entries(documents).filter(([other]) => other !== path)),
      activePath: activePath === path ? undefined : activePath,
    }));
  };

  /** Where a definition has led to, or what was open when the window was left. */
  async function showLibrary(path: string): Promise<boolean> {
    let text = get().libraries[path];
    if (text === undefined) {
      const answer = await service.request('code.library', { name: shownPath(path) });
      if (!answer.ok || answer.value.text === null) return false;
      text = answer.value.text;
      get().keepLibrary(path, text);
    }
    const document = { path, text, revision: 0, saved: { text, version: '' }, trouble: undefined };
    set(({ documents }) => ({ documents: { ...documents, [path]: document } }));
    return true;
  }

  async function load(path: string): Promise<boolean> {
    if (isLibrary(path)) return showLibrary(path);
    const read = await service.request('files.read', { path });
    const kept = readBackup(memory.get('workspace', backupName(path)));
    if (!read.ok && read.error.code === 'notFound' && kept !== undefined) {
      const message = `${path} is not there any more. What is shown here was typed before it went, and is all that is left of it.`;
      const document = {
        path,
        text: kept.text,
        revision: 0,
        saved: { text: '', version: '' },
        trouble: { kind: 'gone', message },
      } as const;
      set(({ documents }) => ({ documents: { ...documents, [path]: document } }));
      return true;
    }
    if (!read.ok) {
      if (read.error.code === 'notText' && isCompilable(path, get())) void get().openCompiled(path);
      else get().notify({ kind: 'error', text: read.error.message });
      return false;
    }
    const { text, version } = read.value;
    const unsaved = kept !== undefined && kept.text !== text ? kept : undefined;
    // Begun from what is on the disk now: to be saved. From something older: somebody else wrote since.
    const stale = unsaved !== undefined && unsaved.version !== version;
    const document: OpenDocument = {
      path,
      text: unsaved?.text ?? text,
      revision: 0,
      saved: { text, version },
      trouble: stale
        ? { kind: 'conflict', message: `${path} was changed on disk after you had typed what is shown here.` }
        : undefined,
    };
    set(({ documents }) => ({ documents: { ...documents, [path]: document } }));
    if (unsaved !== undefined && !stale && get().settings['files.autosave']) void get().save(path);
    if (kept !== undefined && unsaved === undefined) forget(path);
    void get().compile(path);
    return true;
  }

  async function write(path: string, over: boolean): Promise<void> {
    const document = get().documents[path];
    if (document === undefined || (document.text === document.saved.text && !over)) return;
    if ((document.trouble?.kind === 'conflict' || document.trouble?.kind === 'gone') && !over) return;
    const { text, saved } = document;
    const answer = await service.request('files.write', { path, text, ...(!over && { seen: saved.version }) });
    if (answer.ok) {
      change(path, { saved: { text, version: answer.value.version }, trouble: undefined });
      if (get().documents[path]?.text === text) forget(path);
      void get().compile(path);
    } else {
      const { code, message } = answer.error;
      change(path, { trouble: { kind: code === 'conflict' ? 'conflict' : 'failed', message } });
    }
  }

  const queueWrite = (path: string, over = false): Promise<void> => {
    timers.get(path)?.();
    timers.delete(path);
    const done = (writing.get(path) ?? Promise.resolve()).then(() => write(path, over));
    writing.set(path, done);
    return done;
  };

  /** Whether the file on the disk is another one than was last read or written here. */
  async function compare(path: string): Promise<void> {
    await writing.get(path);
    const read = await service.request('files.read', { path });
    const document = get().documents[path];
    if (document === undefined || !read.ok || read.value.version === document.saved.version) return;
    if (document.text === document.saved.text || document.text === read.value.text) take(path, read.value);
    else change(path, { trouble: { kind: 'conflict', message: `${path} was changed on disk while you were typing.` } });
  }

  function take(path: string, { text, version }: { text: string; version: string }): void {
    const revision = (get().documents[path]?.revision ?? 0) + 1;
    change(path, { text, saved: { text, version }, revision, trouble: undefined });
    forget(path);
    void get().compile(path);
  }

  return {
    documents: {},
    libraries: {},
    keepLibrary: (path, text) =>
      set(({ libraries }) => (libraries[path] === text ? {} : { libraries: { ...libraries, [path]: text } })),
    activePath: undefined,
    reveal: undefined,
    moved: undefined,
    loadFile: (path) => {
      if (get().documents[path] !== undefined) return Promise.resolve(true);
      let reading = loading.get(path);
      if (reading === undefined) loading.set(path, (reading = load(path).finally(() => loading.delete(path))));
      return reading;
    },
    openFile: async (path, place, { isQuiet = false, isPreview = false } = {}) => {
      const wanted = ++asked;
      if (!(await get().loadFile(path))) return false;
      // Who has gone on to another file meanwhile does not want to be taken back to look at this one.
      if (isPreview && wanted !== asked) return true;
      set({
        activePath: path,
        reveal: { path, place, turn: ++turn, isQuiet, isPreview: isPreview && get().settings['editor.preview'] },
      });
      return true;
    },
    closeFile: async (path) => {
      const { autosave, isUnsaved } = {
        autosave: get().settings['files.autosave'],
        isUnsaved: hasUnsaved(get().documents[path]),
      };
      if (autosave) await queueWrite(path);
      else if (isUnsaved)
        get().notify({
          kind: 'info',
          text: `What was typed in ${path} is not saved; it is shown again when the file is opened.`,
          action: { label: 'Throw it away', run: () => forget(path) },
        });
      drop(path);
    },
    setActive: (path) => {
      set({ activePath: path });
      get().markActive();
    },
    edit: (path, text) => {
      const document = get().documents[path];
      if (document === undefined || document.text === text) return;
      change(path, { text });
      memory.set('workspace', backupName(path), JSON.stringify({ text, version: document.saved.version }));
      const { 'files.autosave': autosave, 'files.autosaveDelay': delay } = get().settings;
      if (!autosave) return;
      timers.get(path)?.();
      timers.set(
        path,
        page.later(() => void queueWrite(path), delay),
      );
    },
    beginWith: async (path, template, language) => {
      const answer = await service.request('host.templateText', { template, language });
      if (!answer.ok) return get().notify({ kind: 'error', text: answer.error.message });
      // Somebody may have begun to type meanwhile.
      if (get().documents[path]?.text.trim() !== '') return;
      get().rewrite(path, answer.value.text);
      set({ reveal: { path, place: undefined, turn: ++turn } });
    },
    rewrite: (path, text) => {
      if (get().documents[path]?.text === text) return;
      get().edit(path, text);
      change(path, { revision: (get().documents[path]?.revision ?? 0) + 1 });
    },
    save: (path) => queueWrite(path),
    saveAll: async () => {
      await Promise.all(Object.keys(get().documents).map((path) => queueWrite(path)));
    },
    settle: async () => {
      if (get().settings['files.autosave']) await get().saveAll();
    },
    bringBackUnsaved: async () => {
      for (const name of memory.names('workspace', UNSAVED)) await get().openFile(name.slice(UNSAVED.length));
    },
    keepMine: (path) => queueWrite(path, true),
    takeTheirs: async (path) => {
      const read = await service.request('files.read', { path });
      if (read.ok) take(path, read.value);
      else get().notify({ kind: 'error', text: read.error.message });
    },
    documentsChanged: (changes) => {
      for (const { path, what } of changes) {
        if (get().documents[path] === undefined) continue;
        if (what === 'removed')
          change(path, {
            trouble: { kind: 'gone', message: `${path} was deleted. What is shown here is all that is left of it.` },
          });
        else void compare(path);
      }
    },
    documentMoved: (from, to) => {
      const { activePath } = get();
      for (const path of Object.keys(get().documents))
        if (path === from || path.startsWith(`${from}/`)) {
          const now = to + path.slice(from.length);
          const kept = memory.get('workspace', backupName(path));
          if (kept !== undefined) memory.set('workspace', backupName(now), kept);
          forget(path);
          drop(path);
          if (path === activePath) void get().openFile(now);
        }
      set({ moved: { from, to } });
    },
    leaveDocuments: () => {
      for (const stop of timers.values()) stop();
      timers.clear();
      set({ documents: {}, libraries: {}, activePath: undefined, reveal: undefined });
    },
  };
}

const UNSAVED = 'unsaved/';

/** Whether it has text that its file does not have. */
export const hasUnsaved = (document: OpenDocument | undefined): boolean =>
  document !== undefined && document.text !== document.saved.text;

function readBackup(json: string | undefined): { readonly text: string; readonly version: string } | undefined {
  try {
    const { text, version } = JSON.parse(json ?? '') as { text?: unknown; version?: unknown };
    return typeof text === 'string' && typeof version === 'string' ? { text, version } : undefined;
  } catch {
    return undefined;
  }
}
