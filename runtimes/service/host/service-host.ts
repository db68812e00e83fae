/** The service of one program: at most one workspace is open, and all windows see it. */
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, normalize } from 'node:path';
import { inTurn } from '../../compiling/in-turn.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import type { ServiceError } from '../contract/error.ts';
import type { Channel } from '../contract/message.ts';
import { METHODS, type Method } from '../contract/methods.ts';
import type { HostInfo, RecentWorkspace, WorkspaceInfo } from '../contract/workspace.ts';
import type { Answer, Emit, Handlers, RequestContext } from '../server/handlers.ts';
import { serveChannel } from '../server/serve-channel.ts';
import { bindingHandlers } from '../session/handlers/binding-handlers.ts';
import { codeHandlers } from '../session/handlers/code-handlers.ts';
import { contractHandlers } from '../session/handlers/contract-handlers.ts';
import { fileHandlers } from '../session/handlers/file-handlers.ts';
import { cureHandlers } from '../session/handlers/cure-handlers.ts';
import { debugHandlers } from '../session/handlers/debug-handlers.ts';
import { compareHandlers } from '../session/handlers/compare-handlers.ts';
import { historyHandlers } from '../session/handlers/history-handlers.ts';
import { ledgerHandlers } from '../session/handlers/ledger-handlers.ts';
import { runHandlers } from '../session/handlers/run-handlers.ts';
import { stateHandlers } from '../session/handlers/state-handlers.ts';
import { searchHandlers } from '../session/handlers/search-handlers.ts';
import { trafficHandlers } from '../session/handlers/traffic-handlers.ts';
import { trustHandlers } from '../session/handlers/trust-handlers.ts';
import { snapshotHandlers } from '../session/handlers/snapshot-handlers.ts';
import { Session } from '../session/session.ts';
import { copyExample, freeFolder, isFolder, listExamples } from './examples.ts';
import { MemoryFolder } from '../../workspace/files/memory-folder.ts';
import { bringPackages } from './bring-packages.ts';
import { Templates } from './templates.ts';
import { memoryHandlers } from './memory-handlers.ts';
import { RecentWorkspaces } from './recent.ts';

/** Makes this program the only one that has the workspace open; what it gives back ends that. */
export type Claim = (folder: string) => Promise<Result<() => Promise<void>, ServiceError>>;

export interface ServiceHostOptions {
  readonly version: string;
  readonly registry: Registry;
  /** Folder of the example workspaces. */
  readonly examples: string;
  /** Folder of what new workspaces begin with; undefined: with nothing. */
  readonly templates?: string | undefined;
  /** Where new workspaces go. */
  readonly home: string;
  /** File that remembers which workspaces were open; undefined: nobody does. */
  readonly recent: string | undefined;
  /** Folder of what windows remember of the user; undefined: nothing is. */
  readonly memory?: string | undefined;
  readonly claim?: Claim;
  /** Another workspace is open, and told to every window. */
  readonly onWorkspace?: ((workspace: WorkspaceInfo) => void) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onBug: (error: unknown) => void;
}

const USER_MEMORY = ['settings.json', 'settings-damaged.json', 'tour.json'];

type SessionMethod = Exclude<Method, `host.${string}`>;
type SessionHandlers = Pick<Handlers, SessionMethod>;

interface Opened {
  readonly session: Session;
  readonly handlers: SessionHandlers;
  readonly release: () => Promise<void>;
}

export class ServiceHost {
  readonly #options: ServiceHostOptions;
  readonly #recent: RecentWorkspaces;
  readonly #templates: Templates;
  readonly #listeners = new Set<(name: string, data: unknown) => void>();
  readonly #handlers: Handlers;
  #opened: Opened | undefined;
  /** One opens after the other. */
  readonly #turn = inTurn();

  constructor(options: ServiceHostOptions) {
    this.#options = options;
    this.#recent = new RecentWorkspaces(options.recent);
    this.#templates = new Templates(options.templates, options.examples);
    this.#handlers = { ...this.#hostHandlers(), ...this.#sessionHandlers() };
  }

  get workspace(): WorkspaceInfo | undefined {
    const session = this.#opened?.session;
    return session && { name: session.name, path: session.root };
  }

  /** The newest first. */
  recent(): Promise<readonly RecentWorkspace[]> {
    return this.#recent.list();
  }

