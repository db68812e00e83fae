/** The library's interpreter as a class to extend: it exports the type of its instances, not the class. */
import { createEVM, type EVM, type EVMPerformanceLogger, type ExecResult } from '@ethereumjs/evm';

/** The machine inside one frame: stack, memory, program counter, gas. */
export type RunState = NonNullable<ExecResult['runState']>;
export type Interpreter = RunState['interpreter'];
export type Env = RunState['env'];
export type InterpreterResult = Awaited<ReturnType<Interpreter['run']>>;

type InterpreterClass = new (
  evm: EVM,
  stateManager: EVM['stateManager'],
  blockchain: EVM['blockchain'],
  env: Env,
  gasLeft: bigint,
  journal: EVM['journal'],
  performanceLogs: EVMPerformanceLogger,
) => Interpreter;

// Running one STOP shows the interpreter that ran it.
const { runState } = await (await createEVM()).runCode({ code: Uint8Array.of(0) });
if (runState === undefined) throw new Error('evm: @ethereumjs/evm no longer reports its run state');

export const LibraryFrame = runState.interpreter.constructor as InterpreterClass;
