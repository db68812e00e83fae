/**
 * A recorded trace as rows that a debugger moves over: one for each instruction of machines that tell theirs, and for frames of others one
 * for their beginning and each of their effects. Stepping is a search in columns; what a machine holds is made from the checkpoint before.
 */
import type { CellKey, CellValue } from '../core/cell.ts';
import type { ContractEvent } from '../core/effects.ts';
import type { StepEvent, TracedFrame } from '../core/step-trace.ts';
import type { CodePosition, DebugInfo, InnerCall } from '../sdk/debug-info.ts';
import type { CellHistory } from './cell-history.ts';
import type { Column } from './columns.ts';
import type { MachineSnapshot } from './machine-state.ts';
import type { TraceTape } from './trace-tape.ts';

export interface TimelineFrame {
  readonly frame: TracedFrame;
  readonly parent: number | undefined;
  /** Its place in the tree of calls. */
  readonly node: number;
  readonly info: DebugInfo | undefined;
  readonly isCreation: boolean;
  /** Row of the caller that called; -1: the transaction itself. */
  readonly calledAt: number;
  /** The first row that is after it. */
  end: number;
  leave: Extract<StepEvent, { kind: 'leave' }> | undefined;
}

/** A frame, or a function that was called within one: the tree of calls over all runtimes. */
export interface CallNode {
  readonly parent: number | undefined;
  /** Calls around it. */
  readonly depth: number;
  readonly frame: number;
  /** undefined: it is the frame itself. */
  readonly call: InnerCall | undefined;
  /** Which call of the frame's own, as `local` steps count them; 0: the frame. */
  readonly level: number;
  readonly start: number;
  /** The first row that is after it. */
  end: number;
  /** It has rows in sources of people. */
  hasSource: boolean;
}

/** What the machines of a runtime tell of themselves. */
export type Told = 'instructions' | 'statements' | 'nothing';

export const ROW = { step: 0, begin: 1, effect: 2, end: 3 } as const;

/** Bits of a row: it has a place in a source; a line begins there, for whoever steps into calls; for whoever steps over them. */
export const FLAG = { placed: 1, enters: 2, line: 4 } as const;

export interface Place extends CodePosition {
  readonly id: number;
  /** The same for all places of a line. */
  readonly lineId: number;
}

export interface Checkpoint {
  readonly row: number;
  /** Of the row's event. */
  readonly position: number;
  readonly machine: MachineSnapshot;
}

export interface EmittedEvent {
  readonly row: number;
  readonly frame: number | undefined;
  readonly event: ContractEvent;
}

export interface TimelineParts {
  readonly tape: TraceTape;
  readonly frames: readonly TimelineFrame[];
  readonly nodes: readonly CallNode[];
  readonly places: readonly Place[];
  readonly cells: CellHistory;
  readonly events: readonly EmittedEvent[];
  readonly checkpoints: readonly Checkpoint[];
  /** A runtime has not told all of its instructions. */
  readonly isCut: boolean;
  readonly kind: Column<Uint8Array>;
  readonly opcode: Column<Uint8Array>;
  readonly flags: Column<Uint8Array>;
  readonly offset: Column<Uint32Array>;
  readonly node: Column<Uint32Array>;
  readonly place: Column<Int32Array>;
  readonly position: Column<Uint32Array>;
  /** What the row's step cost, without what it gave to a call. */
  readonly gas: Column<Uint32Array>;
}

export interface Timeline extends TimelineParts {
  /** The last is the end of the transaction. */
  readonly length: number;
  /** How many calls around a row have rows in sources: what stepping by line counts. */
  sourceDepth(row: number): number;
  placeAt(row: number): Place | undefined;
  nodeAt(row: number): CallNode;
  /** undefined: the transaction has run no code. */
  frameAt(row: number): TimelineFrame | undefined;
  cellAt(key: CellKey, row: number): CellValue | undefined;
}

export function timeline(parts: TimelineParts): Timeline {
  const { nodes, frames, places, kind, node, place, cells } = parts;
  const depths: number[] = [];
  for (const one of nodes) {
    const parent = one.parent === undefined ? undefined : nodes[one.parent];
    const around = one.parent === undefined ? 0 : (depths[one.parent] ?? 0);
    depths.push(around + (parent?.hasSource === true ? 1 : 0));
  }
  const nodeAt = (row: number): CallNode => nodes[node.at(row)] as CallNode;
  return {
    ...parts,
    length: kind.length,
    sourceDepth: (row) => depths[node.at(row)] ?? 0,
    placeAt: (row) => places[place.at(row)],
    nodeAt,
    frameAt: (row) => frames[nodeAt(row).frame],
    cellAt: (key, row) => cells.at(key, row),
  };
}
