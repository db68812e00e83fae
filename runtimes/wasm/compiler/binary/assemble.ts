/** WebAssembly text to a module, in a process of its own: wabt's C++ neither yields nor survives absurd nesting. */
import { join } from 'node:path';
import type { Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { createJsonProcess, type JsonProcess } from '../../../process/json-process.ts';
import { isObject } from '../../../core/json-shape.ts';

export type Assembled = { readonly module: string } | { readonly problem: string };

export interface WatSource {
  /** What diagnostics call the file. */
  readonly file: string;
  readonly text: string;
}

export type Assembler = JsonProcess<{ readonly name: string; readonly text: string }, Assembled>;

/** What wabt calls the file: no name of a user's can be mistaken for the rest of a message. */
const NAME = 'module.wat';

export const createAssembler = (idleMs: number): Assembler =>
  createJsonProcess({
    name: 'wabt',
    entry: join(import.meta.dirname, 'wabt-entry.ts'),
    idleMs,
    parse: (message) => {
      if (!isObject(message)) return undefined;
      const { module, problem } = message;
      if (typeof module === 'string') return { module };
      return typeof problem === 'string' ? { problem } : undefined;
    },
  });

export async function assemble(
  assembler: Assembler,
  { file, text }: WatSource,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Result<Uint8Array<ArrayBuffer>, readonly Diagnostic[]>> {
  const answer = await assembler.request({ name: NAME, text }, { timeoutMs, signal });
  const fail = (message: string): Result<never, readonly Diagnostic[]> =>
    err([{ severity: 'error', message, file, line: 0, column: 0 }]);
  if (!answer.ok) {
    const { kind, message } = answer.error;
    const spoilt = kind === 'crashed' || (kind === 'failed' && /out of bounds|call stack|unreachable/.test(message));
    if (spoilt) return fail(`${file} is too much for the assembler: it is nested too deeply`);
    return fail(`compiling ${file}: ${message}`);
  }
  if ('problem' in answer.value) return err(readProblems(answer.value.problem, { file, text }));
  return ok(new Uint8Array(Buffer.from(answer.value.module, 'base64')));
}

const MOST_PROBLEMS = 50;

/** wabt's messages: `name:line:column: error: what`, each followed by the line and a row of carets. */
export function readProblems(text: string, source: WatSource): readonly Diagnostic[] {
  const lines = source.text.split('\n');
  const found: Diagnostic[] = [];
  for (const [, line = '0', byte = '1', message = ''] of text.matchAll(/^module\.wat:(\d+):(\d+): error: (.*)$/gm)) {
    const column = columnOfByte(lines[Number(line) - 1] ?? '', Number(byte));
    found.push({ severity: 'error', message: message.trim(), file: source.file, line: Number(line), column });
    if (found.length === MOST_PROBLEMS) break;
  }
  if (found.length > 0) return found;
  const message = text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  return [{ severity: 'error', message, file: source.file, line: 0, column: 0 }];
}

/** wabt counts bytes of UTF-8; editors count UTF-16 units. */
const columnOfByte = (line: string, byte: number): number =>
  Buffer.from(line, 'utf8')
    .subarray(0, Math.max(0, byte - 1))
    .toString('utf8').length + 1;
