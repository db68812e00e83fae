/** Scripts on lanes that want to be replaced after every few transactions. */
import type { LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { createLane as createScriptLane } from './script-runtime.ts';

const MOST = 40;

export async function createLane(host: LaneHost): Promise<LaneRuntime> {
  const lane = await createScriptLane(host);
  let ran = 0;
  return {
    execute: (...task) => {
      ran++;
      return lane.execute(...task);
    },
    frame: (...task) => lane.frame(...task),
    isSpent: () => ran >= MOST,
  };
}