  /** A window has come. */
  connect(channel: Channel): void {
    const subscribe = (listener: (name: string, data: unknown) => void): (() => void) => {
      this.#listeners.add(listener);
      return () => void this.#listeners.delete(listener);
    };
    serveChannel(channel, { handlers: this.#handlers, subscribe, onBug: this.#options.onBug });
  }

  /** @param path absolute. */
  open(path: string): Answer<WorkspaceInfo> {
    return this.#turn('workspace', async () => {
      if (!isAbsolute(path)) return err({ code: 'invalid', message: `"${path.slice(0, 80)}" is no full path` });
      const folder = normalize(path);
      if (!(await isFolder(folder))) {
        if (!(await isFolder(dirname(folder))))
          return err({ code: 'notFound', message: `there is no folder ${folder}, and none that it could be made in` });
        const made = await mkdir(folder).then(
          () => undefined,
          (error: Error) => error.message,
        );
        if (made !== undefined) return err({ code: 'io', message: `${folder} cannot be opened: ${made}` });
      }
      if (this.workspace?.path === (await realpath(folder))) return ok(this.workspace);
      const claimed = await (this.#options.claim?.(folder) ?? Promise.resolve(ok(() => Promise.resolve())));
      if (!claimed.ok) return claimed;
      await this.#shut();
      const { registry, now, onWorkspace } = this.#options;
      const session = await Session.open({ folder, registry, emit: this.#emit, now });
      const handlers = {
        ...fileHandlers(session),
        ...bindingHandlers(session),
        ...codeHandlers(session),
        ...ledgerHandlers(session),
        ...compareHandlers(session),
        ...cureHandlers(session),
        ...debugHandlers(session),
        ...historyHandlers(session),
        ...snapshotHandlers(session),
        ...contractHandlers(session),
        ...searchHandlers(session),
        ...trustHandlers(session),
        ...runHandlers(session),
        ...trafficHandlers(session),
        ...stateHandlers(session),
        ...workspaceMemory(session),
      };
      this.#opened = { session, handlers, release: claimed.value };
      const workspace = { name: session.name, path: session.root };
      await this.#recent.opened(session.root, now());
      this.#emit('host.workspace', { workspace });
      onWorkspace?.(workspace);
      return ok(workspace);
    });
  }

  async close(): Promise<void> {
    await this.#turn('workspace', () => this.#shut());
  }

  async #shut(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.session.close();
    await opened?.release();
  }

  readonly #emit: Emit = (name, data) => {
    for (const listener of this.#listeners) listener(name, data);
  };

  #hostHandlers(): Pick<Handlers, Extract<Method, `host.${string}`>> {
    const { examples, home, memory } = this.#options;
    const own = memory === undefined ? undefined : new MemoryFolder(memory, USER_MEMORY);
    const { recall, remember } = memoryHandlers(own, (name, text) =>
      this.#emit('memory.changed', { scope: 'user', name, text }),
    );
    return {
      'host.recall': recall,
      'host.remember': remember,
      'host.describe': async () => ok(await this.#describe()),
      'host.open': ({ path }) => this.open(path),
      'host.create': async ({ example, path }) => {
        const folder = path ?? (await freeFolder(home, example));
        if (!isAbsolute(folder)) return err({ code: 'invalid', message: `"${folder.slice(0, 80)}" is no full path` });
        const copied = await copyExample(examples, example, folder);
        if (!copied.ok) return copied;
        await bringPackages(folder, examples);
        return this.open(folder);
      },
      'host.templateText': async ({ template, language }) => {
        const text = await this.#templates.text(template, language);
        return text.ok ? ok({ text: text.value }) : text;
      },
      'host.createFromTemplate': async ({ template, language, path }) => {
        const folder = path ?? (await freeFolder(home, 'my-contracts'));
        if (!isAbsolute(folder)) return err({ code: 'invalid', message: `"${folder.slice(0, 80)}" is no full path` });
        if (await isFolder(folder))
          return err({ code: 'exists', message: `${folder} is there already: choose another folder, or open it` });
        const copied = await this.#templates.copy(template, language, folder);
        return copied.ok ? this.open(folder) : copied;
      },
    };
  }

  /** Those of the open workspace, whichever it is. */
  #sessionHandlers(): SessionHandlers {
    const methods = (Object.keys(METHODS) as Method[]).filter((method) => !method.startsWith('host.'));
    const ask = (method: Method) => (params: unknown, context: RequestContext) => {
      const handlers = this.#opened?.handlers as
        Record<string, (given: unknown, its: RequestContext) => unknown> | undefined;
      return handlers?.[method]?.(params, context) ?? err({ code: 'noWorkspace', message: 'no workspace is open' });
    };
    return Object.fromEntries(methods.map((method) => [method, ask(method)])) as unknown as SessionHandlers;
  }

  async #describe(): Promise<HostInfo> {
    const { version, registry, examples, home } = this.#options;
    return {
      version,
      home,
      runtimes: registry.runtimes.map(({ manifest: { id, name, version: of, deterministic, look } }) => ({
        id,
        name,
        version: of,
        deterministic,
        ...(look && { look }),
      })),
      languages: registry.compilers.map(({ language, runtime, extensions, projectFiles }) => ({
        ...language,
        runtime,
        extensions,
        ...(projectFiles && { projectFiles }),
      })),
      examples: await listExamples(examples, registry),
      templates: await this.#templates.list(),
      recent: await this.#recent.list(),
      workspace: this.workspace ?? null,
      isGone: this.#opened?.session.isGone ?? false,
    };
  }
}

function workspaceMemory({ memory, emit }: Session): Pick<Handlers, 'workspace.recall' | 'workspace.remember'> {
  const { recall, remember } = memoryHandlers(memory, (name, text) =>
    emit('memory.changed', { scope: 'workspace', name, text }),
  );
  return { 'workspace.recall': recall, 'workspace.remember': remember };
}
