/** The script language once more, as another runtime: for calls across runtimes. */
import { scriptRuntime } from './script-runtime.ts';

export const SCRIPT_B = 'script-b';
export const createLane = scriptRuntime(SCRIPT_B);
