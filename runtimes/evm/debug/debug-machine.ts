/** What the EVM tells a debugger, whoever compiled the code. */
import type { DebugMachine } from '../../sdk/debug-info.ts';
import { opcodeName } from './opcode-names.ts';

export const debugMachine: DebugMachine = { instructionName: opcodeName };
