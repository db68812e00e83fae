import type { Diagnostic } from '../../../core/artifact.ts';
import type { Range } from './syntax.ts';

/** Where a source has line breaks decides what line an offset is in; columns count UTF-16 units. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

export interface SourceText {
  /** Workspace path with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A diagnostic at a place in a source. */
export function problemAt(
  source: SourceText,
  range: Range,
  message: string,
  more: { readonly hint?: string; readonly code?: string; readonly severity?: 'error' | 'warning' | 'info' } = {},
): Diagnostic {
  const start = positionOf(source.text, range.start);
  const end = positionOf(source.text, Math.max(range.end, range.start));
  return {
    severity: more.severity ?? 'error',
    message,
    file: source.path,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    ...(more.code === undefined ? {} : { code: more.code }),
    ...(more.hint === undefined ? {} : { hint: more.hint }),
  };
}
