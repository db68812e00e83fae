/**
 * Random programs with a reference: the same tree is written as WebAssembly text and interpreted here, instruction by
 * instruction, with the cost table applied to what is really executed. Independent of how preparation groups instructions.
 */
import { COSTS } from './gas-costs.ts';
import type { Random } from '../../core/random.ts';

/** Target of branches: number of values it takes. */
interface Label {
  readonly arity: 0 | 1;
}
type Run<T> = (machine: Machine) => T;
interface Code<T> {
  readonly text: string;
  readonly run: Run<T>;
}
type Expression = Code<number>;
type Statement = Code<void>;

interface Machine {
  units: number;
  readonly limit: number;
  readonly memory: Int32Array;
  locals: Int32Array;
}

export class OutOfUnits extends Error {}
class Branch extends Error {
  readonly target: Label;
  readonly value: number;
  constructor(target: Label, value: number) {
    super();
    this.target = target;
    this.value = value;
  }
}

const WORDS = 64;
const LOCALS = 6;

export interface RandomProgram {
  /** A module with `call` and 256 bytes of memory that are written. */
  readonly wat: string;
  /** Units that it takes and the memory behind it; throws `OutOfUnits` above the limit. */
  run(limit: number): { readonly units: number; readonly memory: Int32Array };
}

const pay = (machine: Machine, units: number): void => {
  machine.units += units;
  if (machine.units > machine.limit) throw new OutOfUnits();
};

