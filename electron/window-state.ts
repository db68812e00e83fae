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

/** Where it was, as far as the screen allows. @param area of the screen that it goes to. */
export function placeWindow(kept: Rectangle | undefined, area: Rectangle): Partial<Rectangle> {
  const size = kept ?? FIRST;
  const width = Math.max(SMALLEST.width, Math.min(size.width, area.width));
  const height = Math.max(SMALLEST.height, Math.min(size.height, area.height));
  if (kept === undefined) return { width, height };
  const within = (at: number, from: number, room: number): number => Math.max(from, Math.min(at, from + room));
  return {
    x: within(kept.x, area.x, area.width - width),
    y: within(kept.y, area.y, area.height - height),
    width,
    height,
  };
}
