import type { JSX } from 'react';
import type { GraphRow } from './block-graph.ts';

/** Of a column, px. */
const STEP = 12;
const ROW = 24;
const MIDDLE = ROW / 2;
/** More than these share the last one. */
export const MOST_COLUMNS = 6;

const x = (column: number): number => (Math.min(column, MOST_COLUMNS - 1) + 0.5) * STEP;

/** Lines and dot of one block; what they say is also said in words. */
export function GraphCell({
  row: { column, joins, passes, hasParent },
  columns,
  isHere,
}: {
  row: GraphRow;
  columns: number;
  isHere: boolean;
}): JSX.Element {
  const at = x(column);
  return (
    <svg className="block-graph" width={columns * STEP} height={ROW} aria-hidden="true">
      {passes.map((other) => (
        <path key={`pass${other}`} d={`M${x(other)} 0V${ROW}`} />
      ))}
      {joins.map((from) => (
        <path key={`join${from}`} d={`M${x(from)} 0C${x(from)} ${MIDDLE / 2} ${at} ${MIDDLE / 2} ${at} ${MIDDLE}`} />
      ))}
      {hasParent && <path d={`M${at} ${MIDDLE}V${ROW}`} />}
      <circle cx={at} cy={MIDDLE} r={isHere ? 4.5 : 3} className={isHere ? 'here' : column === 0 ? 'on-line' : ''} />
    </svg>
  );
}
