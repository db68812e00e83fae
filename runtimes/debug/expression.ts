/**
 * Watch expressions and conditions, in the little that Solidity, Rust and C# have in common: `balances[alice] >= amount && !paused`. Parsed
 * by jsep; numbers are whole and have no bounds.
 */
import jsep, { type Expression } from 'jsep';
import { err, ok, type Result } from '../core/result.ts';
import type { Comparable, Variable } from '../sdk/debug-info.ts';

export interface ExpressionScope {
  variable(name: string): Variable | undefined;
  /** Of an account that has a name: its address as a number. */
  account(name: string): bigint | undefined;
}

type Value = Result<Variable, string>;

/** Numbers in hex, in digits apart and with an exponent, as Solidity and Rust write them: `0xff`, `1_000`, `1e18`. */
jsep.hooks.add('gobble-token', function (env) {
  const match = /^(?:0x[0-9a-fA-F_]+|\d[\d_]*(?:e\d{1,2})?)(?![\w.])/.exec(this.expr.slice(this.index));
  if (match === null) return;
  this.index += match[0].length;
  env.node = { type: 'Literal', value: match[0], raw: match[0], isNumber: true };
});

/** Characters; nobody writes more by hand. */
const LONGEST = 1000;

/** The error is a sentence. */
export function evaluate(text: string, scope: ExpressionScope): Value {
  const parsed = parse(text);
  return parsed.ok ? valueOf(parsed.value, scope, 0) : parsed;
}

/** What is wrong with an expression wherever it is worked out, as a sentence; undefined: nothing. */
export function problemOf(text: string): string | undefined {
  const parsed = parse(text);
  if (!parsed.ok) return parsed.error;
  return areAllKnown(parsed.value, 0) ? undefined : ONLY;
}

