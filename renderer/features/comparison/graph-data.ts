/** The dependency graph as it is drawn: transactions in block order, or those of one function or one sender taken together. */
import type { DependenciesView } from '../../../runtimes/service/contract/comparisons.ts';
import { decodeColumn } from '../schedule/column.ts';

export type Grouping = 'transactions' | 'critical path' | 'functions' | 'senders';
export const GROUPINGS: readonly Grouping[] = ['transactions', 'critical path', 'functions', 'senders'];

export interface GraphNode {
  /** Stands below it. */
  readonly name: string;
  readonly label: string;
  readonly sender: string;
  readonly runtime: string;
  readonly count: number;
  readonly aborts: number;
  readonly ms: number;
  readonly isCritical: boolean;
}

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly cell: string;
  readonly count: number;
  readonly isCritical: boolean;
}

export interface GraphData {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Of more transactions single ones are not shown unless asked for. */
export const MANY = 1_500;

export const groupingFor = (view: DependenciesView): Grouping =>
  nodeCount(view) <= MANY ? 'transactions' : 'functions';

export const nodeCount = ({ nodes }: DependenciesView): number => Math.floor((nodes.index.length * 3) / 16);

export function graphData(view: DependenciesView, grouping: Grouping): GraphData {
  const all = everything(view);
  if (grouping === 'transactions') return all;
  if (grouping === 'critical path') return criticalOnly(view, all);
  return grouped(all, (node) => (grouping === 'functions' ? node.label : node.sender));
}

/** Groups and table begin with the same. */
const graphs = new WeakMap<DependenciesView, GraphData>();

function everything(view: DependenciesView): GraphData {
  const graph = graphs.get(view) ?? decoded(view);
  graphs.set(view, graph);
  return graph;
}

function decoded(view: DependenciesView): GraphData {
  const u32 = (text: string): ArrayLike<number> => decodeColumn(Uint32Array, text);
  const [label, sender, runtime] = [u32(view.nodes.label), u32(view.nodes.sender), u32(view.nodes.runtime)];
  const [block, index, aborts] = [u32(view.nodes.block), u32(view.nodes.index), u32(view.nodes.aborts)];
  const ms = decodeColumn(Float64Array, view.nodes.ms);
  const critical = new Set(view.critical.nodes);
  const several = block.length > 0 && block[0] !== block[block.length - 1];
  const nodes = Array.from({ length: index.length }, (_, n): GraphNode => ({
    name: several ? `${block[n]}:${index[n]}` : String(index[n]),
    label: view.labels[label[n] ?? 0] ?? '',
    sender: view.senders[sender[n] ?? 0] ?? '',
    runtime: view.runtimes[runtime[n] ?? 0] ?? '',
    count: 1,
    aborts: aborts[n] ?? 0,
    ms: ms[n] ?? 0,
    isCritical: critical.has(n),
  }));
  const [from, to, cell] = [u32(view.edges.from), u32(view.edges.to), u32(view.edges.cell)];
  const path = criticalSteps(view);
  const edges: GraphEdge[] = [];
  for (let n = 0; n < from.length; n++) {
    const [a, b] = [from[n] ?? 0, to[n] ?? 0];
    if (path.get(b)?.from !== a)
      edges.push({ from: a, to: b, cell: view.cells[cell[n] ?? 0] ?? '', count: 1, isCritical: false });
  }
  // Last, so that they are drawn above the others, and also where the list of edges is cut.
  for (const [b, step] of path) edges.push({ from: step.from, to: b, cell: step.cell, count: 1, isCritical: true });
  return { nodes, edges };
}

/** By transaction: the one before it on the critical path, and the cell between them. */
function criticalSteps({ critical, cells }: DependenciesView): ReadonlyMap<number, { from: number; cell: string }> {
  const steps = new Map<number, { from: number; cell: string }>();
  for (let n = 1; n < critical.nodes.length; n++)
    steps.set(critical.nodes[n] ?? 0, {
      from: critical.nodes[n - 1] ?? 0,
      cell: cells[critical.cells[n - 1] ?? 0] ?? '',
    });
  return steps;
}

function criticalOnly(view: DependenciesView, { nodes, edges }: GraphData): GraphData {
  const place = new Map(view.critical.nodes.map((tx, n) => [tx, n]));
  return {
    nodes: view.critical.nodes.flatMap((tx) => nodes[tx] ?? []),
    edges: edges.flatMap((edge) => {
      const [from, to] = [place.get(edge.from), place.get(edge.to)];
      return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
    }),
  };
}

/** Nodes of one name become one, and so do edges between the same two over the same cell. */
function grouped({ nodes, edges }: GraphData, nameOf: (node: GraphNode) => string): GraphData {
  const places = new Map<string, number>();
  const groups: { -readonly [K in keyof GraphNode]: GraphNode[K] }[] = [];
  const placeOf = nodes.map((node) => {
    const name = nameOf(node);
    let place = places.get(name);
    if (place === undefined) {
      places.set(name, (place = groups.length));
      groups.push({ ...node, name, count: 0, aborts: 0, ms: 0, isCritical: false });
    }
    const group = groups[place];
    if (group !== undefined) {
      group.count++;
      group.aborts += node.aborts;
      group.ms += node.ms;
      group.isCritical ||= node.isCritical;
      if (group.runtime !== node.runtime) group.runtime = '';
    }
    return place;
  });
  const merged = new Map<string, { from: number; to: number; cell: string; count: number; isCritical: boolean }>();
  for (const edge of edges) {
    const [from, to] = [placeOf[edge.from] ?? 0, placeOf[edge.to] ?? 0];
    const cell = anyOf(edge.cell);
    const key = `${from} ${to} ${cell}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { ...edge, cell, from, to });
    else {
      known.count++;
      known.isCritical ||= edge.isCritical;
    }
  }
  return { nodes: groups, edges: [...merged.values()].sort((a, b) => Number(a.isCritical) - Number(b.isCritical)) };
}

/** Of cells that differ in their owner or key alone: `token.balances[…]`, `@nonce`. */
function anyOf(cell: string): string {
  const own = /\.(@\w+)$/.exec(cell)?.[1];
  return own ?? cell.replaceAll(/\[(?:[^[\]]|\[[^\]]*\])*\]/g, '[…]');
}
