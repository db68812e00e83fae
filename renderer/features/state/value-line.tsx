import type { JSX } from 'react';
import type { CellWrite } from '../../../runtimes/service/contract/state.ts';

const WIDTH = 600;
const HEIGHT = 56;
const EDGE = 6;

/** A number over its versions, as steps: the oldest at the left. The table below has all of it in words. */
export function ValueLine({ versions }: { versions: readonly CellWrite[] }): JSX.Element | null {
  const values = [...versions].reverse().map(({ after }) => numberOf(after));
  if (versions.length < 2 || values.some((value) => value === undefined)) return null;
  const numbers = values as number[];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const x = (n: number): number => EDGE + (n * (WIDTH - 2 * EDGE)) / numbers.length;
  const y = (value: number): number => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const steps = numbers.map((value, n) => `${n === 0 ? `M${x(0)} ${y(value)}` : `V${y(value)}`}H${x(n + 1)}`).join('');
  return (
    <svg
      className="value-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`The value over ${numbers.length} versions`}
    >
      <path d={steps} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** Precise enough to be drawn. */
function numberOf(parts: CellWrite['after']): number | undefined {
  const [part] = parts;
  return part === undefined || parts.length > 1 || !/^-?\d*$/.test(part.value) ? undefined : Number(part.value);
}
