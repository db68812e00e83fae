import type { FrameCall, FrameResult } from '../../core/frame.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { ContractMachine, type MachineParts } from '../../rules/contract-machine.ts';
import { NOTHING } from '../../rules/signals.ts';
import type { Journal } from '../../sdk/journal.ts';
import { checkAssembly } from '../allowed/check-assembly.ts';
import { readClassLibrary } from '../allowed/class-library.ts';
import { boundProblem } from '../bounds/assembly-bounds.ts';
import { FrameTrace, TOLD } from '../debug/frame-trace.ts';
import { ENDED } from '../dotnet/boot.ts';
import type { AssemblyStore } from '../dotnet/assembly-store.ts';
import type { Toolchain } from '../dotnet/toolchain.ts';
import { unpackSource } from '../envelope.ts';
import { manifest } from '../manifest.ts';
import { startDotnetLane, type DotnetLane, type LoadedContract, type SourceKind } from './dotnet-lane.ts';
import { CilFrame } from './frame.ts';
import { answerQuestion } from './questions.ts';

const ALLOWED = readClassLibrary();

interface Loaded {
  readonly kind: SourceKind;
  readonly name: string;
  readonly contract: LoadedContract;
}

/** Bytes of assemblies. The engine takes about four times as much, and gives none of it back. */
export interface Capacity {
  /** What one transaction may use; beyond it a trap. */
  readonly transaction: number;
  /** After these a lane runs nothing any more. */
  readonly lane: number;
}

export const CAPACITY: Capacity = { transaction: 64 << 20, lane: 64 << 20 };
/** What an assembly takes whatever is in it. */
const ASSEMBLY_BYTES = 16 << 10;

/** What has been looked up by the hash of its code. */
interface Kept {
  readonly found: Result<Loaded, string>;
  /** 0: nothing was loaded. */
  readonly bytes: number;
}

/** What a transaction has used so far. */
interface Used {
  readonly hashes: Set<string>;
  bytes: number;
}

/** Thrown where a question failed in a way that is no affair of the contract's. */
interface Failure {
  readonly error: unknown;
}

/** Runs frames of .NET contracts for one transaction at a time, all in the lane's one instance of .NET. */
export class CilMachine extends ContractMachine {
  readonly #assemblies: AssemblyStore;
  readonly #capacity: Capacity;
  /** Contracts and precompiles by the hash of their code, or why it is none. */
  readonly #loaded = new Map<string, Kept>();
  #bytes = 0;
  readonly #used = new WeakMap<Journal, Used>();
  /** Frames of this runtime that have not ended, from the outermost. */
  readonly #open: CilFrame[] = [];
  #dotnet: DotnetLane | undefined;
  #failure: Failure | undefined;

  constructor({
    assemblies,
    capacity,
    ...parts
  }: MachineParts & { readonly assemblies: AssemblyStore; readonly capacity: Capacity }) {
    super(manifest.id, parts);
    this.#assemblies = assemblies;
    this.#capacity = capacity;
  }

  async start(toolchain: Toolchain): Promise<void> {
    this.#dotnet = await startDotnetLane(toolchain, (question) => {
      const frame = this.#open.at(-1);
      if (frame === undefined) throw new Error('.NET: a question without a frame');
      if (question[0] === TOLD) {
        frame.trace?.take(question);
        return NOTHING;
      }
      return answerQuestion(frame, question, (error) => (this.#failure = { error }));
    });
    if (this.tracer) this.#dotnet.listen();
  }

  protected override get running(): CilFrame | undefined {
    return this.#open.at(-1);
  }

  protected override forget(): void {
    this.#open.length = 0;
    this.#failure = undefined;
  }

  protected override runCode(call: FrameCall): FrameResult {
    const code = this.accounts.code(call.codeAccount);
    const contract = this.load('contract', code.slice(code.indexOf(':') + 1), () => this.accounts.codeBytes(code));
    // It got there by another version, or by genesis: it will not run tomorrow either.
    if (!contract.ok)
      return {
        status: 'trap',
        output: NOTHING,
        gasLeft: 0n,
        refund: call.refund,
        reason: `invalid code: ${contract.error}`,
      };
    return this.runContract(call, contract.value, 'call', call.data);
  }

  protected override runStateless(call: FrameCall, hash: string, bytes: () => Uint8Array): FrameResult {
    const precompile = this.load('precompile', hash, bytes);
    return precompile.ok
      ? this.runContract(call, precompile.value, 'call', call.data)
      : this.notStateless(call, precompile.error);
  }