function parse(text: string): Result<Expression, string> {
  if (text.length > LONGEST) return err(`an expression has at most ${LONGEST} characters`);
  if (text.trim() === '') return err('there is no expression');
  try {
    return ok(jsep(text));
  } catch (error) {
    return err(`"${text}" is no expression: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const ONLY = 'only variables, members, indexes, numbers, texts and operators: code cannot be called here';
const DEEPEST = 64;
/** By the type of a node: which of its fields are expressions that are worked out. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Literal: [],
  Identifier: [],
  ThisExpression: [],
  MemberExpression: ['object', 'property'],
  UnaryExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
};

function areAllKnown(node: Expression, depth: number): boolean {
  const parts = PARTS[node.type];
  return (
    depth <= DEEPEST && parts !== undefined && parts.every((part) => areAllKnown(node[part] as Expression, depth + 1))
  );
}

/** Whether a condition holds; the error is a sentence. */
export function holds(text: string, scope: ExpressionScope): Result<boolean, string> {
  const value = evaluate(text, scope);
  if (!value.ok) return value;
  const { compare } = value.value;
  return compare === undefined ? err(`"${text}" is no condition: it is ${value.value.value}`) : ok(isTrue(compare));
}

function valueOf(node: Expression, scope: ExpressionScope, depth: number): Value {
  if (depth > DEEPEST) return err('the expression is nested too deeply');
  const of = (inner: unknown): Value => valueOf(inner as Expression, scope, depth + 1);
  switch (node.type) {
    case 'Literal':
      return literal(node['value'], node['isNumber'] === true);
    case 'Identifier':
      return named(String(node['name']), scope);
    case 'ThisExpression':
      return named('this', scope);
    case 'MemberExpression':
      return member(node, scope, of);
    case 'UnaryExpression':
      return unary(String(node['operator']), of(node['argument']));
    case 'BinaryExpression':
      return binary(
        String(node['operator']),
        () => of(node['left']),
        () => of(node['right']),
      );
    case 'ConditionalExpression': {
      const test = of(node['test']);
      if (!test.ok) return test;
      return of(isTrue(test.value.compare) ? node['consequent'] : node['alternate']);
    }
    default:
      return err(ONLY);
  }
}

function literal(value: unknown, isNumber: boolean): Value {
  if (typeof value === 'boolean') return ok(plain(value, 'bool'));
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? ok(plain(BigInt(value), 'number')) : err('whole numbers only');
  const text = String(value);
  if (!isNumber) return ok(plain(text, 'text'));
  const number = /^(\d[\d_]*)e(\d{1,2})$/.exec(text);
  if (number?.[1] !== undefined && number[2] !== undefined)
    return ok(plain(BigInt(number[1].replaceAll('_', '')) * 10n ** BigInt(number[2]), 'number'));
  return ok(plain(BigInt(text.replaceAll('_', '')), 'number'));
}

function named(name: string, scope: ExpressionScope): Value {
  const variable = scope.variable(name);
  if (variable !== undefined) return ok(variable);
  const account = scope.account(name);
  if (account !== undefined) return ok(plain(account, 'address'));
  return err(`there is no "${name}" here`);
}

function member(node: Expression, scope: ExpressionScope, of: (inner: unknown) => Value): Value {
  const object = of(node['object']);
  if (!object.ok) {
    // `msg.sender` is a name of its own.
    const whole = scope.variable(dotted(node));
    return whole === undefined ? object : ok(whole);
  }
  const isIndex = node['computed'] === true;
  let key: bigint | string;
  if (isIndex) {
    const index = of(node['property']);
    if (!index.ok) return index;
    // Keys of mappings may be booleans.
    const compare = typeof index.value.compare === 'boolean' ? String(index.value.compare) : index.value.compare;
    if (typeof compare !== 'bigint' && typeof compare !== 'string') return err(`${index.value.value} is no index`);
    key = compare;
  } else key = String((node['property'] as { readonly name?: string }).name);
  const { value } = object;
  const found =
    value.lookup?.(key) ?? value.children?.().find(({ name }) => name === String(key) || name === `[${key}]`);
  if (found !== undefined) return ok(found);
  if (key === 'length' && value.children) return ok(plain(BigInt(value.children().length), 'number'));
  return err(`${value.name} (${value.type}) has no ${isIndex ? `[${key}]` : String(key)} that is known here`);
}

function dotted(node: Expression): string {
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type !== 'MemberExpression' || node['computed'] === true) return '';
  return `${dotted(node['object'] as Expression)}.${dotted(node['property'] as Expression)}`;
}

function unary(operator: string, argument: Value): Value {
  if (!argument.ok) return argument;
  const { compare } = argument.value;
  if (operator === '!') return ok(plain(!isTrue(compare), 'bool'));
  if (typeof compare !== 'bigint') return err(`${operator} needs a number`);
  if (operator === '-') return ok(plain(-compare, 'number'));
  if (operator === '+') return argument;
  return operator === '~' ? ok(plain(~compare, 'number')) : err(`there is no operator ${operator} here`);
}

function binary(operator: string, left: () => Value, right: () => Value): Value {
  const a = left();
  if (!a.ok) return a;
  if (operator === '&&' && !isTrue(a.value.compare)) return ok(plain(false, 'bool'));
  if (operator === '||' && isTrue(a.value.compare)) return ok(plain(true, 'bool'));
  const b = right();
  if (!b.ok) return b;
  if (operator === '&&' || operator === '||') return ok(plain(isTrue(b.value.compare), 'bool'));
  const [x, y] = [a.value.compare, b.value.compare];
  if (operator === '==' || operator === '===') return compared(x, y, true);
  if (operator === '!=' || operator === '!==') return compared(x, y, false);
  if (typeof x !== 'bigint' || typeof y !== 'bigint') return err(`${operator} needs numbers`);
  const result = ARITHMETIC[operator]?.(x, y);
  if (result === undefined) return err(`${operator} cannot be done here`);
  return ok(plain(result, typeof result === 'boolean' ? 'bool' : 'number'));
}

/** Bytes and addresses are the same however they are written; of other texts case counts. */
const HEX = /^0x[0-9a-f]*$/i;

function compared(x: Comparable, y: Comparable, equal: boolean): Value {
  if (x === undefined || y === undefined) return err('only single values can be compared');
  const [a, b] = [x, y].map((one) =>
    typeof one === 'boolean' ? BigInt(one) : typeof one === 'string' && HEX.test(one) ? one.toLowerCase() : one,
  );
  return ok(plain((a === b) === equal, 'bool'));
}

const ARITHMETIC: Readonly<Record<string, (x: bigint, y: bigint) => bigint | boolean | undefined>> = {
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => (y === 0n ? undefined : x / y),
  '%': (x, y) => (y === 0n ? undefined : x % y),
  '&': (x, y) => x & y,
  '|': (x, y) => x | y,
  '^': (x, y) => x ^ y,
  '<<': (x, y) => (y < 0n || y > 4096n ? undefined : x << y),
  '>>': (x, y) => (y < 0n || y > 4096n ? undefined : x >> y),
};

const plain = (compare: bigint | string | boolean, type: string): Variable => ({
  name: '',
  type,
  value: type === 'text' ? JSON.stringify(compare) : String(compare),
  compare,
});

const isTrue = (compare: Comparable): boolean =>
  compare !== undefined && compare !== false && compare !== 0n && compare !== '';
