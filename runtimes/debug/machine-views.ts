/** What runtimes are shown of the machines at a row (sdk/debug-info.ts). */
import type { MachineView } from '../sdk/debug-info.ts';
import type { MachineCursor } from './machine-cursor.ts';
import type { CallNode, Timeline, TimelineFrame } from './timeline.ts';

/** What the frame runs, where it is known. */
export type CodeOf = (frame: TimelineFrame['frame']) => Uint8Array | undefined;

const codeIn = (code: Uint8Array | undefined): { readonly code?: Uint8Array } => (code === undefined ? {} : { code });
const NOTHING = new Uint8Array(0);

/** Of a call that is open at a row. `at`: where it stands itself, if it waits for a deeper one. Good until the cursor moves. */
export function machineView(
  timeline: Timeline,
  cursor: MachineCursor,
  { preimages, codeOf }: { readonly preimages: ReadonlyMap<string, Uint8Array>; readonly codeOf: CodeOf },
  { row, node, at }: { readonly row: number; readonly node: CallNode; readonly at: number },
): MachineView | undefined {
  const frame = timeline.frames[node.frame];
  if (frame === undefined) return undefined;
  const open = cursor.at(row).open.find(({ index }) => index === node.frame);
  return {
    frame: frame.frame,
    ...codeIn(codeOf(frame.frame)),
    offset: timeline.offset.at(at),
    call: node.call,
    isOutermost: node.call !== undefined && timeline.nodes[node.parent ?? -1]?.call === undefined,
    stack: open?.stack ?? [],
    memory: open?.memory.bytes ?? NOTHING,
    locals: open?.calls[node.level] ?? open?.calls[0] ?? new Map(),
    cell: (key) => timeline.cellAt(key, row),
    touched: (account) => timeline.cells.touched(account, row),
    preimages,
  };
}
