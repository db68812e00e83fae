/** A document and its program: places of the text that is shown, as places of the text that solc has read, and back. */
import type { OpenDocument, TextPlace, TextRange } from '../../../sdk/language-service.ts';
import { positionOf } from '../source-position.ts';
import type { Program, Span, Unit } from './program.ts';
import { offsetAt } from './read-program.ts';
import { workspacePath } from './workspace-path.ts';
import { namesAt, sceneAt, type Named, type Scene } from './scope.ts';

export interface Opened {
  readonly document: OpenDocument;
  readonly program: Program;
  /** In the document's text. */
  readonly at: number;
  /** In the program's. */
  readonly scene: Scene;
  readonly names: readonly Named[];
  /** undefined: neither the document nor in the workspace, or not there any more. */
  rangeOf(unit: Unit, span: Span): TextRange | undefined;
}

export function openAt(document: OpenDocument, program: Program, place: TextPlace): Opened {
  const at = offsetAt(document.text, place);
  const { entry } = program;
  const scene = sceneAt(entry, shift(document.text, entry.text, at));
  return {
    document,
    program,
    at,
    scene,
    names: namesAt(program, scene),
    rangeOf: (unit, span) => rangeIn(document, entry, unit, span),
  };
}

function rangeIn(document: OpenDocument, entry: Unit, unit: Unit, { start, end }: Span): TextRange | undefined {
  const isOpen = unit === entry;
  const file =
    isOpen && document.library !== undefined ? document.library : workspacePath(document.workspace, unit.path);
  if (file === undefined) return undefined;
  const text = isOpen ? document.text : unit.text;
  const place = (at: number): TextPlace => positionOf(text, isOpen ? shift(unit.text, text, at) : at);
  const last = place(end);
  return { file, ...place(start), endLine: last.line, endColumn: last.column };
}

/** Where a place of one text is in another that differs from it in one stretch. */
export function shift(from: string, to: string, at: number): number {
  if (from.length === to.length) return at;
  let same = 0;
  const most = Math.min(from.length, to.length);
  while (same < most && from[same] === to[same]) same++;
  if (at <= same) return at;
  return Math.max(same, at + to.length - from.length);
}
