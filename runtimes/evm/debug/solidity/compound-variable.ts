/** Variables with something within: shown on one line, and opened one by one. */
import type { CellKey } from '../../../core/cell.ts';
import type { Variable } from '../../../sdk/debug-info.ts';
import { count } from './value-text.ts';

/** Elements that are shown of one array. */
const MOST = 1_000;
/** Elements and characters of what is shown on one line. */
const GLANCED = 16;
const GLANCE = 120;

interface Compound {
  readonly name: string;
  readonly type: string;
  readonly cell?: CellKey;
  readonly depth: number;
}

/** What is within is not looked into on one line beyond this. */
const DEEPEST = 2;

/** `length`: as the contract says, which may be anything. */
export function arrayVariable(
  { name, type, cell, depth }: Compound,
  length: bigint,
  element: (index: bigint, name: string) => Variable,
): Variable {
  const at = (index: bigint): Variable => element(index, `[${index}]`);
  const glanced = Array.from({ length: Number(length < GLANCED ? length : GLANCED) }, (_, n) => n);
  return {
    name,
    type,
    // Worked out when it is looked at: there may be a lot within.
    get value() {
      if (depth >= DEEPEST) return `${count(length)} elements`;
      return `[${glance(
        glanced.map((n) => at(BigInt(n)).value),
        length,
      )}]`;
    },
    compare: undefined,
    ...(cell !== undefined && { cell }),
    children: () => {
      const shown = Number(length < MOST ? length : MOST);
      const children = Array.from({ length: shown }, (_, n) => at(BigInt(n)));
      return length > MOST ? [...children, more(length - BigInt(MOST))] : children;
    },
    lookup: (key) => {
      if (key === 'length') return { name: 'length', type: 'uint256', value: length.toString(), compare: length };
      return typeof key === 'bigint' && key >= 0n && key < length ? at(key) : undefined;
    },
  };
}

/** `members`: asked when they are needed. */
export function structVariable({ name, type, cell, depth }: Compound, members: () => readonly Variable[]): Variable {
  return {
    name,
    type,
    get value() {
      if (depth >= DEEPEST) return type;
      const all = members();
      const texts = all.slice(0, GLANCED).map((member) => `${member.name}: ${member.value}`);
      return `{${glance(texts, BigInt(all.length))}}`;
    },
    compare: undefined,
    ...(cell !== undefined && { cell }),
    children: members,
    lookup: (key) => members().find((member) => member.name === key),
  };
}

const more = (rest: bigint): Variable => ({ name: '…', type: '', value: `${count(rest)} more`, compare: undefined });

function glance(texts: readonly string[], length: bigint): string {
  let line = '';
  let shown = 0;
  for (const text of texts) {
    const next = shown === 0 ? text : `${line}, ${text}`;
    if (shown > 0 && next.length > GLANCE) break;
    line = next;
    shown++;
  }
  const rest = length - BigInt(shown);
  return rest === 0n ? line : `${line}${shown === 0 ? '' : ', '}… ${count(rest)} more`;
}

/** A variable that has no value to show, and why. */
export const withoutValue = (name: string, type: string, why: string, cell?: CellKey): Variable => ({
  name,
  type,
  value: why,
  compare: undefined,
  ...(cell !== undefined && { cell }),
});
