/**
 * Rewrites a number of a Rust or AssemblyScript contract that everybody adds to as a counter of the ledger, whose additions commute. It goes by
 * the text: what it does not know for certain it refuses, with the place. Values and counters are read alike, so reads stay as they are.
 */
import { err, ok, type Result } from '../../../core/result.ts';
import type { CureId, CuredSource, RewrittenSources } from '../../../sdk/cure.ts';
import { Brackets, masked } from '../language/declared.ts';

export interface Dialect {
  readonly isRust: boolean;
  /** Where a contract's block opens. */
  readonly contract: RegExp;
  /** The contract, in its own functions. */
  readonly self: 'self' | 'this';
  /** Brackets around the body of a function, outside of it: `contract! { impl X {`, `class X {`. */
  readonly depth: number;
}

export const RUST: Dialect = { isRust: true, contract: /\bcontract!\s*\{/g, self: 'self', depth: 2 };
export const ASSEMBLYSCRIPT: Dialect = {
  isRust: false,
  contract: /@contract\b[^{]*\bclass\s+\w+[^{]*\{/g,
  self: 'this',
  depth: 1,
};

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Scene {
  readonly dialect: Dialect;
  readonly source: CuredSource;
  readonly mask: string;
  readonly brackets: Brackets;
  /** `this.sold`, with whatever blanks. */
  readonly name: string;
}

/** A name, a path, or a call of one: nothing that could be read in another way than it is written. */
const SIMPLE = /^(?:\w[\w.]*(?:::\w+)*)(?:\([^()]*\))?$/;
const WANTED = 'Value<U256>';

export function makeCounter(
  dialect: Dialect,
  source: CuredSource,
  variable: string,
  cure: CureId,
): Result<RewrittenSources, string> {
  if (cure !== 'counter') return err('in this language a number is not spread over shards: a counter does the same');
  const mask = masked(source.text, dialect.isRust);
  const scene = { dialect, source, mask, brackets: new Brackets(mask), name: variable };
  const opens = [...mask.matchAll(dialect.contract)].map((match) => match.index + match[0].length - 1);
  const open = opens[0];
  if (open === undefined || opens.length > 1)
    return err(`${source.path}: it has not one contract, but ${opens.length}`);
  const declared = declarationOf(scene, open);
  if (!declared.ok) return declared;
  const edits = [declared.value];
  const imported = importOf(scene);
  if (!imported.ok) return imported;
  if (imported.value !== undefined) edits.push(imported.value);
  const uses = usesOf(scene, open, declared.value);
  if (!uses.ok) return uses;
  let { text } = source;
  for (const { from, to, text: put } of [...edits, ...uses.value].sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + put + text.slice(to);
  return ok(new Map([[source.file, text]]));
}

const placeOf = ({ source }: Scene, at: number): string =>
  `${source.path}:${source.text.slice(0, at).split('\n').length}`;

/** The type of the field, which becomes a counter. */
function declarationOf(scene: Scene, open: number): Result<Edit, string> {
  const { mask, brackets, name, dialect } = scene;
  const head = dialect.isRust ? /\bstruct\s+\w+\s*\{/.exec(mask.slice(open, brackets.closeOf(open))) : undefined;
  const block = head === undefined ? open : head === null ? -1 : open + head.index + head[0].length - 1;
  if (block < 0) return err(`${scene.source.path}: its contract has no struct`);
  const inside = brackets.directly(block);
  const fields = [...inside.matchAll(new RegExp(`(?<![\\w.])${name}\\s*:\\s*(?<type>\\w+\\s*(?:<[^;,]*>)?)`, 'g'))];
  const [field] = fields;
  if (field === undefined || fields.length > 1) return err(`${scene.source.path}: it has no field ${name}`);
  const type = field.groups?.['type'] ?? '';
  const from = block + 1 + field.index + field[0].length - type.length;
  if (type.replaceAll(/\s/g, '') !== WANTED)
    return err(`${placeOf(scene, from)}: it is ${type.trim()}; a counter stands for ${WANTED} alone`);
  return ok({ from, to: from + type.trimEnd().length, text: 'Counter' });
}

/** Adds Counter to what the file takes from the SDK, unless it takes all. */
function importOf({ mask, dialect, source }: Scene): Result<Edit | undefined, string> {
  if (dialect.isRust)
    return /\buse\s+interleave\s*::\s*(?:\*|\{[^}]*\bCounter\b)/.test(mask)
      ? ok(undefined)
      : err(`${source.path}: write use interleave::* first, so that it knows Counter`);
  // The module's name is text, and blank in the mask.
  const found = /\bimport\s*\{(?<names>[^}]*)\}\s*from\s*(['"])interleave\2/.exec(source.text);
  if (found === null) return err(`${source.path}: it imports nothing from interleave by name`);
  if (/\bCounter\b/.test(found.groups?.['names'] ?? '')) return ok(undefined);
  const at = found.index + found[0].indexOf('{') + 1;
  return ok({ from: at, to: at, text: ' Counter,' });
}

/** Every use in the contract must be understood: reads stay, statements that add do so to the counter. */
function usesOf(scene: Scene, open: number, declared: Edit): Result<readonly Edit[], string> {
  const { mask, brackets, dialect, name } = scene;
  const edits: Edit[] = [];
  const adding = new Set<number>();
  const reading = new Map<number, number>();
  const pattern = new RegExp(`(?<owner>[\\w$)\\]]+)\\s*\\.\\s*${name}\\b(?!\\s*\\()`, 'g');
  for (const match of mask.matchAll(pattern)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (edits.some((edit) => from >= edit.from && from < edit.to)) continue;
    const isOwn = match.groups?.['owner'] === dialect.self && from > open && to < brackets.closeOf(open);
    if (!isOwn) return err(`${placeOf(scene, from)}: what ${match[0]} is cannot be told from the text`);
    if (from < declared.to && from >= declared.from) continue;
    const use = useAt(scene, from, to);
    if (!use.ok) return use;
    const body = bodyOf(scene, from);
    if (use.value === 'read') reading.set(body, from);
    else {
      adding.add(body);
      edits.push(use.value);
    }
  }
  if (adding.size === 0) return err(`${placeOf(scene, declared.from)}: nothing adds to it`);
  for (const [body, at] of reading)
    if (adding.has(body))
      return err(
        `${placeOf(scene, at)}: the function that adds to it also reads it, and who reads a sum waits for everybody who added to it`,
      );
  return ok(edits);
}

function useAt(scene: Scene, from: number, to: number): Result<Edit | 'read', string> {
  const { mask, brackets, dialect, source } = scene;
  const called = /^\s*\.\s*(\w+)\s*\(/.exec(mask.slice(to, to + 200));
  const at = placeOf(scene, from);
  if (called === null) return err(`${at}: it is handed on as a whole`);
  const open = to + called[0].length - 1;
  const close = brackets.closeOf(open);
  const inner = source.text.slice(open + 1, close - 1).trim();
  if (called[1] === 'get' && inner === '') return ok('read');
  const isStatement = /[;{}]\s*$/.test(mask.slice(0, from)) && /^\s*;/.test(mask.slice(close));
  if (!isStatement || (called[1] !== 'add' && called[1] !== 'set')) return err(`${at}: it is not only added to there`);
  const amount = called[1] === 'add' ? inner : addedTo(scene, inner);
  if (amount === undefined) return err(`${at}: it is set there`);
  const converted = dialect.isRust ? asU128(amount) : SIMPLE.test(amount) ? amount : undefined;
  if (converted === undefined)
    return err(`${at}: give ${amount} a name of its own first, so that it can be told what it is`);
  return ok({ from, to: close, text: `${dialect.self}.${scene.name}.add(${converted})` });
}

/** `n` of `self.sold.get() + n`. */
function addedTo({ dialect, name }: Scene, value: string): string | undefined {
  const own = `${dialect.self}\\s*\\.\\s*${name}\\s*\\.\\s*get\\s*\\(\\s*\\)`;
  const [, after, before] = new RegExp(`^(?:${own}\\s*\\+\\s*(.+)|(.+)\\s*\\+\\s*${own})$`, 's').exec(value) ?? [];
  const amount = (after ?? before)?.trim();
  return amount !== undefined && SIMPLE.test(amount) ? amount : undefined;
}

/** Rust's counter takes 128 bits; `to` reverts where the number has more. */
function asU128(amount: string): string | undefined {
  const literal = /^(\d[\d_]*?)(?:_?u\d+)?$/.exec(amount)?.[1];
  if (literal !== undefined) return `${literal}u128`;
  return SIMPLE.test(amount) && !/\.into\(\)$/.test(amount) ? `${amount}.to()` : undefined;
}

/** Where the body of the function around a place opens. */
function bodyOf({ brackets, dialect }: Scene, at: number): number {
  return [...brackets.around(at)].reverse()[dialect.depth] ?? -1;
}
