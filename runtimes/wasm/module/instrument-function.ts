import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { ControlStack, type BlockKind } from './control-stack.ts';
import { storedBytes, type FunctionTrace } from './function-trace.ts';
import { COSTS, LOCALS_PER_UNIT } from './gas-costs.ts';
import { InstructionWriter } from './instruction-writer.ts';
import type { Layout } from './layout.ts';
import { LIMITS } from './limits.ts';
import { writeCharge, writeEnter, writeLeave } from './meter-code.ts';
import { BULK, OP, OPCODES, refusalOf, refusalOfBulk } from './opcodes.ts';
import type { ParsedModule } from './parsed-module.ts';
import { readValueType } from './read-definitions.ts';
import { FRAME_WORDS, LEAF_WORDS } from './stack-costs.ts';
import type { FunctionType } from './value-type.ts';

const EMPTY: FunctionType = { params: [], results: [] };

/** Rewrites the body of one function; throws `ModuleError`. `trace`: where it is to tell what it does. */
export function instrumentFunction(
  module: ParsedModule,
  layout: Layout,
  body: ByteReader,
  type: FunctionType,
  trace: FunctionTrace | undefined,
): Uint8Array {
  return new FunctionInstrumenter(module, layout, body, type, trace).run();
}

/** Without effect on their own: no debugger stops at them. */
const MARKERS: readonly number[] = [OP.block, OP.loop, OP.else, OP.end, OP.nop];

class FunctionInstrumenter {
  readonly #module: ParsedModule;
  readonly #layout: Layout;
  readonly #in: ByteReader;
  readonly #type: FunctionType;
  readonly #control: ControlStack;
  readonly #trace: FunctionTrace | undefined;
  /** The body without what stands at its beginning, which is known only at its end. */
  readonly #out: InstructionWriter;
  /** Where in `#out` a segment is charged. */
  readonly #charges: { readonly at: number; readonly segment: number }[] = [];
  #declared: Uint8Array = new Uint8Array();
  #groups = 0;
  #locals = 0;
  #branches = 0;
  /** Instructions whose results an engine may keep for later. */
  #operations = 0;
  #calls = false;
  /** Dead code is left out: nested blocks in it are only counted. */
  #dead = false;
  #skipped = 0;

  constructor(
    module: ParsedModule,
    layout: Layout,
    body: ByteReader,
    type: FunctionType,
    trace: FunctionTrace | undefined,
  ) {
    this.#trace = trace;
    this.#module = module;
    this.#layout = layout;
    this.#in = body;
    this.#type = type;
    this.#control = new ControlStack(type.results.length);
    this.#readLocals();
    this.#out = new InstructionWriter(layout, type.params.length + this.#locals);
  }

