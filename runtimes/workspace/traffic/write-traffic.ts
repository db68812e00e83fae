/** Brings a scenario file to what a form says, by changing the places that differ and nothing else. */
import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, visit, type Node, type YAMLMap } from 'yaml';
import { err, ok, type Result } from '../../core/result.ts';
import { HEADER_FIELDS, type TrafficContract, type TrafficEntry, type TrafficForm } from './traffic-form.ts';
import { pickText, quotedText, readTrafficValue, samePick, sameValue, typedText, valueText } from './traffic-value.ts';
import { readTraffic, type ReadTraffic } from './read-traffic.ts';
import { untilSame } from './until-same.ts';
import { dropItem, dropKey, endOf, putItem, putKey, replaceNode, spliced, type Splice } from './yaml-splice.ts';

/** The order in which a new key finds its place in a file. */
const TOP = [
  ...['name', 'seed', 'accounts', 'executors', 'lanes', 'policy', 'shuffle', 'recordSteps', 'from', 'export'],
  ...['chainId', 'blockSize'],
  ...[
    'genesisTime',
    'coinbase',
    'baseFee',
    'hardfork',
    'gasLimit',
    'precompiles',
    'contracts',
    'setup',
    'traffic',
    'expect',
  ],
];
/** Changes of one writing: far more than a form has fields that somebody changes at once. */
const MOST = 2_000;

/**
 * Comments, order, quotes, line breaks and aliases stay where nothing changes. Contracts are known by their names: another name
 * is another contract. Executors, contracts and precompiles that only the file has are left out of it where the form lacks them.
 * @returns the text; an error, as a sentence: it is no YAML, or cannot be changed in place.
 */
export function writeTraffic(text: string, file: string, wanted: TrafficForm): Result<string, string> {
  let now = text;
  for (let n = 0; n < MOST; n++) {
    const read = readTraffic(now, file);
    if (!read.ok) return err(read.error[0]?.message ?? 'the file is not valid YAML');
    if (!read.value.root) return err('the file has nothing that could be changed: it is empty or no map');
    const splice = firstChange(now, read.value, read.value.root, wanted);
    if (splice === undefined) return ok(now);
    const next = spliced(now, keepAliases(read.value, splice));
    if (next === now) break;
    now = next;
  }
  return err('this cannot be changed in place: change it in the YAML');
}

function firstChange(text: string, read: ReadTraffic, root: YAMLMap, wanted: TrafficForm): Splice | undefined {
  const { form } = read;
  const isByRuntime = Object.keys(wanted.lanes).length > 0;
  for (const key of HEADER_FIELDS)
    if (form.header[key] !== wanted.header[key] && !(key === 'lanes' && isByRuntime))
      return setTop(
        text,
        root,
        key,
        key === 'name' ? quotedText(wanted.header[key]) : typedText(wanted.header[key]),
        wanted.header[key] === '',
      );
  for (const key of ['count', 'balance'] as const)
    if (form.accounts[key] !== wanted.accounts[key])
      return setIn(text, read, root, 'accounts', key, wanted.accounts[key]);
  for (const section of ['executors', 'lanes'] as const) {
    const [old, now] = [form[section], wanted[section]];
    for (const id of new Set([...Object.keys(old), ...Object.keys(now)]))
      if ((old[id] ?? '') !== (now[id] ?? '')) return setIn(text, read, root, section, id, now[id] ?? '');
  }
  return (
    contractChange(text, read, root, wanted) ??
    listChange(text, read, root, 'setup', wanted) ??
    listChange(text, read, root, 'traffic', wanted)
  );
}

function setTop(text: string, root: YAMLMap, key: string, put: string, drop = false): Splice {
  return drop ? dropKey(text, root, key) : putKey(text, root, key, put, TOP.slice(0, TOP.indexOf(key)));
}

/** A key of a map at the top, which is made where it is missing and goes with its last key. */
function setIn(
  text: string,
  { nodes }: ReadTraffic,
  root: YAMLMap,
  section: string,
  key: string,
  value: string,
): Splice {
  const map = nodes.get(section);
  if (!isMap(map)) return setTop(text, root, section, `{ ${key}: ${typedText(value)} }`);
  if (value !== '') return putKey(text, map, key, typedText(value));
  return map.items.length > 1 ? dropKey(text, map, key) : dropKey(text, root, section);
}

function contractChange(
  text: string,
  { form, nodes }: ReadTraffic,
  root: YAMLMap,
  wanted: TrafficForm,
): Splice | undefined {
  const map = nodes.get('contracts');
  const gone = form.contracts.find(({ name }) => !wanted.contracts.some((one) => one.name === name));
  if (gone && isMap(map))
    return map.items.length > 1 ? dropKey(text, map, gone.name) : dropKey(text, root, 'contracts');
  for (const contract of wanted.contracts) {
    const { name, args } = contract;
    const old = form.contracts.find((one) => one.name === name);
    if (!old) {
      const put = contractText(contract);
      return isMap(map) && map.items.length > 0
        ? putKey(text, map, name, put)
        : setTop(text, root, 'contracts', `\n  ${name}: ${put}`);
    }
    if (old.source === '') continue;
    const change = argsChange(text, nodes, `contracts.${name}`, old.args, args, contractText(contract));
    if (change) return change;
  }
  return undefined;
}

