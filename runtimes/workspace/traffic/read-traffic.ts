/** Reads a scenario file as a form, however wrong it is, and keeps where everything stands. */
import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { ok, type Result } from '../../core/result.ts';
import type { ScenarioError } from '../scenario/model.ts';
import { openSource, type Source } from '../scenario/source.ts';
import {
  HEADER_FIELDS,
  type HeaderField,
  type TrafficContract,
  type TrafficEntry,
  type TrafficForm,
} from './traffic-form.ts';
import { readPick, readTrafficValue, scalarText } from './traffic-value.ts';

export interface ReadTraffic {
  readonly form: TrafficForm;
  readonly source: Source;
  /** undefined: the file has no map. */
  readonly root: YAMLMap | undefined;
  /**
   * By field (`seed`, `accounts.count`, `contracts.token.args.0`, `traffic.2.from`): the node as it is written, an alias as an alias.
   * What only an alias leads to has none.
   */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly keys: ReadonlyMap<string, Node>;
}

/** @param file for errors. An error: it is no YAML, or more than a scenario may be. */
export function readTraffic(text: string, file: string): Result<ReadTraffic, ScenarioError[]> {
  const opened = openSource(text, file);
  if (!opened.ok) return opened;
  const source = opened.value;
  const nodes = new Map<string, Node>();
  const keys = new Map<string, Node>();
  const follow = (node: Node): Node | undefined => source.follow(node);

  /** The map at a field, with its parts noted where it is written out there. */
  const fieldsOf = (field: string, node: Node | undefined): ReadonlyMap<string, Node> => {
    const map = node && follow(node);
    const found = new Map<string, Node>();
    if (!isMap(map)) return found;
    for (const { key, value } of map.items as readonly { key: Node; value: Node | null }[]) {
      if (!isScalar(key)) continue;
      const name = scalarText(key);
      const path = field === '' ? name : `${field}.${name}`;
      if (value !== null) found.set(name, value);
      if (isWritten(field, node)) {
        keys.set(path, key);
        if (value !== null) nodes.set(path, value);
      }
    }
    return found;
  };
  const itemsOf = (field: string, node: Node | undefined): readonly Node[] => {
    const list = node && follow(node);
    if (!isSeq(list)) return [];
    const items = list.items as readonly Node[];
    if (isWritten(field, node)) for (const [n, item] of items.entries()) nodes.set(`${field}.${n}`, item);
    return items;
  };
  const isWritten = (field: string, node: Node | undefined): boolean =>
    !isAlias(node) && (field === '' || nodes.has(field));
  const textOf = (node: Node | undefined): string => scalarText(node && follow(node));

  const root = source.root ? follow(source.root) : undefined;
  const top = fieldsOf('', root);
  const accounts = fieldsOf('accounts', top.get('accounts'));
  const entries = (section: 'setup' | 'traffic'): readonly TrafficEntry[] =>
    itemsOf(section, top.get(section)).map((node, n) => {
      const field = `${section}.${n}`;
      const parts = fieldsOf(field, node);
      const value = (key: string): TrafficEntry['value'] => {
        const part = parts.get(key);
        return part ? readTrafficValue(part, follow) : null;
      };
      return {
        to: value('to') ?? { kind: 'literal', text: '', isText: true },
        call: textOf(parts.get('call')),
        args: itemsOf(`${field}.args`, parts.get('args')).map((arg) => readTrafficValue(arg, follow)),
        value: value('value'),
        gas: textOf(parts.get('gas')),
        fee: value('fee'),
        count: textOf(parts.get('count')),
        from: readPick(parts.get('from'), follow) ?? null,
      };
    });
  const contracts = [...fieldsOf('contracts', top.get('contracts'))].map(([name, node]): TrafficContract => {
    const parts = fieldsOf(`contracts.${name}`, node);
    return {
      name,
      source: parts.has('at') ? '' : textOf(parts.get('source')),
      contract: textOf(parts.get('contract')),
      args: itemsOf(`contracts.${name}.args`, parts.get('args')).map((arg) => readTrafficValue(arg, follow)),
    };
  });
  const byRuntime = (section: 'executors' | 'lanes'): Readonly<Record<string, string>> =>
    Object.fromEntries([...fieldsOf(section, top.get(section))].map(([id, node]) => [id, textOf(node)] as const));
  const header = Object.fromEntries(HEADER_FIELDS.map((key) => [key, textOf(top.get(key))])) as Record<
    HeaderField,
    string
  >;
  const form: TrafficForm = {
    header,
    accounts: { count: textOf(accounts.get('count')), balance: textOf(accounts.get('balance')) },
    accountNames: itemsOf('accounts.names', accounts.get('names')).map(textOf),
    executors: byRuntime('executors'),
    lanes: byRuntime('lanes'),
    contracts,
    precompiles: [...fieldsOf('precompiles', top.get('precompiles')).keys()],
    setup: entries('setup'),
    traffic: entries('traffic'),
    expectations: itemsOf('expect', top.get('expect')).length,
  };
  return ok({ form, source, root: isMap(root) ? root : undefined, nodes, keys });
}
