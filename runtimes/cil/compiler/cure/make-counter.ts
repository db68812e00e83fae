/**
 * Rewrites a number of a C# contract that everybody adds to as a counter of the ledger, whose additions commute. It goes by the text: what it
 * does not know for certain it refuses, with the place.
 */
import { err, ok, type Result } from '../../../core/result.ts';
import type { CureId, CuredSource, RewrittenSources } from '../../../sdk/cure.ts';
import { masked, type Masked } from './masked.ts';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Scene {
  readonly source: CuredSource;
  readonly mask: Masked;
  /** The property. */
  readonly name: string;
  /** What the counter is called: a public property is read by others, so its name goes to a function that reads. */
  readonly counter: string;
  /** Brackets of the contract's block. */
  readonly open: number;
  readonly close: number;
}

/** A name, a path, or a call of one: nothing that could be read in another way than it is written. */
const SIMPLE = /^\w[\w.]*(?:\([^()]*\))?$/;
/** What stands before a name that is declared, and what looks like it. */
const AFTER_TYPE = /(?:\w|\]|\w>|[\w>\]]\?)\s+$/;
const AFTER_WORD = /\b(?:return|in|is|and|or|not|when|await|else|do|throw|case)\s+$/;
const CONTRACT = /\bclass\s+\w+\s*:\s*(?:Interleave\s*\.\s*)?Contract\b[^{;]*\{/g;

/** @param variable as the state has it: `sold` of a property Sold. */
export function makeCounter(source: CuredSource, variable: string, cure: CureId): Result<RewrittenSources, string> {
  if (cure !== 'counter') return err('in C# a number is not spread over shards: a counter does the same');
  const mask = masked(source.text);
  const found = [...mask.code.matchAll(CONTRACT)];
  const [contract] = found;
  if (contract === undefined || found.length > 1)
    return err(`${source.path}: it has not one contract, but ${found.length}`);
  if (/\bpartial\s+$/.test(mask.code.slice(0, contract.index)))
    return err(`${source.path}: parts of the contract stand elsewhere`);
  const open = contract.index + contract[0].length - 1;
  const stored = [...mask.code.matchAll(/\[\s*Storage\s*\][^{};]*?(\w+)\s*\{/g)].map(([, property = '']) => property);
  const [name, other] = stored.filter((property) => property.toLowerCase() === variable.toLowerCase());
  if (name === undefined || other !== undefined)
    return err(`${source.path}: it has no property ${variable} that is stored`);
  const scene = { source, mask, name, counter: name, open, close: closeOf(mask.code, open) };
  const declared = declarationOf(scene);
  if (!declared.ok) return declared;
  const { edit, counter } = declared.value;
  const uses = usesOf({ ...scene, counter }, edit);
  if (!uses.ok) return uses;
  let { text } = source;
  for (const { from, to, text: put } of [edit, ...uses.value].sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + put + text.slice(to);
  return ok(new Map([[source.file, text]]));
}

const placeOf = ({ source }: Pick<Scene, 'source'>, at: number): string =>
  `${source.path}:${source.text.slice(0, at).split('\n').length}`;

function closeOf(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at] === '{') depth++;
    else if (code[at] === '}' && --depth === 0) return at;
  }
  return code.length;
}

function declarationOf(scene: Scene): Result<{ readonly edit: Edit; readonly counter: string }, string> {
  const { mask, name, source, open, close } = scene;
  const pattern = new RegExp(
    `\\[\\s*Storage\\s*\\]\\s*(?<access>(?:public|private|protected|internal)\\s+)?(?<type>[\\w.<>, ]+?)\\s+${name}\\s*(?<rest>\\{[^}]*\\}(?:\\s*=)?)`,
    'g',
  );
  const fields = [...mask.code.slice(0, close).matchAll(pattern)].filter(({ index }) => index > open);
  const [field] = fields;
  if (field?.groups === undefined || fields.length > 1) return err(`${source.path}: it has no property ${name}`);
  const { access = '', type = '', rest = '' } = field.groups;
  const at = placeOf(scene, field.index);
  if (type !== 'UInt256') return err(`${at}: it is ${type}; a counter stands for UInt256 alone`);
  if (rest.endsWith('=')) return err(`${at}: it begins with a value, and a counter with nothing`);
  if (!/^\{\s*get;\s*(?:(?:private|protected|internal)\s+)?set;\s*\}$/.test(rest))
    return err(`${at}: it is no plain property`);
  const isPublic = access.trim() === 'public';
  const counter = isPublic ? `${name}Counter` : name;
  if (isPublic && new RegExp(`\\b${counter}\\b`).test(mask.code)) return err(`${at}: the name ${counter} is taken`);
  const indent = /[ \t]*$/.exec(source.text.slice(0, field.index))?.[0] ?? '';
  const text = isPublic
    ? `[Storage] Counter ${counter} { get; }\n\n${indent}[View] public UInt256 ${name}() => (UInt256)${counter}.Value;`
    : `[Storage] ${access}Counter ${name} { get; }`;
  return ok({ counter, edit: { from: field.index, to: field.index + field[0].length, text } });
}

/** Every use must be understood: statements that add do so to the counter, the others read it. */
function usesOf(scene: Scene, declared: Edit): Result<readonly Edit[], string> {
  const { mask, name, open, close } = scene;
  const inText = new RegExp(`\\b${name}\\b`).exec(mask.texts);
  const isInterpolated = inText !== null && /\$/.test(mask.texts);
  if (isInterpolated) return err(`${placeOf(scene, inText.index)}: it may be meant in a text there`);
  const edits: Edit[] = [];
  const adding = new Set<number>();
  const reading = new Map<number, number>();
  for (const match of mask.code.matchAll(new RegExp(`(?<owner>[\\w)\\]]\\s*\\.\\s*)?\\b${name}\\b`, 'g'))) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (from >= declared.from && to <= declared.to) continue;
    if (edits.some((edit) => from >= edit.from && from < edit.to)) continue;
    const own = /\bthis\s*\.\s*$/.exec(mask.code.slice(0, to - name.length));
    const start = own?.index ?? from;
    const isForeign = match.groups?.['owner'] !== undefined && own === null;
    const before = mask.code.slice(0, start);
    const isDeclared = AFTER_TYPE.test(before) && !AFTER_WORD.test(before);
    if (isForeign || isDeclared || from < open || to > close)
      return err(`${placeOf(scene, from)}: what ${match[0]} is cannot be told from the text`);
    const use = useAt(scene, start, to);
    if (!use.ok) return use;
    edits.push(use.value);
    const member = memberOf(scene, from);
    if (use.value.adds) adding.add(member);
    else reading.set(member, from);
  }
  if (adding.size === 0) return err(`${placeOf(scene, declared.from)}: nothing adds to it`);
  for (const [member, at] of reading)
    if (adding.has(member))
      return err(
        `${placeOf(scene, at)}: the function that adds to it also reads it, and who reads a sum waits for everybody who added to it`,
      );
  return ok(edits);
}

