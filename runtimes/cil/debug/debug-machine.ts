import type { DebugMachine } from '../../sdk/debug-info.ts';

/** Statements are what it tells: there is no smaller step. */
export const debugMachine: DebugMachine = { instructionName: () => 'statement', tellsStatements: true };
