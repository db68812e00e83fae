/** How executors are started where nobody says: as children of Node, unless the program has other processes. */
import { launchNodeChild } from './node-child.ts';
import type { Launch } from './transport.ts';

let chosen: Launch = launchNodeChild;

export const launchProcess: Launch = (spec, events) => chosen(spec, events);

/** For the whole program, before the first is started. */
export function launchProcessesBy(launch: Launch): void {
  chosen = launch;
}
