/** Arguments of AssemblyScript's functions. The optimiser keeps no names of locals, and leaves parameters out that nothing needs. */
import { isObject } from '../../core/json-shape.ts';
import type { MachineView, Variable, VariableScope } from '../../sdk/debug-info.ts';
import { VALUE_TYPES } from '../module/value-type.ts';
import { AssemblyScriptValues } from './assemblyscript-values.ts';
import type { CodeMap } from './code-map.ts';
import { GONE } from './gone.ts';
import { readLocal, zeroOf } from './local-value.ts';

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly slot: number;
}

/** Where the arguments that the source declares are; those that cannot be told apart are left out. `declared`: as `PackedRows.parameters`. */
export function assemblyScriptVariables(
  declared: unknown,
  code: CodeMap,
): (view: MachineView) => readonly VariableScope[] {
  const known = new Map<number, readonly Parameter[]>();
  return (view) => {
    const fn = view.call?.entry ?? -1;
    let parameters = known.get(fn);
    if (parameters === undefined)
      known.set(fn, (parameters = placed(isObject(declared) ? declared[fn] : undefined, code.parametersOf(fn))));
    const values = new AssemblyScriptValues(view.memory);
    const variables = parameters.flatMap(({ name, type, slot }): readonly Variable[] => {
      const local = readLocal(view.locals.get(slot) ?? zeroOf(code.parametersOf(fn)[slot] ?? VALUE_TYPES.i32));
      if (local === undefined || name === 'this') return [];
      // The optimiser gives a slot to several variables, one after the other.
      return [
        code.keeps(fn, slot, view.offset)
          ? values.variable(name, type, local)
          : { name, type, value: GONE, compare: undefined },
      ];
    });
    return variables.length === 0 ? [] : [{ kind: 'arguments', title: 'Arguments', variables }];
  };
}

function placed(declared: unknown, types: readonly number[]): readonly Parameter[] {
  if (!Array.isArray(declared)) return [];
  const all = declared.filter(
    (one): one is readonly [string, string] =>
      Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'string',
  );
  const [first, ...more] = alignments(
    all.map(([, type]) => wasmType(type)),
    types,
  );
  // Where there are several ways, only what all of them agree about is known.
  return all.flatMap(([name, type], index) => {
    const slot = first?.[index];
    return slot === undefined || more.some((one) => one[index] !== slot) ? [] : [{ name, type, slot }];
  });
}

const MOST = 64;
/** Steps of the search: where nothing fits there are as many ways as there are subsets. */
const MOST_WALKS = 100_000;

/** Ways in which the second list comes of the first by leaving some out: for each of the first its index in the second. */
function alignments(
  declared: readonly number[],
  types: readonly number[],
): readonly (readonly (number | undefined)[])[] {
  const found: (number | undefined)[][] = [];
  let left = MOST_WALKS;
  const walk = (at: number, slot: number, way: readonly (number | undefined)[]): void => {
    if (--left < 0 || found.length > MOST || declared.length - at < types.length - slot) return;
    if (at === declared.length) {
      if (slot === types.length) found.push([...way]);
      return;
    }
    if (declared[at] === types[slot]) walk(at + 1, slot + 1, [...way, slot]);
    walk(at + 1, slot, [...way, undefined]);
  };
  walk(0, 0, []);
  return left < 0 || found.length > MOST ? [] : found;
}

const wasmType = (type: string): number =>
  /^[ui]64$/.test(type)
    ? VALUE_TYPES.i64
    : type === 'f64'
      ? VALUE_TYPES.f64
      : type === 'f32'
        ? VALUE_TYPES.f32
        : VALUE_TYPES.i32;
