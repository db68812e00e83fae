import type { DebugMachine, Variable } from '../../sdk/debug-info.ts';
import { INSTRUCTION_NAMES } from './instruction-names.ts';
import { readLocal, typeNameOf } from './local-value.ts';

export const debugMachine: DebugMachine = {
  instructionName: (opcode) => INSTRUCTION_NAMES.get(opcode) ?? `0x${opcode.toString(16).padStart(2, '0')}`,
  machineScopes: (view) => {
    const variables = [...view.locals]
      .sort(([a], [b]) => a - b)
      .map(([slot, bytes]): Variable => {
        const value = readLocal(bytes);
        return {
          name: `$${slot}`,
          type: typeNameOf(bytes[0]) ?? '?',
          value: value === undefined ? '?' : String(value),
          compare: typeof value === 'bigint' ? value : undefined,
        };
      });
    return [{ kind: 'machine', title: 'Wasm locals', variables }];
  },
};
