/**
 * Puts hooks into metered methods: calls of `Trace` in Interleave.Host.dll (csharp/host/Trace.cs) where a statement begins, where a variable
 * is stored, and where a method begins, returns or catches.
 */
import type { BodyWriter } from '../meter/body-writer.ts';
import { decode, type Instruction } from '../meter/instruction.ts';
import type { MetadataPatch } from '../meter/metadata-patch.ts';
import { handleOf } from '../meter/metadata.ts';
import type { MethodBody } from '../meter/method-body.ts';
import { OP } from '../meter/opcodes.ts';
import { TABLE } from '../meter/schema.ts';
import type { AssemblyTrace, BlockGas, MethodTrace, Tracing } from '../meter/tracing.ts';
import type { DebugTable, MethodTable } from './debug-table.ts';
import { isMutator, slotUse } from './slot-use.ts';
import type { VariableSlot } from './variable-slots.ts';

const HOST = 'Interleave.Host';
const INT = 0x08;
const VOID = 0x01;
const OBJECT = 0x1c;

/** Signatures: the result, then the parameters. */
const HOOKS = {
  Enter: [INT, INT, INT],
  Leave: [VOID],
  Unwind: [VOID, INT],
  Step: [VOID, INT],
  StepOn: [VOID, INT],
  Changed: [VOID],
  Local: [VOID, OBJECT, INT],
  Shared: [VOID, OBJECT, INT],
} as const;

type Hooks = Readonly<Record<keyof typeof HOOKS, number>>;

const LDARG = 0xfe09;

/** By site: units of gas that the meter has taken already for what runs from there on. Filled while the assembly is metered. */
export interface Ahead {
  /** Where the statement begins. */
  readonly atStart: number[];
  /** Once it runs. */
  readonly within: number[];
}

export interface Hooking {
  readonly tracing: Tracing;
  readonly ahead: Ahead;
}

export function createHooks(table: DebugTable): Hooking {
  const ahead: Ahead = { atStart: [], within: [] };
  const methods = new Map(table.methods.map((method) => [method.row, method]));
  const first = firstSites(table);
  return {
    ahead,
    tracing: (_, patch): AssemblyTrace => {
      const hooks = addHooks(patch);
      const boxes = new Map<string, number>();
      const boxOf = (signature: string): number => {
        let token = boxes.get(signature);
        if (token === undefined)
          boxes.set(signature, (token = patch.add(TABLE.typeSpec, [patch.blob(Buffer.from(signature, 'hex'))])));
        return token;
      };
      return {
        method: (row, body, depth) => {
          const method = methods.get(row);
          return (
            method && new MethodHooks({ method, body, depth, hooks, boxOf, firstSite: first.get(row) ?? 0, ahead })
          );
        },
      };
    },
  };
}

/** Number of the first site of each method, by row. */
export function firstSites({ methods }: DebugTable): ReadonlyMap<number, number> {
  let next = 0;
  return new Map(
    methods.map(({ row, sites }) => {
      next += sites.length;
      return [row, next - sites.length];
    }),
  );
}

function addHooks(patch: MetadataPatch): Hooks {
  const nothing = patch.blob(Buffer.alloc(0));
  const assembly = patch.add(TABLE.assemblyRef, [0, 0, 0, 0, 0, nothing, patch.text(HOST), 0, nothing]);
  const type = patch.add(TABLE.typeRef, [handleOf(assembly), patch.text('Trace'), patch.text('Interleave.Hosting')]);
  const member = (name: keyof typeof HOOKS): number => {
    const [result, ...parameters] = HOOKS[name];
    const signature = Buffer.of(0, parameters.length, result, ...parameters);
    return patch.add(TABLE.memberRef, [handleOf(type), patch.text(name), patch.blob(signature)]);
  };
  return Object.fromEntries(Object.keys(HOOKS).map((name) => [name, member(name as keyof typeof HOOKS)])) as Hooks;
}

interface MethodParts {
  readonly method: MethodTable;
  readonly body: MethodBody;
  readonly depth: number;
  readonly hooks: Hooks;
  readonly boxOf: (signature: string) => number;
  readonly firstSite: number;
  readonly ahead: Ahead;
}

class MethodHooks implements MethodTrace {
  readonly #parts: MethodParts;
  /** Numbers of sites by offset. */
  readonly #sites: ReadonlyMap<number, number>;
  /** Offsets from which on, up to the next site, something that is shared may change: of sites, and of what is jumped to. */
  readonly #changing: ReadonlySet<number>;
  readonly #handlers: ReadonlySet<number>;
  /** Slots that are looked at whenever something may have changed. */
  readonly #shared: readonly number[];
  /** Slots of what lies on top of the stack, by offset. */
  readonly #stacked: ReadonlyMap<number, number>;

