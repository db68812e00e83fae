/** Sources as a client is shown them: the file, or the text that was compiled where the file is another by now, or gone. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { basename, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Timeline } from '../timeline.ts';

export interface NamedSource {
  readonly path?: string | undefined;
  readonly sourceReference?: number | undefined;
}

/** As compilers have it, whether a client says it as a path or as an URI. */
export function pathOf({ path }: NamedSource): string | undefined {
  if (path === undefined) return undefined;
  if (!path.startsWith('file:')) return normalize(path);
  try {
    return fileURLToPath(path);
  } catch {
    return undefined;
  }
}

export class SourceTexts {
  readonly #texts = new Map<string, string>();
  readonly #references = new Map<string, number>();
  readonly #readFile: (path: string) => Promise<string | undefined>;
  readonly #known = new Map<string, Promise<DebugProtocol.Source>>();

  constructor(timeline: Timeline, readFile: (path: string) => Promise<string | undefined>) {
    this.#readFile = readFile;
    for (const { info } of timeline.frames)
      for (const { path, text } of info?.sources ?? []) {
        if (this.#texts.has(path)) continue;
        this.#texts.set(path, text);
        this.#references.set(path, this.#references.size + 1);
      }
  }

  get paths(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Looked at once: a file that changes while it is debugged stays what it was. */
  source(path: string): Promise<DebugProtocol.Source> {
    let known = this.#known.get(path);
    if (known === undefined) this.#known.set(path, (known = this.#describe(path)));
    return known;
  }

  /** The path that the client means. */
  pathOf({ sourceReference = 0, ...source }: NamedSource): string | undefined {
    if (sourceReference > 0) return this.paths.find((one) => this.#references.get(one) === sourceReference);
    return pathOf(source);
  }

  /** As it was compiled. */
  text(source: NamedSource): string | undefined {
    const path = this.pathOf(source);
    return path === undefined ? undefined : this.#texts.get(path);
  }

  async #describe(path: string): Promise<DebugProtocol.Source> {
    const text = this.#texts.get(path);
    const found = await this.#readFile(path);
    const name = basename(path);
    if (text === undefined || text === '' || found === text) return { name, path };
    const origin =
      found === undefined
        ? 'as it was compiled: the file is not there'
        : 'as it was compiled: the file has changed since';
    return { name, path, origin, sourceReference: this.#references.get(path) ?? 0 };
  }
}
