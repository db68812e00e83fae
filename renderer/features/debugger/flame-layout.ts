/** Calls as boxes: as wide as the gas that they and their callees used, callees below their callers, in the order in which they were called. */
import type { CallTold } from './dap-shapes.ts';

export interface FlameCall {
  /** In the summary. */
  readonly index: number;
  readonly call: CallTold;
  /** With all deeper calls. */
  readonly gas: number;
  /** From 0, whatever is shown. */
  readonly depth: number;
  readonly children: readonly number[];
}

export interface FlameBox extends FlameCall {
  /** Pixels. */
  readonly x: number;
  readonly width: number;
  readonly row: number;
}

/** @param calls callers before their callees. */
export function flameCalls(calls: readonly CallTold[]): readonly FlameCall[] {
  const gas = calls.map((one) => one.gas);
  const children: number[][] = calls.map(() => []);
  const depths: number[] = [];
  for (const [index, { parent }] of calls.entries()) {
    depths.push(parent < 0 ? 0 : (depths[parent] ?? 0) + 1);
    children[parent]?.push(index);
  }
  for (let index = calls.length - 1; index >= 0; index--) {
    const parent = calls[index]?.parent ?? -1;
    if (parent >= 0) gas[parent] = (gas[parent] ?? 0) + (gas[index] ?? 0);
  }
  return calls.map((call, index) => ({
    index,
    call,
    gas: gas[index] ?? 0,
    depth: depths[index] ?? 0,
    children: children[index] ?? [],
  }));
}

/** What is narrower is not drawn (pixels); the table has it. */
const NARROWEST = 1;

/** @param root the call that takes the whole width. */
export function flameBoxes(calls: readonly FlameCall[], root: number, width: number): readonly FlameBox[] {
  const boxes: FlameBox[] = [];
  const top = calls[root];
  if (top === undefined || width <= 0) return boxes;
  const scale = width / Math.max(1, top.gas);
  const open = [{ call: top, x: 0, row: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { call, x, row } = next;
    const wide = call === top ? width : call.gas * scale;
    if (wide < NARROWEST) continue;
    boxes.push({ ...call, x, width: wide, row });
    let at = x;
    for (const child of call.children) {
      const inner = calls[child];
      if (inner === undefined) continue;
      open.push({ call: inner, x: at, row: row + 1 });
      at += inner.gas * scale;
    }
  }
  return boxes.sort((a, b) => a.index - b.index);
}

/** Where an arrow leads, among what is drawn. */
export function flameStep(boxes: readonly FlameBox[], from: number, key: string): number | undefined {
  const here = boxes.find(({ index }) => index === from);
  if (here === undefined) return boxes[0]?.index;
  const drawn = new Set(boxes.map(({ index }) => index));
  const inRow = boxes.filter(({ row }) => row === here.row).sort((a, b) => a.x - b.x);
  const at = inRow.indexOf(here);
  if (key === 'ArrowUp') return drawn.has(here.call.parent) ? here.call.parent : undefined;
  if (key === 'ArrowDown') return here.children.find((child) => drawn.has(child));
  if (key === 'ArrowLeft') return inRow[at - 1]?.index;
  if (key === 'ArrowRight') return inRow[at + 1]?.index;
  if (key === 'Home') return boxes[0]?.index;
  return undefined;
}
