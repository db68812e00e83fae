import { join } from 'node:path';
import type { Artifact } from '../../core/artifact.ts';
import { isObject } from '../../core/json-shape.ts';
import { stateScope } from '../../rules/state-scope.ts';
import type { CodePosition, DebugInfo, MachineView, Variable, VariableScope } from '../../sdk/debug-info.ts';
import { unpackSource, unwrapSource } from '../envelope.ts';
import { findTable } from './debug-store.ts';
import type { DebugTable, MethodTable, Site } from './debug-table.ts';
import { readValue, variableOf } from './read-value.ts';
import { isCapture } from './readable-names.ts';

/** What `Artifact.debug` holds for a contract compiled from C#. */
export interface CilDebug {
  /** Absolute path of the folder that paths of its sources begin in. */
  readonly workspace: string;
}

interface PlacedSite {
  readonly site: Site;
  readonly method: MethodTable;
  readonly position: CodePosition;
}

/** undefined: nothing tells where its statements are; the lane has made the table when it ran the contract step by step. */
export function debugInfo(artifact: Artifact): DebugInfo | undefined {
  const opened = unwrapSource(artifact.code);
  const source = opened.ok ? unpackSource(opened.value.payload) : opened;
  if (!source.ok || source.value.files.length === 0) return undefined;
  const table = findTable(source.value.files);
  if (table === undefined) return undefined;
  const { debug } = artifact;
  const workspace = isObject(debug) && typeof debug['workspace'] === 'string' ? debug['workspace'] : '/';
  const paths = table.files.map((path) => join(workspace, path));
  return infoOf(table, paths, source.value.files, artifact.storageLayout);
}

function infoOf(
  table: DebugTable,
  paths: readonly string[],
  files: readonly (readonly [path: string, text: string])[],
  layout: unknown,
): DebugInfo {
  const sites = placedSites(table, paths);
  const methods = new Map(table.methods.map((method) => [method.row, method]));
  const texts = new Map(files);
  const named = createNaming(files);
  return {
    precision: 'exact',
    note: 'C# runs as it was deployed, optimised: a variable whose value is not used is not shown.',
    sources: table.files.map((path, i) => ({ path: paths[i] ?? path, text: texts.get(path) ?? '' })),
    position: (offset) => sites[offset]?.position,
    functionName: (entry) => methods.get(entry)?.name,
    offsetsOfLine: (file, line) =>
      sites.flatMap(({ position: { span, isGenerated } }, i) =>
        span.file === file && span.line === line && !isGenerated ? [i] : [],
      ),
    entriesOf: (name) =>
      table.methods.flatMap((one) => (one.name === name || one.name.endsWith(`.${name}`) ? [one.row] : [])),
    variables: (view) => [
      ...variables(view, sites[view.offset], methods),
      ...stateScope(layout, view).map((scope) => ({ ...scope, variables: scope.variables.map(named) })),
    ],
  };
}

/** Storage goes by the names of the ABI, `balances`, which the source writes `Balances`. */
function createNaming(files: readonly (readonly [path: string, text: string])[]): (one: Variable) => Variable {
  let words: ReadonlySet<string> | undefined;
  return (one) => {
    words ??= new Set(files.flatMap(([, text]) => text.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? []));
    const name = one.name.charAt(0).toUpperCase() + one.name.slice(1);
    return words.has(/^[\p{L}\p{N}_]*/u.exec(name)?.[0] ?? '') ? { ...one, name } : one;
  };
}

function placedSites(table: DebugTable, paths: readonly string[]): readonly PlacedSite[] {
  return table.methods.flatMap((method) =>
    method.sites.map((site): PlacedSite => {
      const { file, line, column, endLine, endColumn, isGenerated } = site;
      return {
        site,
        method,
        position: { span: { file: paths[file] ?? '', line, column, endLine, endColumn }, isGenerated },
      };
    }),
  );
}

/** Of the method that runs, or of the one whose call is under way. */
function variables(
  view: MachineView,
  at: PlacedSite | undefined,
  methods: ReadonlyMap<number, MethodTable>,
): readonly VariableScope[] {
  const method = (view.call && methods.get(view.call.entry)) ?? at?.method;
  if (method === undefined) return [];
  const offset = at?.method === method ? at.site.offset : undefined;
  const found: Record<'argument' | 'local', Variable[]> = { argument: [], local: [] };
  method.variables.forEach(({ name, type, kind, from, to }, slot) => {
    const bytes = view.locals.get(slot);
    const isSeen = offset === undefined || (offset >= from && offset < to);
    if (bytes === undefined || !isSeen) return;
    const value = readValue(bytes);
    // What lambdas capture, and what an iterator keeps, are variables of the source.
    if (isCapture(type) || isIterator(type))
      for (const member of value.members) found.local.push(variableOf(member.name, member.value.type, member.value));
    else found[kind === 'argument' ? 'argument' : 'local'].push(variableOf(name, type, value));
  });
  const scope = (kind: 'arguments' | 'locals', title: string, all: readonly Variable[]): readonly VariableScope[] =>
    all.length === 0 ? [] : [{ kind, title, variables: all }];
  return [...scope('arguments', 'Arguments', found.argument), ...scope('locals', 'Locals', found.local)];
}

const isIterator = (type: string): boolean => /^<.*>d__/.test(type);
