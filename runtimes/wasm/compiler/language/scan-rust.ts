import type { SymbolKind } from '../../../sdk/language-service.ts';
import { Brackets, commentBefore, masked, MOST_CHARS, oneLine, parametersIn, type Declared } from './declared.ts';

const ITEM =
  /(?<pub>\bpub(?:\([^)]*\))?\s+)?(?:unsafe\s+|const\s+|extern\s+)*\b(?<word>fn|struct|enum|union|trait|mod|type|const|static)\s+(?:mut\s+)?(?<name>[A-Za-z_]\w*)/g;
const KINDS: Readonly<Record<string, SymbolKind>> = {
  fn: 'method',
  struct: 'struct',
  union: 'struct',
  enum: 'enum',
  trait: 'interface',
  mod: 'namespace',
  type: 'struct',
  const: 'constant',
  static: 'constant',
};

/** Items of a Rust file, members of its types, and what `contract!` has. */
export function scanRust(text: string): readonly Declared[] {
  if (text.length > MOST_CHARS) return [];
  const mask = masked(text, true);
  const brackets = new Brackets(mask);
  const contracts = blocks(mask, /\bcontract!\s*\{/g, () => 'contract!');
  const impls = blocks(
    mask,
    /\bimpl\b(?<of>[^{;]{0,400})\{/g,
    ({ of = '' }) =>
      (/([A-Za-z_]\w*)[^:\w]*$/.exec((of.split(/\bfor\b/).at(-1) ?? '').replaceAll(/<[^>]*>|\bwhere\b.*$/gs, '')) ??
        [])[1] ?? '',
  );
  const traits = blocks(mask, /\b(?:trait|mod)\s+(?<of>[A-Za-z_]\w*)[^{;]{0,400}\{/g, ({ of = '' }) => of);
  const around = (list: ReadonlyMap<number, string>, at: number): string | undefined => {
    for (const open of brackets.around(at)) if (list.has(open)) return list.get(open);
    return undefined;
  };
  const found: Declared[] = [];
  for (const match of mask.matchAll(ITEM)) {
    const { word = '', name = '', pub } = match.groups ?? {};
    // `<const N: usize>` declares nothing.
    if (word === 'const' && /[<,]\s*$/.test(mask.slice(Math.max(0, match.index - 40), match.index))) continue;
    const start = match.index;
    const nameAt = start + match[0].length - name.length;
    const end = brackets.headEnd(nameAt);
    const close = mask[end] === '{' ? brackets.closeOf(end) : Math.min(end + 1, mask.length);
    const container = around(impls, start) ?? around(traits, start);
    const inContract = around(contracts, start) !== undefined;
    const parameters = mask.indexOf('(', nameAt);
    const isCallable = inContract && word === 'fn' && pub !== undefined && container !== undefined;
    found.push({
      name,
      kind: KINDS[word] ?? 'variable',
      container: container === name ? undefined : container,
      at: [nameAt, nameAt + name.length],
      range: [start, close],
      declaration: oneLine(text.slice(start, end)),
      documentation: commentBefore(text, start),
      isPublic: pub !== undefined || around(traits, start) !== undefined,
      type: /->\s*&?(?:mut\s+)?([A-Za-z_]\w*)/.exec(mask.slice(nameAt, end))?.[1],
      entry:
        inContract && word === 'struct'
          ? { contract: name }
          : isCallable
            ? callable(text, brackets, start, container, name, parameters)
            : undefined,
    });
    if (mask[end] === '{' && brackets.isClosed(end) && (word === 'struct' || word === 'enum'))
      found.push(...members(text, brackets, name, word, end));
  }
  for (const open of blocks(mask, /\b(?:events|errors)\s*\{/g, () => '').keys())
    if (around(contracts, open) !== undefined && brackets.isClosed(open))
      found.push(...members(text, brackets, undefined, 'enum', open, 'event'));
  for (const match of mask.matchAll(/\bmacro_rules!\s*(?<name>[A-Za-z_]\w*)/g)) {
    const name = match.groups?.['name'] ?? '';
    const nameAt = match.index + match[0].length - name.length;
    found.push({
      ...PLAIN,
      name: `${name}!`,
      kind: 'method',
      at: [nameAt, nameAt + name.length],
      range: [match.index, nameAt + name.length],
      declaration: `${name}!`,
      documentation: commentBefore(text, match.index),
      isPublic: true,
    });
  }
  return found;
}

const PLAIN = { container: undefined, type: undefined, entry: undefined } as const;

/** Names of blocks by where they open. */
function blocks(
  mask: string,
  pattern: RegExp,
  name: (groups: Readonly<Record<string, string | undefined>>) => string,
): ReadonlyMap<number, string> {
  return new Map(
    [...mask.matchAll(pattern)].map((match) => [match.index + match[0].length - 1, name(match.groups ?? {})]),
  );
}

function members(
  text: string,
  brackets: Brackets,
  container: string | undefined,
  word: string,
  open: number,
  kind: SymbolKind = word === 'enum' ? 'enumMember' : 'field',
): readonly Declared[] {
  const { mask } = brackets;
  const inside = brackets.directly(open);
  const pattern =
    word === 'enum'
      ? /(?<=^|[,}]|\]\s)\s*(?<name>[A-Z]\w*)/g
      : /(?<pub>\bpub(?:\([^)]*\))?\s+)?\b(?<name>[a-z_]\w*)\s*:(?!:)\s*(?<type>[^,]*)/g;
  return [...inside.matchAll(pattern)].map((match) => {
    const { name = '', type } = match.groups ?? {};
    const start = open + 1 + match.index;
    const nameAt = open + 1 + match.index + match[0].indexOf(name);
    const declared = word === 'enum' ? name : `${name}: ${type?.trim() ?? ''}`;
    const body = nameAt + name.length + mask.slice(nameAt + name.length, nameAt + name.length + 200).search(/\S|$/);
    const whole = '{('.includes(mask[body] ?? ' ')
      ? brackets.closeOf(body)
      : open + 1 + match.index + match[0].trimEnd().length;
    return {
      ...PLAIN,
      name,
      kind,
      container,
      at: [nameAt, nameAt + name.length],
      range: [nameAt, whole],
      declaration: kind === 'event' ? oneLine(text.slice(nameAt, whole)) : declared,
      documentation: commentBefore(text, start),
      isPublic: true,
      type: /^&?(?:mut\s+)?([A-Za-z_]\w*)/.exec(type?.trim() ?? '')?.[1],
    };
  });
}

/** What is in the ABI of a contract: public functions, by their names there. */
function callable(
  text: string,
  brackets: Brackets,
  start: number,
  contract: string,
  name: string,
  parameters: number,
): Declared['entry'] {
  // Attributes stand on the lines above, or before it on its own.
  const attributes =
    /(?:\s*#\[[^\]]*\]|\s*\/\/[^\n]*\n)*\s*$/.exec(text.slice(Math.max(0, start - 400), start))?.[0] ?? '';
  if (name === 'constructor' || /#\[(?:receive|fallback)/.test(attributes)) return undefined;
  const given = /#\[name\("([^"]+)"\)\]/.exec(attributes)?.[1];
  const own = parametersIn(brackets.mask.slice(parameters + 1, brackets.closeOf(parameters) - 1)).filter(
    (one) => !/^&?(?:mut\s+)?self$/.test(one),
  );
  return { contract, function: { name: given ?? camel(name), parameters: own.length } };
}

const camel = (name: string): string => name.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
