/** C# contracts run step by step, for tests. */
import { readStepEvents, type StepEvent } from '../../core/step-trace.ts';
import type { AccountId } from '../../core/cell.ts';
import { LaneTracer } from '../../executor/lane-tracer.ts';
import { LaneLedger } from '../../rules/test-ledger.testkit.ts';
import type { DebugInfo, MachineView, Variable } from '../../sdk/debug-info.ts';
import { callData, deployTo, type TestContract } from '../contracts.testkit.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';
import { debugInfo } from './debug-info.ts';

/** Takes all that was told so far, and begins anew. */
export class Recorder extends LaneTracer {
  readonly #chunks: Uint8Array[];

  constructor(chunks: Uint8Array[] = []) {
    super((steps) => chunks.push(steps));
    this.#chunks = chunks;
  }

  take(): readonly StepEvent[] {
    this.flush();
    return [...readStepEvents(this.#chunks.splice(0))];
  }
}

/** A contract on two ledgers that are the same but for the debugger which listens to one of them. */
export class SteppedContract {
  readonly plain = new LaneLedger({ createLane }, manifest.id, 'osaka');
  readonly traced = new LaneLedger({ createLane }, manifest.id, 'osaka');
  readonly recorder = new Recorder();
  readonly contract: TestContract;
  account = '' as AccountId;

  constructor(contract: TestContract) {
    this.contract = contract;
    this.traced.tracer = this.recorder;
  }

  async deploy(args: readonly unknown[] = []): Promise<void> {
    this.account = await deployTo(this.plain, this.contract, args);
    await deployTo(this.traced, this.contract, args);
    this.recorder.take();
  }

  /** What it comes to without a debugger and with one, and the steps. */
  async call(
    name: string,
    args: readonly unknown[] = [],
    gasLimit = 1_000_000n,
  ): Promise<{ readonly plain: object; readonly traced: object; readonly events: readonly StepEvent[] }> {
    const changes = { to: this.account, data: callData(this.contract, name, args), gasLimit };
    const [plain, traced] = [await this.plain.run(changes), await this.traced.run(changes)];
    return { plain: effectsOf(plain), traced: effectsOf(traced), events: this.recorder.take() };
  }

  get info(): DebugInfo {
    const info = debugInfo({
      runtime: manifest.id,
      contract: '',
      source: 'Contracts.cs',
      abi: [],
      code: this.contract.code,
      compiler: '',
      debug: { workspace: '/w' },
    });
    if (info === undefined) throw new Error('no debug information');
    return info;
  }
}

const effectsOf = ({ execution, reads, writes, deltas, events }: Awaited<ReturnType<LaneLedger['run']>>): object => ({
  execution,
  reads,
  writes,
  deltas,
  events,
});

/** A statement that is about to run. */
export interface Stop {
  /** Calls that are open, the innermost last. */
  readonly calls: readonly string[];
  readonly line: number;
  /** The statement, its first line. */
  readonly text: string;
  readonly used: bigint;
  /** Values by name: of arguments and locals. */
  readonly variables: ReadonlyMap<string, Variable>;
}

/** Statements of the source, in the order in which they run. */
export function stopsOf(info: DebugInfo, events: readonly StepEvent[]): readonly Stop[] {
  const enter = events.find((event) => event.kind === 'enter');
  if (enter?.kind !== 'enter') return [];
  const calls: { readonly entry: number; readonly locals: Map<number, Uint8Array> }[] = [];
  const stops: Stop[] = [];
  for (const event of events) {
    if (event.kind === 'call') calls.push({ entry: event.function, locals: new Map() });
    else if (event.kind === 'return') calls.pop();
    else if (event.kind === 'local') calls.at(-1)?.locals.set(event.slot, event.value);
    if (event.kind !== 'step') continue;
    const position = info.position(event.offset);
    const call = calls.at(-1);
    if (position === undefined || position.isGenerated || call === undefined) continue;
    const view: MachineView = {
      frame: enter.frame,
      offset: event.offset,
      call: { entry: call.entry, height: 0 },
      stack: [],
      memory: new Uint8Array(),
      locals: call.locals,
      cell: () => undefined,
      touched: () => [],
      preimages: new Map(),
    };
    const { file, line, column, endLine, endColumn } = position.span;
    const source = info.sources.find(({ path }) => path === file)?.text.split('\n')[line - 1] ?? '';
    stops.push({
      calls: calls.map(({ entry }) => info.functionName(entry) ?? '?'),
      line,
      text: source.slice(column - 1, endLine === line ? endColumn - 1 : undefined),
      used: event.used,
      variables: new Map(info.variables(view).flatMap(({ variables }) => variables.map((one) => [one.name, one]))),
    });
  }
  return stops;
}
