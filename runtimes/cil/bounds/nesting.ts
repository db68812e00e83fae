/**
 * How deep the syntax tree of a source will be: a bound from above, by its tokens alone, so that no parser has to build it to find out.
 * Two counts: what is open at a place, and what follows in a row. Both make trees deep: `((1))`, `- -x`, `a + b + c`, `if (a) if (b)`.
 */
import { LIMITS } from './limits.ts';
import { tokensOf, type Token } from './tokens.ts';

export interface NestingProblem {
  /** Offset in the source. */
  readonly at: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What is between a bracket and its end, or in the file. */
interface Level {
  /** What has been put in a row since the last `;`, `,` or block: each may be one level deeper in the tree. */
  row: number;
  /** `else` of one statement: they go on behind `;` and blocks. */
  branches: number;
  /** `<` without `>`, where they can be type arguments. */
  angles: number;
  /** Opened by what comes before a statement or a block: `if (`, `while (`. */
  readonly isCondition: boolean;
  /** Its end ends a statement or a declaration. */
  readonly isBlock: boolean;
  /** Types or namespaces, where declarations follow each other without `;`. */
  readonly declares: boolean;
  /** Of such: what comes now is an expression, up to the next `;`. */
  inExpression: boolean;
  /** A type or a namespace is being declared. */
  begins: boolean;
}

const CONDITIONS = new Set(['if', 'while', 'for', 'foreach', 'switch', 'using', 'lock', 'catch', 'fixed']);
const BLOCKS = new Set(['else', 'do', 'try', 'finally', 'checked', 'unchecked', 'unsafe']);
const TYPES = new Set(['class', 'struct', 'interface', 'record', 'enum', 'namespace', 'extension']);
const EXPRESSIONS = new Set(['is', 'switch', 'with']);
/** What can stand between type arguments. */
const IN_TYPES = new Set(['<', '>', '.', '?', '::', '*']);
/** What declarations have outside of expressions. */
const IN_DECLARATIONS = new Set(['<', '>', '.', '?', '::', '*', ':', '~']);
const DIRECTIVE = /^#[ \t]*(if|elif|else|endif)\b/;

/** The first place that is beyond the limits. */
export function nestingProblem(source: string): NestingProblem | undefined {
  const nesting = new Nesting();
  let count = 0;
  for (const token of tokensOf(source)) {
    const problem = ++count > LIMITS.tokens ? tooLong(token.at) : nesting.take(token);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

class Nesting {
  #levels: Level[] = [levelOf({ declares: true })];
  #before: Token | undefined;
  /** Where code may be left out: levels at `#if`, and the deepest end of a branch so far. */
  readonly #conditional: { readonly begin: readonly Level[]; deepest: readonly Level[] | undefined }[] = [];
  /** The statement ends here, unless `else` follows. */
  #ends = false;
  /** The bracket that closed last was a condition. */
  #closedCondition = false;

  take(token: Token): NestingProblem | undefined {
    if (token.kind === 'directive') return this.#directive(token);
    if (token.kind === 'hidden directive') return this.#conditional.length > 0 ? hidden(token.at) : undefined;
    this.#settle(token);
    const level = this.#levels.at(-1) as Level;
    const before = this.#before;
    this.#before = token;
    switch (token.kind) {
      case 'open':
        this.#levels.push(this.#opened(token.text, level, before));
        break;
      case 'close':
        this.#close(token.text);
        break;
      case 'operator':
        this.#operator(token.text, level);
        break;
      case 'word':
        this.#word(token.text, level, before);
        break;
      case 'literal':
        level.angles = 0;
    }
    return this.#problem(token.at);
  }

  /** A statement has ended, unless `else` follows. */
  #settle({ kind, text }: Token): void {
    const level = this.#levels.at(-1) as Level;
    if (kind === 'word' && text === 'else') level.branches++;
    else if (this.#ends) Object.assign(level, { row: 0, angles: 0, branches: 0, inExpression: false, begins: false });
    this.#ends = false;
  }

  #opened(text: string, level: Level, before: Token | undefined): Level {
    const word = before?.kind === 'word' ? before.text : '';
    if (text !== '{') return levelOf({ isCondition: text === '(' && CONDITIONS.has(word) });
    if (level.declares && !level.inExpression) return levelOf({ isBlock: true, declares: level.begins });
    const isFree = level.isBlock && level.row === 0 && before?.kind !== 'word' && before?.kind !== 'literal';
    const isBody = before?.kind === 'close' ? this.#closedCondition : before?.text === '=>';
    return levelOf({ isBlock: isFree || isBody || BLOCKS.has(word) });
  }

  #close(text: string): void {
    this.#closedCondition = false;
    const closed = this.#levels.length > 1 ? this.#levels.pop() : undefined;
    const level = this.#levels.at(-1) as Level;
    level.row++;
    if (closed === undefined) return;
    this.#closedCondition = text === ')' && closed.isCondition;
    this.#ends = text === '}' && closed.isBlock;
  }

  #operator(text: string, level: Level): void {
    if (text === ';') {
      this.#ends = true;
      return;
    }
    if (text === ',') {
      level.row = 0;
      return;
    }
    level.row++;
    if (text === '<') level.angles++;
    else if (text === '>') level.angles = Math.max(0, level.angles - 1);
    else if (!IN_TYPES.has(text)) level.angles = 0;
    if (!IN_DECLARATIONS.has(text)) level.inExpression = true;
  }