  constructor(parts: MethodParts) {
    this.#parts = parts;
    const { method, body, firstSite } = parts;
    const code = decode(body.il);
    this.#sites = new Map(method.sites.map(({ offset }, i) => [offset, firstSite + i]));
    this.#handlers = new Set(
      body.regions.flatMap(({ kind, handler, type }) => (kind === 'filter' ? [handler, type] : [handler])),
    );
    this.#changing = changingFrom(code, this.#sites, this.#handlers);
    this.#stacked = new Map(method.stacked.map(({ offset, slot }) => [offset, slot]));
    const addressed = code.map(slotUse).filter((use) => use?.how === 'address');
    this.#shared = method.variables.flatMap(({ kind, index, isShared }, slot) =>
      (isShared && kind !== 'stack') || addressed.some((use) => use?.kind === kind && use.index === index)
        ? [slot]
        : [],
    );
  }

  enter(writer: BodyWriter): void {
    const { method, hooks, depth } = this.#parts;
    writer.withInt(OP.ldcI4, method.row);
    writer.withInt(OP.ldcI4, method.variables.length);
    writer.withInt(OP.call, hooks.Enter);
    writer.withLocal(OP.stloc, depth);
    method.variables.forEach((variable, slot) => {
      if (variable.kind === 'argument') this.#tell(writer, variable, slot, hooks.Local);
    });
  }

  before(writer: BodyWriter, { at }: Instruction, block: BlockGas): void {
    const { method, hooks, depth, ahead } = this.#parts;
    if (this.#handlers.has(at)) {
      writer.withLocal(OP.ldloc, depth);
      writer.withInt(OP.call, hooks.Unwind);
    }
    const site = this.#sites.get(at);
    if (site === undefined) {
      if (this.#changing.has(at)) writer.withInt(OP.call, hooks.Changed);
      return;
    }
    ahead.within[site] = block.rest();
    ahead.atStart[site] = block.isTaken ? (ahead.within[site] ?? 0) : 0;
    const top = this.#stacked.get(at);
    const onTop = top === undefined ? undefined : method.variables[top];
    if (top !== undefined && onTop !== undefined) {
      writer.op(OP.dup);
      this.#give(writer, onTop, top, hooks.Local);
    }
    for (const slot of this.#shared) {
      const variable = method.variables[slot];
      if (variable !== undefined && isSeen(variable, at)) this.#tell(writer, variable, slot, hooks.Shared);
    }
    writer.withInt(OP.ldcI4, site);
    writer.withInt(OP.call, this.#changing.has(at) ? hooks.StepOn : hooks.Step);
  }

  after(writer: BodyWriter, one: Instruction): void {
    const use = slotUse(one);
    if (use?.how !== 'store') return;
    const { method, hooks } = this.#parts;
    method.variables.forEach((variable, slot) => {
      if (variable.kind === use.kind && variable.index === use.index && isSeen(variable, one.at))
        this.#tell(writer, variable, slot, hooks.Local);
    });
  }

  leave(writer: BodyWriter): void {
    writer.withInt(OP.call, this.#parts.hooks.Leave);
  }

  #tell(writer: BodyWriter, variable: VariableSlot, slot: number, hook: number): void {
    writer.withLocal(variable.kind === 'argument' ? LDARG : OP.ldloc, variable.index);
    this.#give(writer, variable, slot, hook);
  }

  /** The variable is on the stack. */
  #give(writer: BodyWriter, { isByRef, signature }: VariableSlot, slot: number, hook: number): void {
    const box = this.#parts.boxOf(signature);
    if (isByRef) writer.withInt(OP.ldobj, box);
    writer.withInt(OP.box, box);
    writer.withInt(OP.ldcI4, slot);
    writer.withInt(OP.call, hook);
  }
}

const isSeen = ({ from, to }: VariableSlot, at: number): boolean => at >= from && at < to;

/** Offsets of sites, and of what is jumped to between them, after which something other than a variable may be written before the next site. */
function changingFrom(
  code: readonly Instruction[],
  sites: ReadonlyMap<number, number>,
  handlers: ReadonlySet<number>,
): ReadonlySet<number> {
  const jumped = new Set([...handlers, ...code.flatMap(({ targets }) => targets)]);
  const changing = new Set<number>();
  let changes = false;
  for (let i = code.length - 1; i >= 0; i--) {
    const one = code[i] as Instruction;
    changes ||= isMutator(one);
    if (changes && (sites.has(one.at) || jumped.has(one.at))) changing.add(one.at);
    if (sites.has(one.at)) changes = false;
  }
  return changing;
}
