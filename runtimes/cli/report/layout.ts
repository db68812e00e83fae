import { stripVTControlCharacters, styleText } from 'node:util';
import type { Host, OutputStream } from '../host.ts';

export type Style = 'title' | 'good' | 'bad' | 'warn' | 'faint' | 'strong';

/** How a text for people is laid out. */
export interface Layout {
  /** Columns. */
  readonly width: number;
  paint(style: Style, text: string): string;
}

const STYLES = {
  title: ['bold', 'cyan'],
  good: ['green'],
  bad: ['bold', 'red'],
  warn: ['yellow'],
  faint: ['dim'],
  strong: ['bold'],
} as const satisfies Record<Style, readonly string[]>;

const MIN_WIDTH = 80;
const MAX_WIDTH = 100;

/** Colours only on a terminal, and not where NO_COLOR is set (no-color.org). */
export function layoutOf(stream: OutputStream, env: Host['env']): Layout {
  const hasColour = stream.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, stream.columns ?? MAX_WIDTH)),
    paint: (style, text) => (hasColour ? styleText([...STYLES[style]], text, { validateStream: false }) : text),
  };
}

/** Text from a contract or a file on one line: no escape sequence or control character of theirs reaches the terminal. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
