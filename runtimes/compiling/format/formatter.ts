/** Lays out a text in a process of its own, the same for all languages that Prettier knows; it ends when nobody has asked for a while. */
import { join } from 'node:path';
import { isObject } from '../../core/json-shape.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { createJsonProcess, type JsonProcess } from '../../process/json-process.ts';

export interface FormatRequest {
  readonly language: 'solidity' | 'typescript' | 'yaml';
  readonly text: string;
}
export type FormatAnswer = { readonly text: string } | { readonly error: string };

const TIMEOUT_MS = 20_000;
const IDLE_MS = 20_000;
const MOST_CHARS = 1_000_000;

let formatter: JsonProcess<FormatRequest, FormatAnswer> | undefined;

/** The error says why the text stays as it is. */
export async function formatText(language: FormatRequest['language'], text: string): Promise<Result<string, string>> {
  if (text.length > MOST_CHARS) return err('the file is too large to be formatted');
  formatter ??= createJsonProcess<FormatRequest, FormatAnswer>({
    name: 'the formatter',
    entry: join(import.meta.dirname, 'format-entry.ts'),
    idleMs: IDLE_MS,
    parse: (answer) =>
      isObject(answer) && (typeof answer['text'] === 'string' || typeof answer['error'] === 'string')
        ? (answer as FormatAnswer)
        : undefined,
  });
  const answered = await formatter.request({ language, text }, { timeoutMs: TIMEOUT_MS });
  if (!answered.ok) return err(answered.error.message);
  if ('error' in answered.value) return err(`it cannot be formatted: ${answered.value.error}`);
  const { text: laidOut } = answered.value;
  return saysTheSame(text, laidOut)
    ? ok(laidOut)
    : err('formatting would have changed more than the layout, so the file stays as it is');
}

/** Whether two texts differ in nothing but what a layout is made of: white space, quotes, commas and parentheses that mean nothing. */
export const saysTheSame = (before: string, after: string): boolean => bare(before) === bare(after);

const bare = (text: string): string => text.replaceAll(/[\s,;"'()*/]/g, '').toLowerCase();
