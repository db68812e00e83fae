/** Variables with something within: shown on one line, and opened one by one. */
import type { CellKey } from '../../../core/cell.ts';
import { count, glance, glanced } from '../../../core/glance.ts';
import type { Variable } from '../../../sdk/debug-info.ts';

/** Elements that are shown of one array. */
const MOST = 1_000;

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
  return {
    name,
    type,
    // Worked out when it is looked at: there may be a lot within.
    get value() {
      if (depth >= DEEPEST) return `${count(length)} ${length === 1n ? 'element' : 'elements'}`;
      const first = Array.from({ length: glanced(length) }, (_, n) => at(BigInt(n)).value);
      return `[${glance(first, length)}]`;
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
      const texts = all.slice(0, glanced(all.length)).map((member) => `${member.name}: ${member.value}`);
      return `{${glance(texts, all.length)}}`;
    },
    compare: undefined,
    ...(cell !== undefined && { cell }),
    children: members,
    lookup: (key) => members().find((member) => member.name === key),
  };
}

const more = (rest: bigint): Variable => ({ name: '…', type: '', value: `${count(rest)} more`, compare: undefined });

/** A variable that has no value to show, and why. */
export const withoutValue = (name: string, type: string, why: string, cell?: CellKey): Variable => ({
  name,
  type,
  value: why,
  compare: undefined,
  ...(cell !== undefined && { cell }),
});
