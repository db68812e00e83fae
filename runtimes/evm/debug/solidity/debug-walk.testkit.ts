/** Runs transactions with a tracer, and walks their steps with debug information as a debugger does. */
import { join } from 'node:path';
import { encodeFunctionData, encodeDeployData, type Abi } from 'viem';
import type { Artifact } from '../../../core/artifact.ts';
import {
  accountOfCell,
  codeCell,
  parseCode,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../../../core/cell.ts';
import { fromHex } from '../../../core/hex.ts';
import { readStepEvents, type StepEvent, type TracedFrame } from '../../../core/step-trace.ts';
import { LaneTracer } from '../../../executor/lane-tracer.ts';
import type { DebugInfo, InnerCall, MachineView } from '../../../sdk/debug-info.ts';
import { createSolidityCompiler } from '../../compiler.ts';
import { TestLedger } from '../../execution/lane.testkit.ts';
import { solidityDebugInfo } from './solidity-debug-info.ts';

/** One process for all that a test compiles; to be closed. */
export const compiler = createSolidityCompiler();

const GAS = 15_000_000n;

/** All artifacts that a file compiles to, by name. */
export async function compileAll(
  file: string,
  workspace: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, Artifact>> {
  const compiled = await compiler.compile({ file: join(workspace, file), workspace, settings });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return new Map(compiled.value.artifacts.map((artifact) => [artifact.contract, artifact]));
}

/** A step of the EVM, and what a debugger shows of it. */
export interface WalkedStep {
  readonly info: DebugInfo;
  readonly view: MachineView;
  readonly frame: TracedFrame;
  readonly opcode: number;
  /** Entered and not left. */
  readonly calls: readonly InnerCall[];
}

interface OpenFrame {
  readonly frame: TracedFrame;
  readonly info: DebugInfo | undefined;
  readonly code: Uint8Array;
  readonly stack: bigint[];
  memory: Uint8Array;
  readonly calls: InnerCall[];
  mark: 'in' | 'out' | undefined;
}

export class DebuggedLedger extends TestLedger {
  #chunks: Uint8Array[] = [];
  readonly #artifacts = new Map<AccountId, Artifact>();

  constructor() {
    super('osaka');
    this.tracer = new LaneTracer((steps) => this.#chunks.push(steps));
  }

  /** Artifacts whose creations in later transactions are to be known. */
  readonly known: Artifact[] = [];

  async deploy(artifact: Artifact, args: readonly unknown[] = [], value = 0n): Promise<AccountId> {
    const abi = artifact.abi as unknown as Abi;
    const data = encodeDeployData({ abi, bytecode: `0x${Buffer.from(artifact.code).toString('hex')}`, args });
    this.known.push(artifact);
    const { outcome } = await this.#traced({ to: null, data: fromHex(data), value });
    if (outcome.status !== 'success') throw new Error(`${artifact.contract}: ${JSON.stringify(outcome.status)}`);
    const { created } = outcome as unknown as { readonly created: AccountId };
    this.#artifacts.set(created, artifact);
    return created;
  }

  async call(to: AccountId, name: string, args: readonly unknown[] = [], value = 0n): Promise<string> {
    const abi = this.#artifacts.get(to)?.abi as unknown as Abi;
    const data = encodeFunctionData({ abi, functionName: name, args });
    return (await this.#traced({ to, data: fromHex(data), value })).outcome.status;
  }

  async sendData(to: AccountId, data: Uint8Array, value = 0n): Promise<string> {
    return (await this.#traced({ to, data, value })).outcome.status;
  }

  #traced(tx: Parameters<TestLedger['send']>[0]): ReturnType<TestLedger['send']> {
    this.tracer?.flush();
    this.#chunks = [];
    return this.send({ ...tx, gasLimit: GAS });
  }

  get events(): Iterable<StepEvent> {
    this.tracer?.flush();
    return readStepEvents(this.#chunks);
  }

  /** Of the last transaction. `left`: each frame with known code that ends, with the calls that are then open. */
  walk(
    visit: (step: WalkedStep) => void,
    left?: (info: DebugInfo, status: string, calls: readonly InnerCall[]) => void,
  ): void {
    const open: OpenFrame[] = [];
    const cells = new Map<CellKey, CellValue>();
    const preimages = new Map([...this.preimages].map(([hash, bytes]) => [hash, fromHex(bytes)]));
    for (const event of this.events) {
      const machine = open.at(-1);
      if (event.kind === 'enter') open.push(this.#opened(event.frame));
      else if (event.kind === 'leave') {
        const closed = open.pop();
        if (closed?.info !== undefined) left?.(closed.info, event.status, closed.calls);
      } else if (event.kind === 'cell') {
        if (event.access !== 'credit') cells.set(event.key, event.value);
      } else if (machine === undefined) continue;
      else if (event.kind === 'stack') {
        machine.stack.length -= event.popped;
        machine.stack.push(...event.pushed);
      } else if (event.kind === 'size') {
        const grown = new Uint8Array(event.bytes);
        grown.set(machine.memory);
        machine.memory = grown;
      } else if (event.kind === 'memory') machine.memory.set(event.bytes, event.offset);
      else if (event.kind === 'step') {
        const { info, calls, stack, frame } = machine;
        if (info === undefined) continue;
        if (machine.mark === 'in') calls.push({ entry: event.offset, height: stack.length });
        if (machine.mark === 'out') calls.pop();
        machine.mark = info.mark?.(event.offset, calls.at(-1), stack.length);
        const view: MachineView = {
          frame,
          offset: event.offset,
          call: calls.at(-1),
          isOutermost: calls.length === 1,
          stack,
          memory: machine.memory,
          code: machine.code,
          locals: new Map(),
          cell: (key) => cells.get(key),
          touched: (account) => [...cells.keys()].filter((key) => accountOfCell(key) === account),
          preimages,
        };
        visit({ info, view, frame, opcode: event.opcode, calls });
      }
    }
  }

  #opened(frame: TracedFrame): OpenFrame {
    const isCreation = frame.kind === 'create';
    const artifact = isCreation ? this.known.find((one) => begins(frame.data, one.code)) : this.#codeOf(frame.code);
    if (isCreation && artifact !== undefined) this.#artifacts.set(frame.account, artifact);
    const info = artifact && solidityDebugInfo(artifact, isCreation ? 'creation' : 'deployed');
    const code = isCreation ? frame.data : this.#bytesOf(frame.code);
    return { frame, info, code, stack: [], memory: new Uint8Array(0), calls: [], mark: undefined };
  }

  #bytesOf(account: AccountId): Uint8Array {
    const hash = parseCode(this.cell(codeCell(account)))?.hash ?? '';
    return this.codes.get(hash) ?? new Uint8Array(0);
  }

  readonly #codeOf = (account: AccountId): Artifact | undefined => this.#artifacts.get(account);
}

const begins = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.length >= start.length && start.every((byte, n) => bytes[n] === byte);
