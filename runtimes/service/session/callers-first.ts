/** In the order of the calls; they come as they ended. */
export function callersFirst<F extends { readonly depth: number }>(frames: readonly F[]): readonly F[] {
  /** By depth: what has ended below a caller that has not. */
  const ended: F[][] = [];
  for (const frame of frames) {
    const callees = ended[frame.depth + 1] ?? [];
    ended.length = frame.depth + 1;
    const siblings = (ended[frame.depth] ??= []);
    siblings.push(frame);
    for (const callee of callees) siblings.push(callee);
  }
  return ended.flat();
}
