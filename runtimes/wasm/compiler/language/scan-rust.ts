import type { SymbolKind } from '../../../sdk/language-service.ts';
import { closeOf, commentBefore, countParameters, directly, masked, oneLine, type Declared } from './declared.ts';

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

interface Block {
  readonly name: string;
  readonly open: number;
  readonly close: number;
}

/** Items of a Rust file, members of its types, and what `contract!` has. */
export function scanRust(text: string): readonly Declared[] {
  const mask = masked(text, true);
  const contracts = blocks(mask, /\bcontract!\s*\{/g, () => 'contract!');
  const impls = blocks(
    mask,
    /\bimpl\b(?<of>[^{;]*)\{/g,
    ({ of = '' }) =>
      (/([A-Za-z_]\w*)[^:\w]*$/.exec((of.split(/\bfor\b/).at(-1) ?? '').replaceAll(/<[^>]*>|\bwhere\b.*$/gs, '')) ??
        [])[1] ?? '',
  );
  const traits = blocks(mask, /\b(?:trait|mod)\s+(?<of>[A-Za-z_]\w*)[^{;]*\{/g, ({ of = '' }) => of);
  const around = (list: readonly Block[], at: number): Block | undefined =>
    list.filter(({ open, close }) => open < at && at < close).at(-1);
  const found: Declared[] = [];
  for (const match of mask.matchAll(ITEM)) {
    const { word = '', name = '', pub } = match.groups ?? {};
    // `<const N: usize>` declares nothing.
    if (word === 'const' && /[<,]\s*$/.test(mask.slice(0, match.index))) continue;
    const start = match.index;
    const nameAt = start + match[0].length - name.length;
    const end = headEnd(mask, nameAt);
    const close = mask[end] === '{' ? closeOf(mask, end) : Math.min(end + 1, mask.length);
    const container = (around(impls, start) ?? around(traits, start))?.name;
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
            ? callable(text, mask, start, container, name, parameters)
            : undefined,
    });
    if (mask[end] === '{' && (word === 'struct' || word === 'enum'))
      found.push(...members(text, mask, name, word, end, close));
  }
  for (const { open, close } of blocks(mask, /\b(?:events|errors)\s*\{/g, () => ''))
    if (around(contracts, open)) found.push(...members(text, mask, undefined, 'enum', open, close, 'event'));
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

function blocks(
  mask: string,
  pattern: RegExp,
  name: (groups: Readonly<Record<string, string | undefined>>) => string,
): readonly Block[] {
  return [...mask.matchAll(pattern)].map((match) => {
    const open = match.index + match[0].length - 1;
    return { name: name(match.groups ?? {}), open, close: closeOf(mask, open) };
  });
}

/** Where the body begins, or the `;`. */
function headEnd(mask: string, from: number): number {
  for (let i = from; i < mask.length; i++) {
    const char = mask[i];
    if (char === '(' || char === '[') i = closeOf(mask, i) - 1;
    else if (char === '{' || char === ';' || char === '}' || char === '=') return i;
  }
  return mask.length;
}

function members(
  text: string,
  mask: string,
  container: string | undefined,
  word: string,
  open: number,
  close: number,
  kind: SymbolKind = word === 'enum' ? 'enumMember' : 'field',
): readonly Declared[] {
  const inside = directly(mask, open, close);
  const pattern =
    word === 'enum'
      ? /(?<=^|[,}]|\]\s)\s*(?<name>[A-Z]\w*)/g
      : /(?<pub>\bpub(?:\([^)]*\))?\s+)?\b(?<name>[a-z_]\w*)\s*:(?!:)\s*(?<type>[^,]*)/g;
  return [...inside.matchAll(pattern)].map((match) => {
    const { name = '', type } = match.groups ?? {};
    const start = open + 1 + match.index;
    const nameAt = open + 1 + match.index + match[0].indexOf(name);
    const declared = word === 'enum' ? name : `${name}: ${type?.trim() ?? ''}`;
    const body = mask.slice(nameAt + name.length).search(/\S/) + nameAt + name.length;
    const whole = '{('.includes(mask[body] ?? ' ')
      ? closeOf(mask, body)
      : open + 1 + match.index + match[0].trimEnd().length;
    return {
      ...PLAIN,
      name,
      kind,
      container,
      at: [nameAt, nameAt + name.length],
      range: [nameAt, whole],
      declaration: kind === 'event' ? oneLine(text.slice(nameAt, whole)) : declared,
      documentation: commentBefore(text, nameAt - (nameAt - start)),
      isPublic: true,
      type: /^&?(?:mut\s+)?([A-Za-z_]\w*)/.exec(type?.trim() ?? '')?.[1],
    };
  });
}

/** What is in the ABI of a contract: public functions, by their names there. */
function callable(
  text: string,
  mask: string,
  start: number,
  contract: string,
  name: string,
  parameters: number,
): Declared['entry'] {
  // Attributes stand on the lines above, or before it on its own.
  const attributes = /(?:\s*#\[[^\]]*\]|\s*\/\/[^\n]*\n)*\s*$/.exec(text.slice(0, start))?.[0] ?? '';
  if (name === 'constructor' || /#\[(?:receive|fallback)/.test(attributes)) return undefined;
  const given = /#\[name\("([^"]+)"\)\]/.exec(attributes)?.[1];
  const own = countParameters(mask, parameters).filter((one) => !/^&?(?:mut\s+)?self$/.test(one));
  return { contract, function: { name: given ?? camel(name), parameters: own.length } };
}

const camel = (name: string): string => name.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