  /**
   * Finds a contract or precompile by the hash of its code. The error says why the code is none, the same everywhere.
   * @throws Error where it cannot be told.
   */
  load(kind: SourceKind, hash: string, payload: () => Uint8Array): Result<LoadedContract, string> {
    let used = this.#used.get(this.journal);
    if (used === undefined) this.#used.set(this.journal, (used = { hashes: new Set(), bytes: 0 }));
    const isNew = !used.hashes.has(hash);
    // Before it is loaded: who catches the trap could go on to the next one.
    if (isNew && used.bytes > this.#capacity.transaction)
      return err(`the transaction uses more than ${this.#capacity.transaction} bytes of assemblies`);
    let kept = this.#loaded.get(hash);
    if (kept === undefined) this.#loaded.set(hash, (kept = this.#load(payload())));
    if (isNew) {
      used.hashes.add(hash);
      used.bytes += kept.bytes;
    }
    if (!kept.found.ok) return kept.found;
    const { kind: own, name, contract } = kept.found.value;
    if (own === kind) return ok(contract);
    return err(own === 'contract' ? `${name} is a contract` : `${name} is a precompile, which is bound to an address`);
  }

  /** Nothing that was loaded can be unloaded: the lane ends once it is too much. */
  get isSpent(): boolean {
    return this.#bytes > this.#capacity.lane;
  }

  #load(payload: Uint8Array): Kept {
    const nothing = (error: string): Kept => ({ found: err(error), bytes: 0 });
    const source = unpackSource(payload);
    if (!source.ok) return nothing(source.error);
    const { compiler, contract: name, kind = 'contract', nonDeterministic = false } = source.value;
    if (compiler !== manifest.version)
      return nothing(`it is for the compiler ${compiler.slice(0, 80)}, and this is ${manifest.version}`);
    const assembly = this.#assemblies.assemblyOf(source.value);
    if (!assembly.ok) {
      if (assembly.error.broken) throw new Error(assembly.error.message);
      return nothing(assembly.error.message);
    }
    // The compiler has checked it already: this one has not come from it. One from elsewhere has just been checked.
    const problem =
      source.value.assembly === undefined
        ? (boundProblem(assembly.value)?.message ?? checkAssembly(assembly.value, ALLOWED)[0])
        : undefined;
    if (problem !== undefined) throw new Error(`.NET: an assembly in the cache is not the compiler's: ${problem}`);
    const bytes = assembly.value.length + ASSEMBLY_BYTES;
    this.#bytes += bytes;
    const hooked = this.tracer && this.#assemblies.hookedOf(source.value, assembly.value);
    const found = this.#find(kind, name, hooked?.image ?? assembly.value);
    if (!found.ok) return { found, bytes };
    // Verification goes by what the source says, without compiling it.
    if (found.value.nonDeterministic !== nonDeterministic) {
      const said = nonDeterministic ? 'said to be' : 'marked as';
      const but = nonDeterministic ? 'class is not marked' : 'source does not say so';
      return { found: err(`${name} is ${said} [NonDeterministic], but its ${but}`), bytes };
    }
    const contract = { ...found.value, ...(hooked && { ahead: hooked.ahead }) };
    return { found: ok({ kind, name, contract }), bytes };
  }

  #find(kind: SourceKind, name: string, image: Uint8Array): Result<LoadedContract, string> {
    try {
      return ok(this.#lane.load(kind, name, image));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // The lane has gone, which is not the contract's fault.
      if (message.startsWith(ENDED)) throw error;
      return err(message);
    }
  }

  get #lane(): DotnetLane {
    if (this.#dotnet === undefined) throw new Error('.NET: the lane has not started');
    return this.#dotnet;
  }

  runContract(call: FrameCall, contract: LoadedContract, entry: 'call' | 'construct', input: Uint8Array): FrameResult {
    if (contract.nonDeterministic) this.journal.markRecorded();
    const frame = new CilFrame(this, call);
    if (this.tracer && contract.ahead) frame.trace = new FrameTrace(this.tracer, contract.ahead, frame.units);
    this.#open.push(frame);
    try {
      const { status, unitsLeft, output } = this.#lane.run(contract.number, entry, frame.units, input);
      if (status === 'abandoned' || this.#failure !== undefined) this.#fail();
      const keeps = status === 'success' || status === 'revert';
      frame.units = unitsLeft;
      return {
        status,
        output: keeps ? output : NOTHING,
        // Rounded down: what is left of a gas is used.
        gasLeft: keeps ? frame.gasLeft : 0n,
        refund: frame.refund,
        reason: status === 'trap' ? Buffer.from(output).toString() : '',
      };
    } finally {
      this.#open.pop();
    }
  }

  /** Every frame of the transaction is ended by it; the outermost forgets it. */
  #fail(): never {
    const failure = this.#failure;
    if (this.#open.length === 1) this.#failure = undefined;
    throw failure === undefined ? new Error('.NET: a frame was ended for no reason') : failure.error;
  }
}
