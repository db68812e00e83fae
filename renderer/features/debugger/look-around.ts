/** What is to be seen where the debugger has stopped: asked for anew at each stop, since everything may be another. */
import type { SliceContext } from '../../store/store.ts';
import { libraryPath } from '../editor/library.ts';
import { askDebugger } from './dap-client.ts';
import * as dap from './dap-shapes.ts';
import type { DebugView } from './debug-view-state.ts';
import { isWatched, PAGE, scopeNodes, variableNodes, watchNode, type VariableNode } from './variable-rows.ts';

/** Calls that are asked for at once: a stack may be a thousand deep. */
const CALLS = 100;

export class LookAround {
  readonly #context: SliceContext;
  /** Grows with each stop and each choice of a call: what was asked before is void. */
  #turn = 0;
  /** Values by call and variable, at the stop before and at this one. */
  #before = new Map<string, string>();
  #now = new Map<string, string>();
  #knownScopes = new Set<string>();

  constructor(context: SliceContext) {
    this.#context = context;
  }

  begin(): void {
    this.#turn++;
    this.#before = new Map();
    this.#now = new Map();
    this.#knownScopes = new Set();
  }

  async stopped(): Promise<void> {
    const turn = ++this.#turn;
    this.#before = this.#now;
    this.#now = new Map();
    const session = this.#view?.session;
    if (session === undefined) return;
    const [stack, place] = await Promise.all([
      this.#ask(session, 'stackTrace', { threadId: 1, startFrame: 0, levels: CALLS }, dap.stackTrace),
      this.#ask(session, 'interleave/row', undefined, dap.row),
    ]);
    if (turn !== this.#turn) return;
    if (!stack.ok) return this.#change({ error: stack.error });
    const { stackFrames, totalFrames = stackFrames.length } = stack.value;
    this.#change({ frames: stackFrames, depth: totalFrames, frame: 0, ...(place.ok && { row: place.value.row }) });
    await this.#look(session, turn);
  }

  /** @param frame index of a call. */
  async choose(frame: number): Promise<void> {
    const session = this.#view?.session;
    if (session === undefined || this.#view?.frames[frame] === undefined) return;
    const turn = ++this.#turn;
    this.#change({ frame });
    await this.#look(session, turn);
  }

  async moreCalls(): Promise<void> {
    const view = this.#view;
    if (view?.session === undefined) return;
    const turn = this.#turn;
    const args = { threadId: 1, startFrame: view.frames.length, levels: CALLS };
    const stack = await this.#ask(view.session, 'stackTrace', args, dap.stackTrace);
    if (turn === this.#turn && stack.ok) this.#change({ frames: [...view.frames, ...stack.value.stackFrames] });
  }

  async toggle(node: VariableNode, isOpen: boolean): Promise<void> {
    const view = this.#view;
    if (view?.session === undefined) return;
    const open = new Set(view.open);
    if (isOpen) open.add(node.id);
    else open.delete(node.id);
    this.#change({ open });
    if (isOpen) await this.#load(view.session, this.#turn, node);
  }

  /** The next ones of what a long list is in. */
  async more(node: VariableNode): Promise<void> {
    const view = this.#view;
    if (view?.session === undefined) return;
    const [, parent = '', from = '0'] = /^(.*)\/more (\d+)$/s.exec(node.id) ?? [];
    const turn = this.#turn;
    const args = { variablesReference: node.reference, start: Number(from), count: PAGE };
    const answer = await this.#ask(view.session, 'variables', args, dap.variables);
    if (turn !== this.#turn || !answer.ok) return;
    const before = (this.#view?.children[parent] ?? []).filter(({ kind }) => kind !== 'more');
    const next = variableNodes(parent, node.reference, answer.value.variables, Number(from));
    this.#take(parent, [...before, ...next]);
  }

  /** Expressions, in the call that is looked at. */
  async watch(): Promise<void> {
    const view = this.#view;
    if (view?.session === undefined) return;
    const { session, frames, frame } = view;
    const turn = this.#turn;
    const frameId = frames[frame]?.id;
    const loaded = new Map<string, readonly VariableNode[]>();
    const nodes = await Promise.all(
      this.#context.get().watches.map(async (expression) => {
        const args = { expression, context: 'watch', ...(frameId !== undefined && { frameId }) };
        const answer = await this.#ask(session, 'evaluate', args, dap.evaluated);
        if (!answer.ok) return watchNode(expression, { value: answer.error, isFlaw: true });
        const { result: value, type = '', variablesReference: reference = 0 } = answer.value;
        const node = watchNode(expression, { value, type, reference });
        await this.#deep(session, node, loaded);
        return node;
      }),
    );
    if (turn !== this.#turn) return;
    this.#change({ watched: Object.fromEntries(nodes.map((node) => [node.name, node])) });
    this.#replace(isWatched, loaded, nodes);
  }

  get #view(): DebugView | undefined {
    return this.#context.get().debug;
  }

  #change(fields: Partial<DebugView>): void {
    this.#context.set(({ debug }) => (debug === undefined ? {} : { debug: { ...debug, ...fields } }));
  }

  #ask = <S extends Parameters<typeof askDebugger>[4]>(session: number, command: string, args: unknown, shape: S) =>
    askDebugger(this.#context.service, session, command, args, shape);

  async #look(session: number, turn: number): Promise<void> {
    const frame = this.#view?.frames[this.#view.frame];
    if (frame === undefined) return;
    const [scopes] = await Promise.all([
      this.#ask(session, 'scopes', { frameId: frame.id }, dap.scopes),
      this.#show(session, turn, frame),
      this.watch(),
    ]);
    if (turn !== this.#turn || !scopes.ok) return;
    const nodes = scopeNodes(scopes.value.scopes);
    const open = new Set(this.#view?.open);
    for (const { name, expensive } of scopes.value.scopes) {
      if (!expensive && !this.#knownScopes.has(name)) open.add(name);
      this.#knownScopes.add(name);
    }
    this.#change({ open });
    // What was shown stays until what is now is there.
    const loaded = new Map<string, readonly VariableNode[]>();
    await Promise.all(nodes.map((node) => this.#deep(session, node, loaded)));
    if (turn !== this.#turn) return;
    this.#change({ scopes: nodes });
    this.#replace((id) => !isWatched(id), loaded);
  }

  /** @param of the ids that are meant: of those, nothing is left of what was known before. @param roots what they are in. */
  #replace(
    of: (id: string) => boolean,
    loaded: ReadonlyMap<string, readonly VariableNode[]>,
    roots: readonly VariableNode[] = [],
  ): void {
    const { children = {}, changed = [] } = this.#view ?? {};
    const now = [roots, ...loaded.values()]
      .flat()
      .filter(({ kind, id, value }) => kind === 'variable' && this.#hasChanged(id, value));
    this.#change({
      children: {
        ...Object.fromEntries(Object.entries(children).filter(([id]) => !of(id))),
        ...Object.fromEntries(loaded),
      },
      changed: new Set([...[...changed].filter((id) => !of(id)), ...now.map(({ id }) => id)]),
    });
  }

  /** What is in it, and in what is open in it. */
  async #deep(session: number, node: VariableNode, into: Map<string, readonly VariableNode[]>): Promise<void> {
    if (node.reference === 0 || node.kind === 'more' || this.#view?.open.has(node.id) !== true) return;
    const args = { variablesReference: node.reference, start: 0, count: PAGE };
    const answer = await this.#ask(session, 'variables', args, dap.variables);
    if (!answer.ok) return;
    const nodes = variableNodes(node.id, node.reference, answer.value.variables);
    into.set(node.id, nodes);
    await Promise.all(nodes.map((one) => this.#deep(session, one, into)));
  }

  async #load(session: number, turn: number, node: VariableNode): Promise<void> {
    const loaded = new Map<string, readonly VariableNode[]>();
    await this.#deep(session, node, loaded);
    if (turn === this.#turn) for (const [id, nodes] of loaded) this.#take(id, nodes);
  }

  #take(parent: string, nodes: readonly VariableNode[]): void {
    const view = this.#view;
    if (view === undefined) return;
    const changed = new Set(view.changed);
    for (const { kind, id, value } of nodes) if (kind === 'variable' && this.#hasChanged(id, value)) changed.add(id);
    this.#change({ children: { ...view.children, [parent]: nodes }, changed });
  }

  /** A variable of another call is another one, whatever it is called. */
  #hasChanged(id: string, value: string): boolean {
    const view = this.#view;
    const level = (view?.depth ?? 0) - (view?.frame ?? 0);
    const key = `${level} ${view?.frames[view.frame]?.name ?? ''} ${id}`;
    this.#now.set(key, value);
    const before = this.#before.get(key);
    return before !== undefined && before !== value;
  }

  /** Brings the line to the front, or says what it was where the file is another by now. */
  async #show(session: number, turn: number, frame: dap.StackFrame): Promise<void> {
    const { source, line, column } = frame;
    if (source?.path === undefined || line === 0) return this.#change({ stale: undefined, here: undefined });
    const { openFile, keepLibrary, workspace } = this.#context.get();
    const place = { line, column: Math.max(1, column) };
    const path = fileOf(source.path, workspace?.path);
    const { sourceReference = 0 } = source;
    // The SDK's, or a package's: there is no such file in the workspace.
    const isOutside = path === source.path;
    if (sourceReference === 0 && !isOutside) {
      this.#change({ stale: undefined, here: { path, line } });
      await openFile(path, place, { isQuiet: true });
      return;
    }
    const text = await this.#ask(session, 'source', { source, sourceReference }, dap.sourceText);
    if (turn !== this.#turn || !text.ok) return;
    const about = source.origin ?? 'as it was compiled';
    const { content } = text.value;
    const shown = libraryPath(`as compiled/${path}`);
    const isStale = sourceReference > 0;
    this.#change({
      stale: isStale ? { about: `${path}:${line}, ${about}`, text: content.split('\n')[line - 1] ?? '' } : undefined,
      here: { path: shown, line },
    });
    keepLibrary(shown, content);
    await openFile(shown, place, { isQuiet: true });
  }
}

/** A path of the debugger as the workspace has it. @param folder of the workspace. */
export const fileOf = (path: string, folder: string | undefined): string =>
  folder !== undefined && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
