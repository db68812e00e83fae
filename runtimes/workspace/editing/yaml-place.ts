/** Where the cursor is in a YAML file that may be half written: below which keys, at a key or at a value. */
import { isMap, isNode, isPair, isScalar, isSeq, parseDocument, visit, type Document, type Node } from 'yaml';

export type PathStep = string | number;

export interface YamlPlace {
  /** Of the map or list that it is in; for a value, its key included. */
  readonly path: readonly PathStep[];
  readonly role: 'key' | 'value';
  /** The map around it, as far as it is written: texts by key. */
  readonly siblings: ReadonlyMap<string, string>;
  /** The scalar from its beginning up to the cursor. */
  readonly written: string;
  /** Offset where it begins. */
  readonly start: number;
}

/** Stands for what is being written: a word that is in no file. */
const MARK = 'interleaveCursorMark';
const WORD = /[\w$.-]/;

export function placeAt(text: string, at: number): YamlPlace | undefined {
  let end = at;
  while (WORD.test(text[end] ?? '')) end++;
  const document = parseDocument(text.slice(0, at) + MARK + text.slice(end), {
    uniqueKeys: false,
    prettyErrors: false,
  });
  let found: YamlPlace | undefined;
  visit(document, {
    Scalar: (role, node, ancestors) => {
      const value = String(node.source ?? node.value);
      const mark = value.indexOf(MARK);
      if (mark < 0) return undefined;
      const around = ancestors as readonly unknown[];
      const path = pathOf(around, node, role === 'key');
      // A word alone, in a file or in an entry of a list, is beside no key yet.
      const isAlone = path.length < 3 && (isSeq(around.at(-1)) || role === null);
      const map = isAlone ? undefined : around.findLast((one) => isMap(one));
      found = {
        path,
        role: role === 'key' || role === null || isBare(around, node) ? 'key' : 'value',
        siblings: textsOf(map),
        written: value.slice(0, mark),
        start: at - mark,
      };
      return visit.BREAK;
    },
  });
  return found;
}

/** `{ to }` and a line of its own that has no colon yet: a key. */
const isBare = (around: readonly unknown[], node: Node): boolean => {
  const parent = around.at(-1);
  return isPair(parent) && parent.key === node;
};

function pathOf(around: readonly unknown[], node: unknown, isKey: boolean): readonly PathStep[] {
  const path: PathStep[] = [];
  for (const [n, one] of around.entries()) {
    const below = around[n + 1] ?? node;
    if (isSeq(one)) path.push(one.items.indexOf(below));
    else if (isPair(one) && isScalar(one.key) && one.key !== node && !(isKey && one.key === node))
      path.push(String(one.key.value));
  }
  return path;
}

function textsOf(map: unknown): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (!isMap(map)) return texts;
  for (const { key, value } of map.items)
    if (isScalar(key)) texts.set(String(key.value), isScalar(value) ? String(value.source ?? value.value) : '');
  return texts;
}

export const parseLoosely = (text: string): Document => parseDocument(text, { uniqueKeys: false, prettyErrors: false });

/** What a file has at its top-level keys, whatever is wrong with the rest. */
export function section(document: Document, key: string): Node | undefined {
  const root = document.contents;
  const pair = isMap(root) ? root.items.find((one) => isScalar(one.key) && one.key.value === key) : undefined;
  return isNode(pair?.value) ? pair.value : undefined;
}
