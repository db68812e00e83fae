/**
 * Which instructions belong to which function, followed along jumps: source maps say that a jump goes into a function or out of one, but not
 * whether people wrote that function or the compiler did.
 */
import {
  JUMP,
  JUMPDEST,
  JUMPI,
  JUMP_IN,
  JUMP_OUT,
  NO_INSTRUCTION,
  operandBytes,
  pushedOffset,
  type CodeMap,
} from './code-map.ts';

export interface CodeFlow {
  /** By offset: the entry of the function that it belongs to, of those asked for; -1: to none, 0: to what the code begins with. */
  readonly owner: Int32Array;
  /** By offset, 1: several reach it, as the optimiser has it where functions end in the same way. */
  readonly isShared: Uint8Array;
}

/** Where a jump into a function goes; undefined: the code works it out as it runs, as it does for values of function types. */
export function calledEntry(map: CodeMap, before: number): number | undefined {
  const target = pushedOffset(map.code, before);
  return target !== undefined && map.code[target] === JUMPDEST ? target : undefined;
}

/** Targets of all jumps into functions that are known without running the code. */
export function calledEntries(map: CodeMap): ReadonlySet<number> {
  const entries = new Set<number>();
  let before = 0;
  for (const at of map.offsets) {
    if (map.jump[at] === JUMP_IN && map.code[at] === JUMP) {
      const entry = calledEntry(map, before);
      if (entry !== undefined) entries.add(entry);
    }
    before = at;
  }
  return entries;
}

/** What the entries reach without going through another; those that come first have what several share. */
export function followCode(map: CodeMap, entries: Iterable<number>): CodeFlow {
  const size = map.code.length;
  const flow = { owner: new Int32Array(size).fill(-1), isShared: new Uint8Array(size) };
  const walked = new Int32Array(size).fill(-1);
  const all = new Set(entries);
  for (const entry of all) walk(map, entry, all, flow, walked);
  return flow;
}

const ENDS = new Set([0x00, 0xf3, 0xfd, 0xfe, 0xff]);

/** `walked`: by offset, for which entry last. */
function walk(
  map: CodeMap,
  entry: number,
  entries: ReadonlySet<number>,
  { owner, isShared }: CodeFlow,
  walked: Int32Array,
): void {
  const { code, file, jump } = map;
  const open = [entry];
  const isOwn = (label: number): boolean => label === entry || !entries.has(label);
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    /** What the block has pushed that can be jumped to. */
    const labels: number[] = [];
    let last = -1;
    for (let at = from; at < code.length && walked[at] !== entry && file[at] !== NO_INSTRUCTION;) {
      const opcode = code[at] ?? 0;
      // Another function begins where this one's last instruction falls through: constructors have no such places.
      if (at !== from && opcode === JUMPDEST && entries.has(at)) break;
      walked[at] = entry;
      if (owner[at] === -1) owner[at] = entry;
      else isShared[at] = 1;
      const next = at + 1 + operandBytes(opcode);
      const target = pushedOffset(code, at);
      if (target !== undefined && code[target] === JUMPDEST && file[target] !== NO_INSTRUCTION) labels.push(target);
      if (opcode === JUMPI) open.push(...(last >= 0 ? [last] : labels).filter(isOwn));
      if (opcode === JUMP) {
        if (jump[at] === JUMP_IN) {
          // Unoptimised code returns to where it called from; else it is among what has been pushed.
          // What an optimiser has put behind a call may be another function.
          if (code[next] === JUMPDEST && isOwn(next)) open.push(next);
          else open.push(...labels.filter(isOwn));
        } else if (jump[at] !== JUMP_OUT) open.push(...(last >= 0 ? [last] : labels).filter(isOwn));
        break;
      }
      if (ENDS.has(opcode)) break;
      last = target !== undefined && code[target] === JUMPDEST ? target : -1;
      at = next;
    }
  }
}
