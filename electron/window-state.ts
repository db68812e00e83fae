/** Where the window was and what was open in it, in a file of the user's. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { writeWholeSync } from '../runtimes/compiling/write-whole.ts';

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
const windowState = z.object({ bounds: rectangle, maximized: z.boolean(), workspace: z.string().nullable() });
export type WindowState = z.infer<typeof windowState>;

export const SMALLEST = { width: 800, height: 560 };
const FIRST = { width: 1440, height: 900 };

/** A file that cannot be read is as good as none. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** At once: the program may be about to end. */
export function writeWindowState(file: string, state: WindowState): void {
  writeWholeSync(dirname(file), basename(file), JSON.stringify(state));
}

/** Where it was, if there is still a screen; of a sensible size in any case. */
export function placeWindow(
  kept: Rectangle | undefined,
  screens: readonly { readonly workArea: Rectangle }[],
): Partial<Rectangle> {
  const screen = screens.find(({ workArea }) => kept && overlap(kept, workArea) > 0.3);
  const { workArea } = screen ?? screens[0] ?? { workArea: { x: 0, y: 0, ...FIRST } };
  const size = screen && kept ? kept : FIRST;
  const width = Math.max(SMALLEST.width, Math.min(size.width, workArea.width));
  const height = Math.max(SMALLEST.height, Math.min(size.height, workArea.height));
  return screen && kept ? { x: kept.x, y: kept.y, width, height } : { width, height };
}

/** The share of the first that lies in the second. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : (width * height) / (a.width * a.height);
}
