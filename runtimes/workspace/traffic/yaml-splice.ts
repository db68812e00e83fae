/** Changes of single places in a YAML text: all else stays as it is, byte by byte. */
import { isCollection, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';

/** `[from, to)` of the old text is replaced. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export const spliced = (text: string, { from, to, text: put }: Splice): string =>
  text.slice(0, from) + put + text.slice(to);

type Pairs = readonly { readonly key: Node; readonly value: Node | null }[];
const pairsOf = (map: YAMLMap): Pairs => map.items as unknown as Pairs;
const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Where what is written of a node ends: blanks and comments behind it are not part of it. */
export function endOf(node: Node): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (isNode(last)) return endOf(last);
    const pair = last as { key: Node; value: Node | null } | undefined;
    if (pair) return Math.max(endOf(pair.key), pair.value ? endOf(pair.value) : 0);
  }
  return node.range?.[1] ?? 0;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : text[end - 1] === '\r' ? end - 1 : end;
};
const nextLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
};
const column = (text: string, at: number): number => at - lineStart(text, at);
const newLine = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const blanksBefore = (text: string, at: number): number => at - text.slice(0, at).replace(/ +$/, '').length;
const isFlow = (node: YAMLMap | YAMLSeq): boolean => node.flow === true;
const find = (map: YAMLMap, key: string): Pairs[number] | undefined =>
  pairsOf(map).find((pair) => isScalar(pair.key) && String(pair.key.value) === key);

/** Another value in a node's place. What names it (an anchor) stays. */
export function replaceNode(node: Node, put: string): Splice {
  const from = startOf(node);
  return { from, to: Math.max(from, endOf(node)), text: put };
}

/**
 * Sets a key of a map. @param put begins with a line break where the value is to stand below its key; the key is then one of a map in
 * lines. @param before keys after which a new one may stand: the last of them that is there; none of them: it comes last.
 */
export function putKey(text: string, map: YAMLMap, key: string, put: string, before?: readonly string[]): Splice {
  const there = find(map, key);
  const below = put.startsWith('\n');
  const value = put.replaceAll('\n', newLine(text));
  if (there) {
    const old = there.value;
    const colon = endOf(there.key) + 1;
    if (!old || (isScalar(old) && old.value === null && (old.source ?? '') === ''))
      return text[colon - 1] === ':'
        ? { from: colon, to: colon, text: below ? value : ` ${value}` }
        : { from: colon - 1, to: colon - 1, text: `: ${value}` };
    // A list may stand at its key's column, what is in brackets may not.
    const isShallow =
      isCollection(old) && old.flow !== true && column(text, startOf(old)) <= column(text, startOf(there.key));
    if (below || isShallow) {
      const from = below ? startOf(old) - blanksBefore(text, startOf(old)) : startOf(old);
      return { from, to: endOf(old), text: below ? value : `  ${value}` };
    }
    return replaceNode(old, value);
  }
  const pairs = pairsOf(map);
  const last = pairs.at(-1);
  if (isFlow(map) || last === undefined) return putInFlow(text, map, pairs.length, `${key}: ${value}`);
  const inOrder = before && pairs.filter(({ key: one }) => isScalar(one) && before.includes(String(one.value))).at(-1);
  const indent = ' '.repeat(column(text, startOf(pairs[0]?.key ?? last.key)));
  if (before && !inOrder) {
    const from = startOf(pairs[0]?.key ?? last.key);
    return { from, to: from, text: `${key}:${below ? '' : ' '}${value}${newLine(text)}${indent}` };
  }
  const after = inOrder ?? last;
  const at = lineEnd(text, Math.max(endOf(after.key), after.value ? endOf(after.value) : 0));
  return { from: at, to: at, text: `${newLine(text)}${indent}${key}:${below ? '' : ' '}${value}` };
}

