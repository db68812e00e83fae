/**
 * What the meter puts where exceptions are handled. Whoever ends a frame throws through its code, so:
 *
 * - a catch puts the depth back and throws on what ends the frame;
 * - a finally (or fault) block is left at once while the frame is being ended, and counts as nested while it runs: the engine runs it on a
 *   further stretch of its own stack, and one that throws keeps that stretch;
 * - a filter is not asked while the frame is being ended, is nested in the same way, and says no where it throws (ECMA-335, I.12.4.2.5:
 *   the engine does not hold to that, and asks it again without end).
 */
import type { BodyWriter } from './body-writer.ts';
import type { GasMembers } from './gas-members.ts';
import type { Instruction } from './instruction.ts';
import { MeterError } from './metadata.ts';
import type { Region } from './method-body.ts';
import { OP } from './opcodes.ts';

/** As Gas.NestedLimit. */
const NESTED_LIMIT = 16;
export const INT32 = 0x08;
const OBJECT = 0x1c;

/** Types of the variables that a method gets: what was there when it was entered and, for filters, when one begins. */
export const guardVariables = (regions: readonly Region[]): readonly number[] => {
  if (regions.length === 0) return [];
  const base = [INT32, INT32];
  return regions.some(({ kind }) => kind === 'filter') ? [...base, INT32, INT32, INT32, OBJECT] : base;
};

export class ExceptionGuard {
  readonly #writer: BodyWriter;
  readonly #gas: GasMembers;
  readonly #regions: readonly Region[];
  readonly #anything: number;
  readonly #depth: number;
  readonly #nested: number;
  readonly #filter: {
    readonly depth: number;
    readonly nested: number;
    readonly verdict: number;
    readonly thrown: number;
  };
  readonly #inFilters: Region[] = [];

  /** `first`: index of the first of the variables; `anything`: token of System.Object. */
  constructor(writer: BodyWriter, gas: GasMembers, regions: readonly Region[], first: number, anything: number) {
    this.#writer = writer;
    this.#gas = gas;
    this.#regions = regions;
    this.#anything = anything;
    this.#depth = first;
    this.#nested = first + 1;
    this.#filter = { depth: first + 2, nested: first + 3, verdict: first + 4, thrown: first + 5 };
  }

  /** Regions that came with the filters, as offsets in what was written. They go before all others. */
  get inFilters(): readonly Region[] {
    return this.#inFilters;
  }

  /** What begins runs on a further stretch of the engine's stack; ends the frame where there are too many. */
  nest(): void {
    const { Nested, Overflow } = this.#gas;
    const writer = this.#writer;
    writer.withInt(OP.ldsfld, Nested);
    writer.op(OP.ldcI4One);
    writer.op(OP.add);
    writer.op(OP.dup);
    writer.withInt(OP.stsfld, Nested);
    writer.withInt(OP.ldcI4, NESTED_LIMIT);
    writer.skipFive(OP.bleShort);
    writer.withInt(OP.call, Overflow);
  }

  unnest(): void {
    this.#writer.withInt(OP.ldsfld, this.#gas.Nested);
    this.#writer.op(OP.ldcI4One);
    this.#writer.op(OP.sub);
    this.#writer.withInt(OP.stsfld, this.#gas.Nested);
  }

  /** After the method has been entered. */
  enter(): void {
    if (this.#regions.length === 0) return;
    this.#keep(this.#gas.Depth, this.#depth);
    this.#keep(this.#gas.Nested, this.#nested);
  }

  /** Before the first instruction of a handler or filter, and of what it costs. */
  before({ at }: Instruction): void {
    if (this.#regions.some(({ kind, type }) => kind === 'filter' && type === at)) this.#beginFilter(at);
    const region = this.#regions.find(({ handler }) => handler === at);
    if (region === undefined) return;
    if (region.kind === 'finally' || region.kind === 'fault') {
      this.#beginFinally();
      return;
    }
    this.#restore(this.#gas.Depth, this.#depth);
    this.#restore(this.#gas.Nested, this.#nested);
    this.#writer.op(OP.dup);
    this.#writer.withInt(OP.call, this.#gas.Guard);
  }

  /** Instead of an instruction that ends a filter or a finally. */
  end({ op, at }: Instruction): void {
    if (op === OP.endfilter) this.#endFilter(at);
    else {
      this.unnest();
      this.#writer.op(OP.endfinally);
    }
  }

  #beginFinally(): void {
    const writer = this.#writer;
    writer.withInt(OP.ldsfld, this.#gas.Left);
    writer.op(OP.ldcI4Zero);
    writer.op(OP.convI8);
    writer.skipOne(OP.bgeShort);
    writer.op(OP.endfinally);
    this.#restore(this.#gas.Depth, this.#depth);
    this.nest();
  }

  #beginFilter(at: number): void {
    const { thrown, verdict, depth, nested } = this.#filter;
    const writer = this.#writer;
    writer.withLocal(OP.stloc, thrown);
    writer.op(OP.ldcI4Zero);
    writer.withLocal(OP.stloc, verdict);
    this.#keep(this.#gas.Depth, depth);
    this.#keep(this.#gas.Nested, nested);
    writer.withLocal(OP.ldloc, thrown);
    writer.withInt(OP.call, this.#gas.Filter);
    writer.branch(OP.brFalse, endOf(at));
    writer.begin(tryOf(at));
    writer.withLocal(OP.ldloc, thrown);
  }

  #endFilter(at: number): void {
    const region = this.#regions
      .filter(({ kind, type }) => kind === 'filter' && type <= at)
      .sort((a, b) => b.type - a.type)[0];
    if (region === undefined) throw new MeterError('a filter ends that has not begun');
    const start = region.type;
    const { verdict, depth, nested } = this.#filter;
    const writer = this.#writer;
    writer.withLocal(OP.stloc, verdict);
    writer.branch(OP.leave, endOf(start));
    const handler = writer.length;
    writer.op(OP.pop);
    writer.op(OP.ldcI4Zero);
    writer.withLocal(OP.stloc, verdict);
    writer.branch(OP.leave, endOf(start));
    writer.begin(endOf(start));
    this.#inFilters.push({
      kind: 'catch',
      tryAt: writer.moved(tryOf(start)),
      tryEnd: handler,
      handler,
      handlerEnd: writer.length,
      type: this.#anything,
    });
    this.#restore(this.#gas.Depth, depth);
    this.#restore(this.#gas.Nested, nested);
    writer.withLocal(OP.ldloc, verdict);
    writer.op(OP.endfilter);
  }

  #keep(field: number, variable: number): void {
    this.#writer.withInt(OP.ldsfld, field);
    this.#writer.withLocal(OP.stloc, variable);
  }

  #restore(field: number, variable: number): void {
    this.#writer.withLocal(OP.ldloc, variable);
    this.#writer.withInt(OP.stsfld, field);
  }
}

/** Labels of a filter that begins at an offset. */
const tryOf = (at: number): number => -2 - 2 * at;
const endOf = (at: number): number => -3 - 2 * at;