function useAt(scene: Scene, from: number, to: number): Result<Edit & { readonly adds: boolean }, string> {
  const { mask, source, counter, name } = scene;
  const [before, after] = [mask.code.slice(0, from), mask.code.slice(to)];
  const end = to + after.search(/;|$/);
  const rest = source.text.slice(to, end).trim();
  const isStatement = /[;{})]\s*$|\belse\s*$/.test(before) || /\bvoid\s+\w+\s*\([^()]*\)\s*=>\s*$/.test(before);
  const added = (amount: string): Result<Edit & { readonly adds: boolean }, string> =>
    SIMPLE.test(amount)
      ? ok({ from, to: end, text: `${counter}.Add(${amount})`, adds: true })
      : err(`${placeOf(scene, from)}: give ${amount} a name of its own first, so that it can be told what it is`);
  if (isStatement && rest === '++') return ok({ from, to: end, text: `${counter}.Increment()`, adds: true });
  if (/\+\+\s*$/.test(before) && rest === '' && /[;{})]\s*\+\+\s*$/.test(before))
    return ok({ from: before.lastIndexOf('++'), to: end, text: `${counter}.Increment()`, adds: true });
  if (isStatement && rest.startsWith('+=')) return added(rest.slice(2).trim());
  if (isStatement && /^=(?!=)/.test(rest)) {
    const [, right, left] =
      new RegExp(`^=\\s*(?:(?:this\\.)?${name}\\s*\\+\\s*(.+)|(.+?)\\s*\\+\\s*(?:this\\.)?${name})$`, 's').exec(rest) ??
      [];
    return right === undefined && left === undefined
      ? err(`${placeOf(scene, from)}: it is set there`)
      : added((right ?? left ?? '').trim());
  }
  const isChanged =
    /^\s*(?:[-+*/%&|^]=|<<=|>>=|=(?![=>])|\+\+|--)/.test(after) ||
    /(?:\+\+|--|\bref|\bout|\bnameof\s*\()\s*$/.test(before);
  return isChanged
    ? err(`${placeOf(scene, from)}: it is not only added to there`)
    : ok({ from, to, text: `((UInt256)${counter}.Value)`, adds: false });
}

/** Where the member of the contract around a place begins. */
function memberOf({ mask, open }: Scene, place: number): number {
  let [depth, begin] = [0, open];
  for (let at = open + 1; at < place; at++) {
    const char = mask.code[at];
    if (char === '{' || char === '(') depth++;
    else if (char === '}' || char === ')') depth--;
    if (depth === 0 && (char === ';' || char === '}')) begin = at;
  }
  return begin;
}