export function randomProgram(random: Random): RandomProgram {
  const functions: { text: string; run: (machine: Machine, argument: number) => number }[] = [];
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;

  function constant(): Expression {
    const value = pick([0, 1, 2, 3, random.below(64), -1, random.below(2 ** 32) | 0]);
    return {
      text: `i32.const ${value}`,
      run: (m) => {
        pay(m, COSTS.simple);
        return value;
      },
    };
  }

  function get(local: number): Expression {
    return {
      text: `local.get ${local}`,
      run: (m) => {
        pay(m, COSTS.simple);
        return m.locals[local] as number;
      },
    };
  }

  function expression(labels: readonly Label[], depth: number): Expression {
    const kind = depth <= 0 ? random.below(2) : random.below(10);
    const inner = (): Expression => expression(labels, depth - 1);
    if (kind === 0) return constant();
    if (kind === 1) return get(random.below(LOCALS));
    if (kind <= 5) {
      const [name, cost, apply] = pick(BINARY);
      const [left, right] = [inner(), inner()];
      return {
        text: `${left.text} ${right.text} ${name}`,
        run: (m) => {
          const values = [left.run(m), right.run(m)] as const;
          pay(m, cost);
          return apply(...values) | 0;
        },
      };
    }
    if (kind === 6) {
      const [first, second, condition] = [inner(), inner(), inner()];
      return {
        text: `${first.text} ${second.text} ${condition.text} select`,
        run: (m) => {
          const values = [first.run(m), second.run(m), condition.run(m)] as const;
          pay(m, COSTS.branch);
          return values[2] !== 0 ? values[0] : values[1];
        },
      };
    }
    if (kind === 7 && functions.length > 0) {
      const index = random.below(functions.length);
      const argument = inner();
      return {
        text: `${argument.text} call $f${index}`,
        run: (m) => {
          const value = argument.run(m);
          pay(m, COSTS.call);
          return functions[index]?.run(m, value) as number;
        },
      };
    }
    const label: Label = { arity: 1 };
    const scope = [label, ...labels];
    const arm = (): Expression => {
      const [body, last] = [statements(scope, depth - 1), expression(scope, depth - 1)];
      return {
        text: `${body.text} ${last.text}`,
        run: (m) => {
          body.run(m);
          return last.run(m);
        },
      };
    };
    if (kind === 8) {
      const body = arm();
      return { text: `block (result i32) ${body.text} end`, run: (m) => landing(label, () => body.run(m)) };
    }
    const [condition, first, second] = [inner(), arm(), arm()];
    return {
      text: `${condition.text} if (result i32) ${first.text} else ${second.text} end`,
      run: (m) => {
        const chosen = condition.run(m) !== 0 ? first : second;
        pay(m, COSTS.branch);
        return landing(label, () => chosen.run(m));
      },
    };
  }

  function statements(labels: readonly Label[], depth: number): Statement {
    const list = Array.from({ length: random.below(depth <= 0 ? 2 : 5) }, () => statement(labels, depth));
    return { text: list.map((item) => item.text).join('\n'), run: (m) => list.forEach((item) => item.run(m)) };
  }

  function statement(labels: readonly Label[], depth: number): Statement {
    const kind = depth <= 0 ? random.below(6) : random.below(12);
    const value = expression(labels, depth - 1);
    if (kind <= 2) {
      const local = random.below(LOCALS - 2);
      return {
        text: `${value.text} local.set ${local}`,
        run: (m) => {
          m.locals[local] = value.run(m);
          pay(m, COSTS.simple);
        },
      };
    }
    if (kind === 3) {
      const word = random.below(WORDS);
      return {
        text: `i32.const ${word * 4} ${value.text} i32.store`,
        run: (m) => {
          pay(m, COSTS.simple);
          m.memory[word] = value.run(m);
          pay(m, COSTS.memory);
        },
      };
    }
    if (kind === 4) return jump(labels, depth, value);
    if (kind === 5) return { text: 'nop', run: () => undefined };
    const label: Label = { arity: 0 };
    const scope = [label, ...labels];
    const body = statements(scope, depth - 1);
    if (kind <= 7)
      return {
        text: `block\n${body.text}\nend`,
        run: (m) => {
          landing(label, () => (body.run(m), 0));
        },
      };
    if (kind <= 9) {
      const other = random.below(2) === 0 ? undefined : statements(scope, depth - 1);
      return {
        text: `${value.text} if\n${body.text}\n${other ? `else\n${other.text}\n` : ''}end`,
        run: (m) => {
          const chosen = value.run(m) !== 0 ? body : other;
          pay(m, COSTS.branch);
          landing(label, () => (chosen?.run(m), 0));
        },
      };
    }
    return loop(label, body, LOCALS - 1 - (depth % 2));
  }

  /** Counts a local down; a branch to its label skips the counting, so that some never end. */
  function loop(label: Label, body: Statement, counter: number): Statement {
    const turns = 1 + random.below(9);
    const counted = random.below(4) > 0;
    const step = `local.get ${counter} i32.const 1 i32.sub local.tee ${counter} br_if 0`;
    return {
      text: `i32.const ${turns} local.set ${counter} loop\n${body.text}\n${counted ? step : ''} end`,
      run: (m) => {
        pay(m, 2 * COSTS.simple);
        m.locals[counter] = turns;
        for (let again = true; again;) {
          again =
            landing(label, () => {
              body.run(m);
              if (!counted) return 1;
              pay(m, 4 * COSTS.simple + COSTS.branch);
              m.locals[counter] = (m.locals[counter] as number) - 1;
              return m.locals[counter] === 0 ? 1 : 0;
            }) === 0;
        }
      },
    };
  }

  function jump(labels: readonly Label[], depth: number, condition: Expression): Statement {
    const kind = random.below(10);
    const index = random.below(labels.length);
    const target = labels[index] as Label;
    const value = target.arity === 1 ? expression(labels, depth - 1) : undefined;
    if (kind === 0) {
      const result = expression(labels, depth - 1);
      return {
        text: `${result.text} return`,
        run: (m) => {
          const returned = result.run(m);
          pay(m, COSTS.branch);
          throw new Branch(labels.at(-1) as Label, returned);
        },
      };
    }
    if (kind === 1)
      return {
        text: `${value?.text ?? ''} br ${index}`,
        run: (m) => {
          const carried = value?.run(m) ?? 0;
          pay(m, COSTS.branch);
          throw new Branch(target, carried);
        },
      };
    const same = labels.map((label, i) => ({ label, i })).filter(({ label }) => label.arity === target.arity);
    if (kind <= 3) {
      const targets = Array.from({ length: 1 + random.below(4) }, () => pick(same));
      return {
        text: `${value?.text ?? ''} ${condition.text} br_table ${targets.map(({ i }) => i).join(' ')}`,
        run: (m) => {
          const carried = value?.run(m) ?? 0;
          const chosen = Math.min(condition.run(m) >>> 0, targets.length - 1);
          pay(m, COSTS.branchTable);
          throw new Branch((targets[chosen] as { label: Label }).label, carried);
        },
      };
    }
    return {
      text: `${value?.text ?? ''} ${condition.text} br_if ${index} ${value ? 'drop' : ''}`,
      run: (m) => {
        const carried = value?.run(m) ?? 0;
        const taken = condition.run(m) !== 0;
        pay(m, COSTS.branch);
        if (taken) throw new Branch(target, carried);
        if (value) pay(m, COSTS.simple);
      },
    };
  }

  for (let i = 1 + random.below(3); i > 0; i--) {
    const label: Label = { arity: 1 };
    const body = statements([label], 4);
    const last = expression([label], 2);
    functions.push({
      text: `(func $f${functions.length} (param i32) (result i32) ${'(local i32) '.repeat(LOCALS - 1)}
${body.text}\n${last.text})`,
      run: (m, argument) => {
        const outer = m.locals;
        m.locals = new Int32Array(LOCALS);
        m.locals[0] = argument;
        pay(m, Math.ceil((LOCALS - 1) / 4));
        const result = landing(label, () => {
          body.run(m);
          return last.run(m);
        });
        m.locals = outer;
        return result;
      },
    });
  }
  const main = functions.length - 1;
  return {
    wat: `(module (memory (export "memory") 1) ${functions.map(({ text }) => text).join('\n')}
      (func (export "call") i32.const 0 i32.const 5 call $f${main} i32.store))`,
    run: (limit) => {
      const memory = new Int32Array(WORDS);
      const machine: Machine = { units: 0, limit, memory, locals: new Int32Array() };
      pay(machine, 2 * COSTS.simple + COSTS.call);
      memory[0] = functions[main]?.run(machine, 5) as number;
      pay(machine, COSTS.memory);
      return { units: machine.units, memory };
    },
  };
}

/** Runs to the end or to a branch to this label. */
function landing(label: Label, run: () => number): number {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof Branch && thrown.target === label) return thrown.value;
    throw thrown;
  }
}

const BINARY: readonly (readonly [string, number, (a: number, b: number) => number])[] = [
  ['i32.add', COSTS.simple, (a, b) => a + b],
  ['i32.sub', COSTS.simple, (a, b) => a - b],
  ['i32.xor', COSTS.simple, (a, b) => a ^ b],
  ['i32.lt_s', COSTS.simple, (a, b) => (a < b ? 1 : 0)],
  ['i32.mul', COSTS.multiply, Math.imul],
];