function contractText({ source, contract, args }: TrafficContract): string {
  const parts = [
    `source: ${quotedText(source)}`,
    ...(contract === '' ? [] : [`contract: ${quotedText(contract)}`]),
    ...(args.length === 0 ? [] : [`args: [${args.map(valueText).join(', ')}]`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

function listChange(
  text: string,
  { form, nodes }: ReadTraffic,
  root: YAMLMap,
  section: 'setup' | 'traffic',
  wanted: TrafficForm,
): Splice | undefined {
  const [old, now] = [form[section], wanted[section]];
  const list = nodes.get(section);
  const written = isSeq(list) && list.items.length > 0 ? list : undefined;
  let same = 0;
  while (same < old.length && same < now.length && sameEntry(old[same], now[same])) same++;
  if (same === old.length && same === now.length) return undefined;
  let end = 0;
  while (end < Math.min(old.length, now.length) - same && sameEntry(old.at(-1 - end), now.at(-1 - end))) end++;
  const [before, after] = [old.slice(same, old.length - end), now.slice(same, now.length - end)];
  const [first, wantedFirst] = [before[0], after[0]];
  const put = wantedFirst && entryText(wantedFirst);
  if (written === undefined)
    return setTop(text, root, section, `\n${now.map((one) => `  - ${entryText(one)}`).join('\n')}`, now.length === 0);
  if (first === undefined) return putItem(text, written, same, put ?? '');
  if (wantedFirst === undefined || put === undefined)
    return written.items.length > 1 ? dropItem(text, written, same) : dropKey(text, root, section);
  const [goes, comes] = untilSame(before.map(entryText), after.map(entryText));
  if (goes === 0) return putItem(text, written, same, put);
  if (comes === 0) return dropItem(text, written, same);
  return entryChange(text, nodes, `${section}.${same}`, first, wantedFirst);
}

const TEXTS = ['call', 'gas', 'count'] as const;
const VALUES = ['to', 'value', 'fee'] as const;

function entryChange(
  text: string,
  nodes: ReadTraffic['nodes'],
  field: string,
  old: TrafficEntry,
  now: TrafficEntry,
): Splice | undefined {
  const node = nodes.get(field);
  if (node === undefined) return undefined;
  // An alias, or no map at all.
  if (!isMap(node)) return replaceNode(node, entryText(now));
  const set = (key: string, put: string | undefined): Splice =>
    put === undefined ? dropKey(text, node, key) : putKey(text, node, key, put);
  for (const key of VALUES) {
    const value = now[key];
    if (!sameValue(old[key], value)) return set(key, value === null ? undefined : valueText(value));
  }
  for (const key of TEXTS)
    if (old[key] !== now[key])
      return set(key, now[key] === '' ? undefined : key === 'call' ? quotedText(now.call) : typedText(now[key]));
  if (!samePick(old.from, now.from)) return set('from', now.from === null ? undefined : pickText(now.from));
  return argsChange(text, nodes, field, old.args, now.args, entryText(now));
}

function argsChange(
  text: string,
  nodes: ReadTraffic['nodes'],
  field: string,
  old: TrafficEntry['args'],
  now: TrafficEntry['args'],
  whole: string,
): Splice | undefined {
  const at = now.findIndex((arg, n) => !sameValue(arg, old[n] ?? null));
  if (at < 0 && old.length === now.length) return undefined;
  const node = nodes.get(field);
  if (!isMap(node)) return node && replaceNode(node, whole);
  if (now.length === 0) return dropKey(text, node, 'args');
  const arg = old.length === now.length ? nodes.get(`${field}.args.${at}`) : undefined;
  const put = now[at];
  return arg && put
    ? replaceNode(arg, valueText(put))
    : putKey(text, node, 'args', `[${now.map(valueText).join(', ')}]`);
}

function entryText(entry: TrafficEntry): string {
  const { to, call, args, value, gas, fee, count, from } = entry;
  const parts = [
    `to: ${valueText(to)}`,
    ...(call === '' ? [] : [`call: ${quotedText(call)}`]),
    ...(args.length === 0 ? [] : [`args: [${args.map(valueText).join(', ')}]`]),
    ...(value === null ? [] : [`value: ${valueText(value)}`]),
    ...(gas === '' ? [] : [`gas: ${typedText(gas)}`]),
    ...(fee === null ? [] : [`fee: ${valueText(fee)}`]),
    ...(count === '' ? [] : [`count: ${typedText(count)}`]),
    ...(from === null ? [] : [`from: ${pickText(from)}`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

const sameEntry = (a: TrafficEntry | undefined, b: TrafficEntry | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && entryText(a) === entryText(b));

/** Where a change would take away what an alias elsewhere stands for, the alias is written out first. */
function keepAliases({ root, source }: ReadTraffic, splice: Splice): Splice {
  const { from, to } = splice;
  const lost = new Map<string, Node>();
  const isInside = (node: Node): boolean => (node.range?.[0] ?? 0) >= from && endOf(node) <= to;
  let kept: Splice | undefined;
  visit(root ?? null, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = lost.get(node.source);
        if (target === undefined || isInside(node)) return undefined;
        const put = valueText(readTrafficValue(target, (one) => source.follow(one)));
        kept = replaceNode(node, put);
        return visit.BREAK;
      }
      if (!isNode(node) || !(isCollection(node) || isScalar(node)) || node.anchor === undefined) return undefined;
      // The value alone, not the anchor in front of it: that keeps it.
      if (isInside(node) && from < (node.range?.[0] ?? 0)) lost.set(node.anchor, node);
      else lost.delete(node.anchor);
      return undefined;
    },
  });
  return kept ?? splice;
}
