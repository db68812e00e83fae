/** What stands above the scrubber, as few paths: however many marks there are, no more are drawn than there are columns. */
import type { CallTold, MarkKind, Summary } from './dap-shapes.ts';

export const WIDTH = 300;
/** Ordered so that what matters most is drawn last. */
const KINDS: readonly MarkKind[] = ['crossing', 'event', 'failure'];
/** Not only by colour: crossings hang, events stand, failures go all the way. */
const SPAN: Readonly<Record<MarkKind, readonly [number, number]>> = {
  crossing: [0, 5],
  event: [9, 14],
  failure: [0, 14],
};

export interface ScrubberDrawing {
  readonly frames: readonly { readonly runtime: string; readonly path: string }[];
  readonly marks: readonly { readonly kind: MarkKind; readonly path: string }[];
}

type Drawn = Pick<Summary, 'rows' | 'marks'> & {
  readonly calls: readonly Pick<CallTold, 'runtime' | 'start' | 'end' | 'isFrame'>[];
};

export function scrubberDrawing({ rows, calls, marks }: Drawn): ScrubberDrawing {
  const last = Math.max(1, rows - 1);
  const column = (row: number): number => Math.min(WIDTH - 1, Math.round((row / last) * (WIDTH - 1)));
  // Callers come before callees: the innermost frame of a column is the last to take it.
  const runtimeAt: string[] = Array.from({ length: WIDTH }, () => '');
  for (const { runtime, start, end, isFrame } of calls)
    if (isFrame) runtimeAt.fill(runtime, column(start), column(end) + 1);
  const stretches = new Map<string, string>();
  for (let from = 0; from < WIDTH;) {
    const runtime = runtimeAt[from] ?? '';
    let to = from;
    while (to < WIDTH && runtimeAt[to] === runtime) to++;
    if (runtime !== '')
      stretches.set(runtime, `${stretches.get(runtime) ?? ''}M${from} 6h${to - from}v2h${from - to}z`);
    from = to;
  }
  return {
    frames: [...stretches].map(([runtime, path]) => ({ runtime, path })),
    marks: KINDS.flatMap((kind) => {
      const columns = new Set(marks.filter((mark) => mark.kind === kind).map(({ row }) => column(row)));
      const [from, to] = SPAN[kind];
      const path = [...columns].map((x) => `M${x + 0.5} ${from}V${to}`).join('');
      return path === '' ? [] : [{ kind, path }];
    }),
  };
}
