/** What is asked of a debugger beside what each stop shows: values under the pointer, gas by line, instructions, memory. */
import type { SliceContext } from '../../store/store.ts';
import { askDebugger } from './dap-client.ts';
import * as dap from './dap-shapes.ts';
import { gasByFile, type GasByFile } from './gas-levels.ts';
import { fileOf } from './look-around.ts';

export interface HoveredValue {
  readonly name: string;
  readonly value: string;
  readonly type: string;
  /** The first members, as `name = value`; those of it that are none of these are counted. */
  readonly members: readonly string[];
  readonly more: number;
}

export interface DebugDetailSlice {
  /** Gas by line, of the transaction that is open. */
  readonly lineGas: { readonly session: number; readonly files: GasByFile } | undefined;
  /** Beside the lines of editors. */
  readonly showsLineGas: boolean;
  showLineGas(isOn: boolean): void;
  /** Asks for it, where it is not known yet. */
  loadLineGas(): Promise<void>;
  /** In the call that is looked at; of several names of one thing the first that is known. */
  hoveredValue(expressions: readonly string[]): Promise<HoveredValue | undefined>;
  /** Rows of the transaction, from one on. An error is a sentence. */
  instructionRows(from: number, count: number): Promise<readonly dap.RowLine[] | string>;
  /** Cells and events so far. */
  touchedSoFar(): Promise<dap.Touched | undefined>;
  /** Of the call that is looked at. */
  memoryBytes(from: number, count: number): Promise<MemoryBytes | undefined>;
}

export interface MemoryBytes {
  /** Of the whole memory. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Shown of a value at once. */
const MEMBERS = 12;
/** Known of a long list: more are counted as such. */
const COUNTED = 500;

export function createDebugDetailSlice({ set, get, service }: SliceContext): DebugDetailSlice {
  const frameId = (): number | undefined => get().debug?.frames[get().debug?.frame ?? 0]?.id;

  async function membersOf(session: number, variablesReference: number): Promise<readonly string[]> {
    const args = { variablesReference, start: 0, count: COUNTED };
    const told = await askDebugger(service, session, 'variables', args, dap.variables);
    return told.ok
      ? told.value.variables.map(
          ({ name, value, shownName = name, shownValue = value }) => `${shownName} = ${shownValue}`,
        )
      : [];
  }

  /** Whose gas by line is on its way. */
  let askedGas: number | undefined;

  return {
    lineGas: undefined,
    showsLineGas: false,
    showLineGas: (showsLineGas) => {
      set({ showsLineGas });
      if (showsLineGas) void get().loadLineGas();
    },
    loadLineGas: async () => {
      const session = get().debug?.session;
      if (session === undefined || get().lineGas?.session === session || askedGas === session) return;
      askedGas = session;
      const told = await askDebugger(service, session, 'interleave/gas', {}, dap.lineGas);
      if (askedGas === session) askedGas = undefined;
      if (!told.ok || get().debug?.session !== session) return;
      const folder = get().workspace?.path;
      set({ lineGas: { session, files: gasByFile(told.value.lines, (path) => fileOf(path, folder)) } });
    },
    hoveredValue: async (expressions) => {
      const { debug } = get();
      if (debug?.session === undefined || debug.state !== 'stopped') return undefined;
      const { session } = debug;
      const id = frameId();
      for (const name of expressions) {
        const args = { expression: name, context: 'hover', ...(id !== undefined && { frameId: id }) };
        const told = await askDebugger(service, session, 'evaluate', args, dap.evaluated);
        if (!told.ok) continue;
        const { result: value, type = '', variablesReference = 0 } = told.value;
        const members = variablesReference === 0 ? [] : await membersOf(session, variablesReference);
        return { name, value, type, members: members.slice(0, MEMBERS), more: Math.max(0, members.length - MEMBERS) };
      }
      return undefined;
    },
    instructionRows: async (from, count) => {
      const session = get().debug?.session;
      if (session === undefined) return [];
      const told = await askDebugger(service, session, 'interleave/rows', { from, count }, dap.rowLines);
      return told.ok ? told.value.rows : told.error;
    },
    touchedSoFar: async () => {
      const session = get().debug?.session;
      if (session === undefined) return undefined;
      const told = await askDebugger(service, session, 'interleave/touched', {}, dap.touched);
      return told.ok ? told.value : undefined;
    },
    memoryBytes: async (from, count) => {
      const session = get().debug?.session;
      const id = frameId();
      if (session === undefined || id === undefined) return undefined;
      const told = await askDebugger(service, session, 'interleave/memory', { frameId: id, from, count }, dap.memory);
      if (!told.ok) return undefined;
      const { size, data } = told.value;
      return { size, bytes: Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)) };
    },
  };
}
