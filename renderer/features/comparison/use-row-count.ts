import { useEffect, useState } from 'react';
import { nextFrame } from './canvas.ts';

/** Rows that are drawn in a frame. */
export const AT_ONCE = 50;

/** How many of so many rows are drawn by now: some more in each frame, so that none takes long. */
export function useRowCount(total: number): number {
  const [count, setCount] = useState(AT_ONCE);
  useEffect(() => (count < total ? nextFrame(() => setCount(count + AT_ONCE)) : undefined), [count, total]);
  return Math.min(count, total);
}
