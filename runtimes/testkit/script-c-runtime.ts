/** The script language as a third runtime. */
import { scriptRuntime } from './script-runtime.ts';

export const SCRIPT_C = 'script-c';
export const createLane = scriptRuntime(SCRIPT_C);
