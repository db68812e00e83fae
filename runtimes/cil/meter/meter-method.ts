/**
 * Puts the meters into one method: gas at the start of every basic block, stack at entry and return, memory at allocations, and the
 * guards where exceptions are handled.
 */
import { BodyWriter } from './body-writer.ts';
import type { Called } from './called-methods.ts';
import { costOf } from './costs.ts';
import { ExceptionGuard } from './exception-guard.ts';
import type { GasMembers } from './gas-members.ts';
import { countGrid, type Grid } from './grids.ts';
import { decode, ends, tokenIn, type Instruction } from './instruction.ts';
import type { MethodBody, Region } from './method-body.ts';
import { OP } from './opcodes.ts';
import { sumOf, type Size } from './sizes.ts';
import type { MethodTrace } from './tracing.ts';

export interface MeterContext {
  readonly gas: GasMembers;
  readonly called: (token: number) => Called;
  /** Whether a static field keeps a delegate that the compiler makes once. */
  readonly isCache: (field: number) => boolean;
  /** What `newobj` of a constructor, and `box` of a type, allocate. */
  readonly objectSize: (constructor: number) => Size;
  readonly boxSize: (type: number) => Size;
  readonly grid: (constructor: number) => Grid | undefined;
  readonly writeSize: (writer: BodyWriter, size: Size) => void;
  /** Token of System.Object. */
  readonly anything: number;
}

export interface MethodFrame {
  /** Bytes of stack. */
  readonly weight: Size;
  /** The engine runs it on a further stretch of its own stack. */
  readonly nests: boolean;
  /** Index of the first variable for the guards, and the signature that has them; needed where there are exception regions. */
  readonly guards: number;
  /** Index of the first of the variables for the lengths of an array of several dimensions. */
  readonly lengths: number;
  readonly locals: number;
}

/** As Gas.DepthLimit: half of the interpreter's stack, for frames of the class library and the host stand between those counted. */
const DEPTH_LIMIT = 512 << 10;
/** The most that the meters push on top of what is there. */
const METER_STACK = 4;

const isCall = ({ op }: Instruction): boolean => op === OP.call || op === OP.callvirt || op === OP.newobj;

export function meterMethod(
  body: MethodBody,
  { weight, nests, guards, lengths, locals }: MethodFrame,
  context: MeterContext,
  trace?: MethodTrace,
): MethodBody {
  const { gas } = context;
  const code = decode(body.il);
  const { regions } = body;
  const leaders = leadersOf(code, regions);
  // What calls nothing cannot go deep; where exceptions are caught the depth is needed all the same.
  const deepens = regions.length > 0 || code.some(isCall);
  const writer = new BodyWriter();
  const guard = new ExceptionGuard(writer, gas, regions, guards, context.anything);
  // Before the first instruction, not part of it: a loop may lead back there.
  if (deepens) enter(writer, weight, context);
  if (nests) guard.nest();
  guard.enter();
  trace?.enter(writer);
  code.forEach((one, i) => {
    writer.begin(one.at);
    guard.before(one);
    trace?.before(writer, one, { isTaken: !leaders.has(one.at), rest: () => unitsFrom(code, i, leaders, context) });
    if (leaders.has(one.at)) charge(writer, code, i, leaders, context);
    if (one.op === OP.newarr) {
      writer.op(OP.dup);
      writer.withInt(OP.sizeof, tokenIn(one));
      writer.withInt(OP.call, gas.Array);
    }
    const grid = one.op === OP.newobj ? context.grid(tokenIn(one)) : undefined;
    if (grid !== undefined)
      countGrid(writer, grid, { first: lengths, count: gas.Grid, size: (size) => context.writeSize(writer, size) });
    if (one.op === OP.ret) trace?.leave(writer);
    if (one.op === OP.ret && nests) guard.unnest();
    if (one.op === OP.ret && deepens) leave(writer, weight, context);
    if (one.op === OP.endfinally || one.op === OP.endfilter) guard.end(one);
    else writer.copy(one);
    if ((one.op === OP.call || one.op === OP.callvirt) && context.called(tokenIn(one)).makes) {
      writer.op(OP.dup);
      writer.withInt(OP.call, gas.Made);
    }
    trace?.after(writer, one);
  });
  const il = writer.finish(body.il.length);
  return {
    il,
    maxStack: body.maxStack + METER_STACK,
    locals,
    initLocals: body.initLocals,
    regions: [
      ...guard.inFilters,
      ...regions.map((region) => ({
        kind: region.kind,
        tryAt: writer.moved(region.tryAt),
        tryEnd: writer.moved(region.tryEnd),
        handler: writer.moved(region.handler),
        handlerEnd: writer.moved(region.handlerEnd),
        type: region.kind === 'filter' ? writer.moved(region.type) : region.type,
      })),
    ],
  };
}

