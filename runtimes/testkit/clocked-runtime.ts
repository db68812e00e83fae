/** Scripts whose hidden numbers are days since 1970. */
import { scriptRuntime } from './script-runtime.ts';

export const CLOCKED = 'clocked';
export const createLane = scriptRuntime(CLOCKED, () => Math.floor(Date.now() / 86_400_000));