export function dropKey(text: string, map: YAMLMap, key: string): Splice {
  const pairs = pairsOf(map);
  const at = pairs.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === key);
  const pair = pairs[at];
  if (!pair) return { from: 0, to: 0, text: '' };
  const end = Math.max(endOf(pair.key), pair.value ? endOf(pair.value) : 0);
  const start = startOf(pair.key);
  const next = pairs[at + 1];
  if (isFlow(map)) {
    const previous = pairs[at - 1];
    return dropFromFlow(text, map, {
      start,
      end,
      previous: previous && Math.max(endOf(previous.key), previous.value ? endOf(previous.value) : 0),
      next: next && startOf(next.key),
    });
  }
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() === '') return { from: line, to: nextLine(text, end), text: '' };
  // It stands behind the dash of a list: the next one moves there.
  return next ? { from: start, to: startOf(next.key), text: '' } : { from: start, to: end, text: '{}' };
}

export function putItem(text: string, list: YAMLSeq, at: number, put: string): Splice {
  const items = list.items as readonly Node[];
  if (isFlow(list)) return putInFlow(text, list, at, put);
  const indent = ' '.repeat(column(text, startOf(list)));
  const previous = items[at - 1];
  if (previous) {
    const from = lineEnd(text, endOf(previous));
    return { from, to: from, text: `${newLine(text)}${indent}- ${put}` };
  }
  const from = startOf(list);
  return { from, to: from, text: `- ${put}${newLine(text)}${indent}` };
}

export function dropItem(text: string, list: YAMLSeq, at: number): Splice {
  const items = list.items as readonly Node[];
  const item = items[at];
  if (!item) return { from: 0, to: 0, text: '' };
  const [previous, next] = [items[at - 1], items[at + 1]];
  if (isFlow(list))
    return dropFromFlow(text, list, {
      start: startOf(item),
      end: endOf(item),
      previous: previous && endOf(previous),
      next: next && startOf(next),
    });
  const indent = column(text, startOf(list));
  let line = lineStart(text, startOf(item));
  // The value, or what names it, may stand below the dash.
  while (line > 0 && !(text[line + indent] === '-' && text.slice(line, line + indent).trim() === ''))
    line = lineStart(text, line - 1);
  return { from: line, to: nextLine(text, endOf(item)), text: '' };
}

function putInFlow(text: string, of: YAMLMap | YAMLSeq, at: number, put: string): Splice {
  const ends = isMap(of)
    ? pairsOf(of).map(({ key, value }) => Math.max(endOf(key), value ? endOf(value) : 0))
    : isSeq(of)
      ? (of.items as Node[]).map(endOf)
      : [];
  const starts = isMap(of) ? pairsOf(of).map(({ key }) => startOf(key)) : (of.items as Node[]).map(startOf);
  const open = startOf(of);
  if (ends.length === 0) return { from: open, to: endOf(of), text: isMap(of) ? `{ ${put} }` : `[${put}]` };
  if (at === 0) return { from: starts[0] ?? open, to: starts[0] ?? open, text: `${put}, ` };
  const end = ends[at - 1] ?? open;
  const [, comma] = /^(\s*,)?/.exec(text.slice(end, endOf(of))) ?? [];
  const start = starts[at - 1] ?? open;
  const onItsLine = text.slice(lineStart(text, start), start).trim() === '';
  const gap = onItsLine ? `${newLine(text)}${' '.repeat(column(text, start))}` : ' ';
  if (comma === undefined) return { from: end, to: end, text: `,${gap}${put}` };
  const behind = end + comma.length;
  return { from: behind, to: behind, text: `${gap}${put},` };
}

interface Between {
  readonly start: number;
  readonly end: number;
  readonly previous: number | undefined;
  readonly next: number | undefined;
}

function dropFromFlow(text: string, of: Node, { start, end, previous, next }: Between): Splice {
  if (next !== undefined) return { from: start, to: next, text: '' };
  if (previous !== undefined) return { from: previous, to: end, text: '' };
  const comma = /^\s*,/.exec(text.slice(end, endOf(of)))?.[0] ?? '';
  return { from: start, to: end + comma.length, text: '' };
}
