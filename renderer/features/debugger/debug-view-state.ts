import type { StackFrame, Summary } from './dap-shapes.ts';
import type { VariableNode } from './variable-rows.ts';

/** A transaction that is stepped through. */
export interface DebugView {
  /** undefined: it is being opened. */
  readonly session: number | undefined;
  readonly title: string;
  readonly state: 'opening' | 'stopped' | 'moving';
  /** What opening does, while it takes long. */
  readonly progress: string;
  /** Why it stopped where it stands. */
  readonly why: string;
  readonly error: string | undefined;
  readonly summary: Summary | undefined;
  /** What the debugger calls the files of the workspace. */
  readonly files: ReadonlyMap<string, string>;
  /** Where it stands, counted from 0. */
  readonly row: number;
  /** The innermost first; the first ones of `depth`. */
  readonly frames: readonly StackFrame[];
  readonly depth: number;
  /** Index of the one that is looked at. */
  readonly frame: number;
  /** The line as it was compiled, where the file is not that any more. */
  readonly stale: { readonly about: string; readonly text: string } | undefined;
  /** The line that is looked at, of a file or of what was compiled. */
  readonly here: { readonly path: string; readonly line: number } | undefined;
  readonly scopes: readonly VariableNode[];
  readonly children: Readonly<Record<string, readonly VariableNode[]>>;
  readonly open: ReadonlySet<string>;
  /** Ids of variables that were something else at the last stop. */
  readonly changed: ReadonlySet<string>;
  /** By expression: what each is. What is in them is among `children`. */
  readonly watched: Readonly<Record<string, VariableNode>>;
  /** What breakpoints with a message have said, and notes; the last ones. */
  readonly said: readonly string[];
}

export const OPENING: Omit<DebugView, 'title'> = {
  session: undefined,
  state: 'opening',
  progress: '',
  why: '',
  error: undefined,
  summary: undefined,
  files: new Map(),
  row: 0,
  frames: [],
  depth: 0,
  frame: 0,
  stale: undefined,
  here: undefined,
  scopes: [],
  children: {},
  open: new Set(),
  changed: new Set(),
  watched: {},
  said: [],
};