  run(): Uint8Array {
    while (this.#control.depth > 0) this.#instruction();
    if (!this.#in.done) this.#in.fail('code behind the end of the function');
    if (this.#branches > LIMITS.branches)
      this.#in.fail(`${this.#branches} branches; the limit is ${LIMITS.branches}: split the function`);
    if (this.#branches * (this.#locals + this.#type.params.length) > LIMITS.localsTimesBranches)
      this.#in.fail(`too many locals (${this.#locals}) for so many branches (${this.#branches}); split the function`);
    return this.#assemble();
  }

  #readLocals(): void {
    const reader = this.#in;
    const start = reader.at;
    this.#groups = reader.u32();
    const groupsEnd = reader.at;
    for (let i = 0; i < this.#groups; i++) {
      const count = reader.u32();
      this.#locals += count;
      if (this.#locals + this.#type.params.length > LIMITS.locals)
        reader.fail(`more than ${LIMITS.locals} locals`, start);
      const type = readValueType(reader);
      this.#trace?.declare(count, type);
    }
    this.#layout.locals += this.#locals;
    if (this.#layout.locals > LIMITS.moduleLocals)
      reader.fail(`more than ${LIMITS.moduleLocals} locals in all functions`, start);
    this.#declared = reader.bytes.subarray(groupsEnd, reader.at);
  }

  #assemble(): Uint8Array {
    this.#control.finish();
    const { costs, highest } = this.#control;
    const { gasGlobal, stackGlobal } = this.#layout;
    const out = new ByteWriter(this.#out.length * 2 + 64);
    const scratch = this.#out.scratchTypes;
    out.u32(this.#groups + scratch.length);
    out.raw(this.#declared);
    for (const type of scratch) out.op(1, type);
    const entry = (costs[0] as number) + Math.ceil(this.#locals / LOCALS_PER_UNIT);
    if (entry > 0) writeCharge(out, gasGlobal, entry);
    const { params, results } = this.#type;
    const words = FRAME_WORDS + params.length + results.length + this.#locals + highest + this.#operations;
    const metered = this.#calls || words > LEAF_WORDS;
    if (metered) writeEnter(out, stackGlobal, words);
    if (this.#trace) {
      this.#trace.entryUnits = Math.ceil(this.#locals / LOCALS_PER_UNIT);
      this.#trace.enter(out);
    }
    const enclosed = metered || this.#trace !== undefined;
    if (enclosed) {
      out.byte(OP.block);
      out.signed(this.#layout.blockType(results));
    }
    const code = this.#out.view();
    let from = 0;
    for (const { at, segment } of this.#charges) {
      const cost = costs[segment] as number;
      if (cost === 0) continue;
      out.raw(code.subarray(from, at));
      writeCharge(out, gasGlobal, cost);
      from = at;
    }
    out.raw(code.subarray(from));
    if (metered) writeLeave(out, stackGlobal, words);
    this.#trace?.leave(out);
    if (enclosed) out.byte(OP.end);
    return out.finish();
  }

  #instruction(): void {
    const at = this.#in.at;
    const code = this.#in.byte();
    if (this.#trace && !this.#dead && !MARKERS.includes(code)) this.#step(this.#trace, at, code);
    switch (code) {
      case OP.block:
        return this.#block('block', code, COSTS.free);
      case OP.loop:
        return this.#block('loop', code, COSTS.free);
      case OP.if:
        return this.#block('if', code, COSTS.branch);
      case OP.else:
        return this.#else();
      case OP.end:
        return this.#end();
      case OP.br:
      case OP.brIf:
        return this.#branch(code);
      case OP.brTable:
        return this.#branchTable();
      case OP.call:
      case OP.callIndirect:
        return this.#call(code);
      case OP.bulk:
        return this.#bulk(at);
    }
    const live = this.#dead ? undefined : this.#out;
    switch (code) {
      case OP.nop:
        return;
      case OP.unreachable:
        this.#effect(0, 0, COSTS.simple);
        live?.byte(code);
        this.#dead = true;
        return;
      case OP.return:
        this.#effect(this.#type.results.length, 0, COSTS.branch);
        if (live) this.#jump(this.#control.depth - 1, true);
        // As a branch, so that it passes by the code at the end.
        live?.byte(OP.br);
        live?.u32(this.#control.depth - 1);
        this.#dead = true;
        return;
      case OP.drop:
        this.#effect(1, 0, COSTS.simple);
        live?.byte(code);
        return;
      case OP.select:
      case OP.selectTyped:
        if (code === OP.selectTyped) {
          if (this.#in.u32() !== 1) this.#in.fail('select of more than one value', at);
          readValueType(this.#in);
        }
        this.#effect(3, 1, COSTS.branch);
        if (live) this.#operations++;
        live?.byte(OP.select);
        return;
      case OP.localGet:
      case OP.localSet:
      case OP.localTee: {
        const local = this.#in.index(this.#type.params.length + this.#locals, 'local');
        this.#effect(code === OP.localGet ? 0 : 1, code === OP.localSet ? 0 : 1, COSTS.simple);
        live?.indexed(code, local);
        if (live && code !== OP.localGet) this.#trace?.local(live, local);
        return;
      }
      case OP.globalGet:
      case OP.globalSet: {
        const global = this.#in.index(this.#module.globals.length, 'global');
        this.#effect(code === OP.globalSet ? 1 : 0, code === OP.globalGet ? 1 : 0, COSTS.global);
        if (live && code === OP.globalGet) this.#operations++;
        live?.indexed(code, global);
        return;
      }
      case OP.memorySize:
      case OP.memoryGrow:
        if (this.#in.byte() !== 0) this.#in.fail('multiple memories are not supported', at);
        if (code === OP.memorySize) {
          this.#effect(0, 1, COSTS.memory);
          live?.op(code, 0);
        } else {
          this.#effect(1, 1, COSTS.grow);
          live?.indexed(OP.call, this.#layout.growFunction);
          if (live) this.#calls = true;
        }
        return;
    }
    this.#plain(code, at);
  }

  #plain(code: number, at: number): void {
    const opcode = OPCODES[code];
    if (opcode === undefined) this.#in.fail(refusalOf(code), at);
    switch (opcode.immediate) {
      case 'none':
        break;
      case 'memory':
        if (this.#in.u32() >= 64) this.#in.fail('multiple memories are not supported', at);
        this.#in.u32();
        break;
      case 'i32':
        this.#in.s33();
        break;
      case 'i64':
        this.#in.skip64();
        break;
      case 'f32':
        this.#in.skip(4);
        break;
      case 'f64':
        this.#in.skip(8);
    }
    if (this.#dead) return;
    this.#effect(opcode.pops, opcode.pushes, opcode.cost);
    if (opcode.immediate === 'none') this.#operations++;
    const instruction = this.#in.bytes.subarray(at, this.#in.at);
    if (this.#trace && storedBytes(code) !== undefined) this.#trace.store(this.#out, code, instruction);
    else this.#out.raw(instruction);
    if (opcode.nan !== undefined) this.#out.canonicalNan(opcode.nan);
  }

  #bulk(at: number): void {
    const code = this.#in.u32();
    const live = this.#dead ? undefined : this.#out;
    switch (code) {
      case BULK.memoryInit: {
        const segment = this.#in.u32();
        this.#memoryIndex(at);
        this.#effect(3, 0, COSTS.bulk);
        this.#bulkMemory(code, [segment, 0]);
        return;
      }
      case BULK.memoryCopy:
        this.#memoryIndex(at);
        this.#memoryIndex(at);
        this.#effect(3, 0, COSTS.bulk);
        this.#bulkMemory(code, [0, 0]);
        return;
      case BULK.memoryFill:
        this.#memoryIndex(at);
        this.#effect(3, 0, COSTS.bulk);
        this.#bulkMemory(code, [0]);
        return;
      case BULK.dataDrop: {
        const segment = this.#in.u32();
        this.#effect(0, 0, COSTS.dropSegment);
        live?.dropData(segment);
        return;
      }
      case BULK.elemDrop:
        // Passive element segments have no effect without table.init, and are left out.
        this.#in.index(this.#module.elementCount, 'element segment');
        this.#effect(0, 0, COSTS.dropSegment);
        return;
      case BULK.tableSize: {
        const table = this.#in.index(this.#module.tables.length, 'table');
        this.#effect(0, 1, COSTS.memory);
        live?.op(OP.bulk, code);
        live?.u32(table);
        return;
      }
    }
    if (code >= BULK.memoryInit) this.#in.fail(refusalOfBulk(code), at);
    this.#effect(1, 1, COSTS.float);
    if (live) this.#operations++;
    live?.op(OP.bulk, code);
  }

  #bulkMemory(code: number, immediates: readonly number[]): void {
    if (this.#dead) return;
    const write = (): void => this.#out.bulk(code, immediates);
    if (this.#trace) this.#trace.bulk(this.#out, write);
    else write();
  }

  #step(trace: FunctionTrace, at: number, code: number): void {
    const bytes = storedBytes(code);
    if (bytes === undefined) return trace.step(this.#out, at, code);
    const next = this.#in.at;
    this.#in.u32(); // alignment
    const offset = this.#in.u32();
    this.#in.at = next;
    trace.step(this.#out, at, code, { offset, bytes });
  }

  #memoryIndex(at: number): void {
    if (this.#in.byte() !== 0) this.#in.fail('multiple memories are not supported', at);
  }

  /** What a live instruction does to the operand stack, and what it costs. */
  #effect(pops: number, pushes: number, units: number): void {
    if (this.#dead) return;
    if (!this.#control.operands(pops, pushes)) this.#in.fail('too few operands');
    this.#control.cost(units);
    this.#trace?.cost(units);
  }

  #charge(): void {
    this.#charges.push({ at: this.#out.length, segment: this.#control.segment });
  }

  #block(kind: BlockKind, code: number, units: number): void {
    const start = this.#in.at;
    const type = this.#blockType();
    if (this.#dead) {
      this.#skipped++;
      return;
    }
    this.#branches++;
    if (this.#control.depth > LIMITS.nesting) this.#in.fail(`more than ${LIMITS.nesting} blocks in each other`, start);
    const written = this.#in.bytes.subarray(start, this.#in.at);
    this.#effect(kind === 'if' ? 1 : 0, 0, units);
    if (!this.#control.enter(kind, type.params.length, type.results.length)) this.#in.fail('too few operands', start);
    this.#out.byte(code);
    this.#out.raw(written);
    if (kind !== 'block') this.#charge();
  }

  #blockType(): FunctionType {
    const at = this.#in.at;
    const code = this.#in.s33();
    if (code === -64) return EMPTY;
    if (code < 0) {
      this.#in.at = at;
      return { params: [], results: [readValueType(this.#in)] };
    }
    const type = this.#module.types[code];
    if (type === undefined) this.#in.fail(`no type ${code}`, at);
    return type;
  }

  #else(): void {
    if (this.#skipped > 0) return;
    if (!this.#control.otherwise(!this.#dead)) this.#in.fail('else without if');
    this.#dead = false;
    this.#out.byte(OP.else);
    this.#charge();
  }

  #end(): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const before = this.#control.segment;
    const reached = this.#control.leave(!this.#dead);
    this.#out.byte(OP.end);
    if (this.#control.depth === 0) return;
    this.#dead = !reached;
    // What is left out behind it must not be missed by the types.
    if (!reached) this.#out.byte(OP.unreachable);
    else if (this.#control.segment > before) this.#charge();
  }

  #jump(label: number, always: boolean): void {
    this.#branches++;
    if (!this.#control.branch(label, always)) this.#in.fail(`no block ${label} to branch to`);
  }

  #branch(code: number): void {
    const label = this.#in.u32();
    if (this.#dead) return;
    this.#effect(code === OP.brIf ? 1 : 0, 0, COSTS.branch);
    this.#jump(label, code === OP.br);
    this.#out.indexed(code, label);
    if (code === OP.brIf) {
      this.#control.split();
      this.#charge();
    } else this.#dead = true;
  }

  #branchTable(): void {
    const start = this.#in.at;
    const count = this.#in.count(LIMITS.branches, 'branch targets');
    for (let i = 0; i <= count; i++) {
      const label = this.#in.u32();
      if (!this.#dead) this.#jump(label, false);
    }
    if (this.#dead) return;
    this.#effect(1, 0, COSTS.branchTable);
    this.#out.byte(OP.brTable);
    this.#out.raw(this.#in.bytes.subarray(start, this.#in.at));
    this.#dead = true;
  }

  #call(code: number): void {
    const direct = code === OP.call;
    const callee = direct
      ? this.#in.index(this.#module.functions.length, 'function')
      : this.#in.index(this.#module.types.length, 'type');
    const table = direct ? 0 : this.#in.index(this.#module.tables.length, 'table');
    if (this.#dead) return;
    const type = this.#module.types[direct ? (this.#module.functions[callee] as number) : callee] as FunctionType;
    this.#calls = true;
    this.#effect(type.params.length + (direct ? 0 : 1), type.results.length, direct ? COSTS.call : COSTS.callIndirect);
    this.#out.indexed(code, direct ? this.#layout.functionIndex(callee) : callee);
    if (!direct) this.#out.u32(table);
  }
}
