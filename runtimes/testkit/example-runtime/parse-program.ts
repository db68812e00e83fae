/** From source to program. A declaration is a line; the body of a routine is words, up to `end`. What begins with a backslash is a comment. */
import { parseAbi, type AbiFunction, type AbiParameter } from 'viem';
import { err, ok, type Result } from '../../core/result.ts';
import { TYPES } from './items.ts';
import { FlawFound, refuse } from './flaw-found.ts';
import { parseBody, type Token } from './parse-body.ts';
import type { AbiItem, Flaw, Program, Routine, Variable } from './program.ts';

export function parseProgram(text: string): Result<Program, Flaw> {
  try {
    return ok(new Parser(tokensOf(text)).program());
  } catch (error) {
    if (error instanceof FlawFound) return err(error.flaw);
    throw error;
  }
}

const tokensOf = (text: string): readonly (readonly Token[])[] =>
  text.split(/\r?\n/).map((line, i) =>
    [...line.replace(/(^|\s)\\(\s.*)?$/, '').matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      line: i + 1,
      column: match.index + 1,
    })),
  );

const ROUTINES = ['constructor', 'receive', 'function'];
const VARIABLE = /^(uint256|address|bool|bytes32|mapping\((uint256|address|bool|bytes32) => (.+)\))$/;

class Parser {
  readonly #lines: readonly (readonly Token[])[];
  #name: string | undefined;
  readonly #abi: AbiItem[] = [];
  /** Functions of other contracts: they are no part of this one's interface. */
  readonly #others: AbiFunction[] = [];
  readonly #variables: Variable[] = [];
  readonly #routines: { readonly abi: AbiItem; readonly body: readonly Token[] }[] = [];

  constructor(lines: readonly (readonly Token[])[]) {
    this.#lines = lines.filter((line) => line.length > 0);
  }

  program(): Program {
    for (let at = 0; at < this.#lines.length; at++) at = this.#declaration(at);
    const name = this.#name ?? refuse({ line: 1, column: 1 }, 'there is no contract', 'begin with "contract NAME"');
    const events = this.#abi.filter((item) => item.type === 'event');
    const errors = this.#abi.filter((item) => item.type === 'error');
    const names = { variables: this.#variables.map((one) => one.name), events, errors, others: this.#others };
    const routines = this.#routines.map(({ abi, body }) => {
      const [inputs, outputs] = [inputsOf(abi), 'outputs' in abi ? abi.outputs : []];
      const mutability = 'stateMutability' in abi ? abi.stateMutability : 'nonpayable';
      const isView = mutability === 'view' || mutability === 'pure';
      const parsed = parseBody(body, { ...names, parameters: inputs.map((one) => one.name ?? '') });
      return { abi, inputs, outputs, isPayable: mutability === 'payable', isView, body: parsed };
    });
    const nothing: Routine = { inputs: [], outputs: [], isPayable: false, isView: false, body: [] };
    return {
      name,
      abi: this.#abi,
      variables: this.#variables,
      functions: routines.flatMap(({ abi, ...rest }) => (abi.type === 'function' ? [{ ...rest, abi }] : [])),
      constructor: routines.find(({ abi }) => abi.type === 'constructor') ?? nothing,
      receive: routines.find(({ abi }) => abi.type === 'receive'),
    };
  }

  /** @returns the last line of the declaration that begins there. */
  #declaration(at: number): number {
    const line = this.#lines[at] as readonly [Token, ...Token[]];
    const [first, ...rest] = line;
    const words = rest.map(({ text }) => text).join(' ');
    if (first.text === 'contract' && /^\w+$/.test(words)) this.#name = words;
    else if (first.text === 'storage') this.#variable(first, words);
    else if (first.text === 'event' || first.text === 'error')
      this.#abi.push(signature(first, `${first.text} ${words}`));
    else if (first.text === 'interface') this.#others.push(signature(first, `function ${words}`) as AbiFunction);
    else return this.#routine(at, first, `${first.text} ${words}`.trim());
    return at;
  }

  #variable(at: Token, declared: string): void {
    const [name = '', type = ''] = declared.split(/ (.*)/);
    if (!/^[a-z]\w*$/i.test(name) || !isStored(type))
      refuse(
        at,
        `no variable: "${declared}"`,
        'write "storage NAME uint256", or "storage NAME mapping(address => uint256)"',
      );
    this.#variables.push({ name, type });
  }

  #routine(at: number, first: Token, header: string): number {
    const kind = /^[a-z]+/.exec(first.text)?.[0] ?? '';
    if (!ROUTINES.includes(kind))
      return refuse(
        first,
        `"${first.text}" begins no declaration`,
        'there are contract, storage, event, error, interface, constructor, receive and function',
      );
    const abi = signature(first, kind === 'receive' ? 'receive() external payable' : header);
    const body: Token[] = [];
    for (let next = at + 1; next < this.#lines.length; next++) {
      const line = this.#lines[next] ?? [];
      if (line[0]?.text === 'end') {
        this.#abi.push(abi);
        this.#routines.push({ abi, body });
        return next;
      }
      body.push(...line);
    }
    return refuse(first, `${kind} without an end`, 'write "end" in a line of its own');
  }
}

/** Whether a variable may have the type. */
function isStored(type: string): boolean {
  const value = VARIABLE.exec(type)?.[3];
  return VARIABLE.test(type) && (value === undefined || isStored(value));
}

const inputsOf = (abi: AbiItem): readonly AbiParameter[] => ('inputs' in abi ? (abi.inputs ?? []) : []);

function signature(at: Token, text: string): AbiItem {
  const item = ((): AbiItem | undefined => {
    try {
      return (parseAbi([text] as readonly string[]) as readonly AbiItem[])[0];
    } catch {
      return undefined;
    }
  })();
  if (item === undefined) return refuse(at, `no signature: "${text}"`, 'it is written as in Solidity');
  for (const { type, ...more } of [...inputsOf(item), ...('outputs' in item ? item.outputs : [])]) {
    if (!TYPES.some((known) => known === type))
      refuse(at, `type ${type} is not known`, `there are ${TYPES.join(', ')}`);
    if ('indexed' in more && more.indexed === true && ['bytes', 'string'].includes(type))
      refuse(at, `${type} cannot be indexed`, 'index a number, or its hash');
  }
  return item;
}