  #word(text: string, level: Level, before: Token | undefined): void {
    if (text === 'case') level.row = 0;
    else if (before?.kind === 'word' || before?.kind === 'literal') level.row++;
    if (EXPRESSIONS.has(text)) level.inExpression = true;
    if (TYPES.has(text)) level.begins = true;
  }

  #directive({ text, at }: Token): NestingProblem | undefined {
    if ([...text].filter((char) => char === '(' || char === '!').length > LIMITS.nesting) return tooDeep(at);
    const word = DIRECTIVE.exec(text)?.[1];
    if (word === 'if') {
      this.#conditional.push({ begin: copied(this.#levels), deepest: undefined });
      return this.#conditional.length > LIMITS.nesting ? tooDeep(at) : undefined;
    }
    const region = this.#conditional.at(-1);
    if (word === undefined || region === undefined) return undefined;
    region.deepest = deeper(region.deepest, copied(this.#levels));
    if (word === 'endif') this.#conditional.pop();
    this.#levels = copied(word === 'endif' ? deeper(region.deepest, region.begin) : region.begin);
    return undefined;
  }

  #problem(at: number): NestingProblem | undefined {
    const [open, row] = depthOf(this.#levels);
    return open > LIMITS.nesting ? tooDeep(at) : row > LIMITS.chain ? tooLongRow(at) : undefined;
  }
}

const levelOf = ({ isCondition = false, isBlock = false, declares = false }: Partial<Level>): Level => ({
  row: 0,
  branches: 0,
  angles: 0,
  isCondition,
  isBlock,
  declares,
  inExpression: false,
  begins: false,
});

const copied = (levels: readonly Level[]): Level[] => levels.map((level) => ({ ...level }));

function depthOf(levels: readonly Level[]): readonly [open: number, row: number] {
  let [open, row] = [levels.length - 1, 0];
  for (const level of levels) {
    open += level.angles;
    row += level.row + level.branches;
  }
  return [open, row];
}

/** Whichever nests deeper. */
function deeper(one: readonly Level[] | undefined, other: readonly Level[]): readonly Level[] {
  if (one === undefined) return other;
  const [[open, row], [otherOpen, otherRow]] = [depthOf(one), depthOf(other)];
  return open > otherOpen || (open === otherOpen && row > otherRow) ? one : other;
}

const beyond = (at: number, what: string, hint: string): NestingProblem => ({
  at,
  code: 'ILW3001',
  message: what,
  hint,
});

const tooDeep = (at: number): NestingProblem =>
  beyond(
    at,
    `brackets and type arguments are nested deeper than ${LIMITS.nesting}`,
    'move what is inside to methods, types and variables of its own',
  );

const tooLongRow = (at: number): NestingProblem =>
  beyond(
    at,
    `more than ${LIMITS.chain} operators, branches or members follow each other in one statement`,
    'split it: into several statements, a loop, or a switch instead of else if',
  );

const tooLong = (at: number): NestingProblem =>
  beyond(at, `the file has more than ${LIMITS.tokens} words and signs`, 'split the contract');

const hidden = (at: number): NestingProblem => ({
  at,
  code: 'ILW3002',
  message: 'a line that begins with # in a comment or a text could be taken for a directive between #if and #endif',
  hint: 'begin the line with something else, or leave #if out',
});
