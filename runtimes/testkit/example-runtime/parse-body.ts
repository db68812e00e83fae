/** The words of a routine become instructions; control structures become jumps. */
import type { AbiEvent, AbiFunction } from 'viem';
import { refuse } from './flaw-found.ts';
import type { AbiError, Instruction } from './program.ts';
import { WORDS } from './words.ts';

/** Line and column from 1. */
export interface Token {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What a name may mean, beside the words of the language; the first that knows it counts. */
export interface Names {
  readonly parameters: readonly string[];
  /** By slot. */
  readonly variables: readonly string[];
  readonly events: readonly AbiEvent[];
  readonly errors: readonly AbiError[];
  readonly others: readonly AbiFunction[];
}

/** A structure that is not closed yet, with the jumps that will lead behind it. */
interface Open {
  readonly token: Token;
  readonly kind: 'if' | 'begin';
  readonly start: number;
  readonly forward: number[];
}

const LARGEST = (1n << 256n) - 1n;

export function parseBody(tokens: readonly Token[], names: Names): readonly Instruction[] {
  const code: Instruction[] = [];
  const open: Open[] = [];
  const jump = (to: number, ifZero: boolean): number => code.push({ kind: 'jump', to, ifZero }) - 1;
  const land = (jumps: readonly number[]): void => {
    for (const at of jumps) code[at] = { ...(code[at] as Instruction & { kind: 'jump' }), to: code.length };
  };
  const innermost = (token: Token, kind: Open['kind']): Open => {
    const found = open.at(-1);
    return found?.kind === kind ? found : refuse(token, `"${token.text}" without "${kind}"`);
  };

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    switch (token.text) {
      case 'if':
        open.push({ token, kind: 'if', start: code.length, forward: [jump(0, true)] });
        break;
      case 'else': {
        const { forward } = innermost(token, 'if');
        const behind = jump(0, false);
        land(forward.splice(0, forward.length, behind));
        break;
      }
      case 'then':
        land(innermost(token, 'if').forward);
        open.pop();
        break;
      case 'begin':
        open.push({ token, kind: 'begin', start: code.length, forward: [] });
        break;
      case 'while':
        innermost(token, 'begin').forward.push(jump(0, true));
        break;
      case 'repeat': {
        const { start, forward } = innermost(token, 'begin');
        jump(start, false);
        land(forward);
        open.pop();
        break;
      }
      case 'emit':
        code.push({ kind: 'emit', event: named(token, tokens[++at], 'event', names.events) });
        break;
      case 'fail':
        code.push({ kind: 'fail', error: named(token, tokens[++at], 'error', names.errors) });
        break;
      case 'encode':
        code.push({ kind: 'encode', abi: named(token, tokens[++at], 'interface', names.others) });
        break;
      default:
        code.push(plain(token, names));
    }
  }
  const left = open.at(-1);
  if (left !== undefined) refuse(left.token, `"${left.kind}" without "${left.kind === 'if' ? 'then' : 'repeat'}"`);
  return code;
}

function plain(token: Token, { parameters, variables }: Names): Instruction {
  const { text } = token;
  if (parameters.includes(text)) return { kind: 'argument', index: parameters.indexOf(text) };
  if (variables.includes(text)) return { kind: 'push', value: BigInt(variables.indexOf(text)) };
  if (/^\d+$/.test(text))
    return BigInt(text) <= LARGEST
      ? { kind: 'push', value: BigInt(text) }
      : refuse(token, `${text} is more than 256 bits`);
  const word = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  if (word !== undefined) return { kind: 'word', run: word };
  return refuse(
    token,
    `"${text}" is not known`,
    `it is no parameter, no variable and none of: ${Object.keys(WORDS).join(' ')}`,
  );
}

function named<T extends { readonly name: string }>(
  at: Token,
  token: Token | undefined,
  kind: string,
  all: readonly T[],
): T {
  if (token === undefined) return refuse(at, `"${at.text}" what?`, `name an ${kind}`);
  return (
    all.find(({ name }) => name === token.text) ??
    refuse(token, `there is no ${kind} "${token.text}"`, `declare it: "${kind} ${token.text}(..)"`)
  );
}