/** Where basic blocks begin. */
function leadersOf(code: readonly Instruction[], regions: readonly Region[]): Set<number> {
  const leaders = new Set([0]);
  code.forEach((one, i) => {
    for (const target of one.targets) leaders.add(target);
    const after = code[i + 1];
    if (after !== undefined && (one.targets.length > 0 || ends(one))) leaders.add(after.at);
  });
  for (const { kind, handler, type } of regions) {
    leaders.add(handler);
    if (kind === 'filter') leaders.add(type);
  }
  return leaders;
}

/** What the rest of a block costs, without what it allocates. */
function unitsFrom(
  code: readonly Instruction[],
  from: number,
  leaders: ReadonlySet<number>,
  { called }: MeterContext,
): number {
  let units = 0;
  for (let i = from; i < code.length; i++) {
    const one = code[i] as Instruction;
    if (i > from && leaders.has(one.at)) break;
    units += costOf(one.op, isCall(one) && called(tokenIn(one)).ofLibrary);
  }
  return units;
}

/** Takes what the block costs before any of it runs. */
function charge(
  writer: BodyWriter,
  code: readonly Instruction[],
  start: number,
  leaders: ReadonlySet<number>,
  { gas, called, isCache, objectSize, boxSize, writeSize }: MeterContext,
): void {
  let units = 0;
  const sizes: Size[] = [];
  for (let i = start; i < code.length; i++) {
    const one = code[i] as Instruction;
    if (i > start && leaders.has(one.at)) break;
    if (one.op === OP.stsfld && isCache(tokenIn(one))) return;
    units += costOf(one.op, isCall(one) && called(tokenIn(one)).ofLibrary);
    if (one.op === OP.newobj) sizes.push(objectSize(tokenIn(one)));
    else if (one.op === OP.box) sizes.push(boxSize(tokenIn(one)));
  }
  if (units > 0) {
    writer.withInt(OP.ldsfld, gas.Left);
    writer.withInt(OP.ldcI4, units);
    writer.op(OP.convI8);
    writer.op(OP.sub);
    writer.op(OP.dup);
    writer.withInt(OP.stsfld, gas.Left);
    writer.op(OP.ldcI4Zero);
    writer.op(OP.convI8);
    writer.skipFive(OP.bgeShort);
    writer.withInt(OP.call, gas.Out);
  }
  const bytes = sumOf(...sizes);
  if (bytes.bytes === 0 && bytes.open.length === 0) return;
  writeSize(writer, bytes);
  writer.op(OP.convI8);
  writer.withInt(OP.call, gas.Bytes);
}

function enter(writer: BodyWriter, weight: Size, { gas, writeSize }: MeterContext): void {
  writer.withInt(OP.ldsfld, gas.Depth);
  writeSize(writer, weight);
  writer.op(OP.add);
  writer.op(OP.dup);
  writer.withInt(OP.stsfld, gas.Depth);
  writer.withInt(OP.ldcI4, DEPTH_LIMIT);
  writer.skipFive(OP.bleShort);
  writer.withInt(OP.call, gas.Overflow);
}

function leave(writer: BodyWriter, weight: Size, { gas, writeSize }: MeterContext): void {
  writer.withInt(OP.ldsfld, gas.Depth);
  writeSize(writer, weight);
  writer.op(OP.sub);
  writer.withInt(OP.stsfld, gas.Depth);
}
