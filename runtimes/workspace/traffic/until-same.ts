/** More pairs than these are not compared each with each. */
const MOST_COMPARED = 1_000_000;

/**
 * How many of each list come before the first that both keep, where they keep as many as they can (the longest common subsequence): what
 * stays keeps its comments.
 */
export function untilSame(before: readonly string[], after: readonly string[]): readonly [number, number] {
  const [rows, columns] = [before.length, after.length];
  if (rows * columns > MOST_COMPARED) return [rows, columns];
  const width = columns + 1;
  const kept = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => kept[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      kept[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  let [row, column] = [0, 0];
  while (row < rows && column < columns && before[row] !== after[column]) {
    if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return row < rows && column < columns ? [row, column] : [rows, columns];
}
