/** The dependency graph as arcs over a line of transactions in block order. Only what is in view is drawn. */
import type { Paint } from '../schedule/paint.ts';
import type { GraphData, GraphEdge, GraphNode } from './graph-data.ts';

export interface ArcView {
  readonly width: number;
  readonly height: number;
  /** Distance of neighbours, px. */
  readonly spacing: number;
  /** What has been scrolled past, px. */
  readonly left: number;
}

/** Strokes of one drawing at most, some 20 ms: where there are more, neighbours are drawn as one. */
export const MOST_ARCS = 2_000;
const MARGIN = 48;
/** Room for numbers and crosses below the line. */
const FOOT = 46;
/** Room that a label gets where there is not enough for all of them, at most. */
const LABELLED = 64;
/** Of 11 px, roughly. */
const CHARACTER = 6.2;
/** Nodes so close to each other are no circles any more, px. */
const CROWDED = 1.5;
const LARGEST_NODE = 5;

export const nodeX = (node: number, { spacing, left }: Pick<ArcView, 'spacing' | 'left'>): number =>
  MARGIN + node * spacing - left;

/** Distance of neighbours so that all fit. */
export const fitSpacing = (nodes: number, width: number): number =>
  Math.min(160, (width - 2 * MARGIN) / Math.max(nodes - 1, 1));

export const graphWidth = (nodes: number, spacing: number): number => 2 * MARGIN + (nodes - 1) * spacing;

/** The node nearest to a place, unless none is near. */
export function nodeAt(x: number, nodes: number, view: Pick<ArcView, 'spacing' | 'left'>): number | undefined {
  const at = Math.round((x + view.left - MARGIN) / Math.max(view.spacing, 1e-9));
  return at >= 0 && at < nodes ? at : undefined;
}

/** All but what is selected. */
export function drawArcs(
  pen: CanvasRenderingContext2D,
  { nodes, edges }: GraphData,
  paint: Paint,
  view: ArcView,
): void {
  const { width, height } = view;
  pen.clearRect(0, 0, width, height);
  pen.strokeStyle = paint.caption;
  pen.globalAlpha = edges.length > MOST_ARCS ? 0.3 : 0.55;
  for (const one of arcsInView(edges, view, (edge) => !edge.isCritical)) strokeArc(pen, one, view, 0);
  pen.globalAlpha = 1;
  pen.strokeStyle = paint.aborted;
  for (const one of arcsInView(edges, view, (edge) => edge.isCritical)) strokeArc(pen, one, view, 3);
  if (view.spacing < CROWDED) drawCrowd(pen, nodes, paint, view);
  else drawNodes(pen, nodes, paint, view);
}

/** The selected node and its own dependencies, above the others. */
export function drawSelected(
  pen: CanvasRenderingContext2D,
  { edges }: GraphData,
  paint: Paint,
  view: ArcView,
  selected: number,
): void {
  pen.strokeStyle = paint.accent;
  const own = arcsInView(edges, view, ({ from, to }) => from === selected || to === selected);
  for (const one of own) strokeArc(pen, one, view, 3);
  ring(pen, nodeX(selected, view), baseOf(view), radiusOf(view) + 5, paint.accent);
}

interface Arc {
  /** Ends in px, the left one first; the same: a loop. */
  readonly left: number;
  readonly right: number;
  count: number;
}

/** Those that are in view. Where there are many, those that begin and end at the same places, more or less, are one. */
export function arcsInView(edges: GraphData['edges'], view: ArcView, isMeant: (edge: GraphEdge) => boolean): Arc[] {
  const seen: Arc[] = [];
  for (const edge of edges) {
    if (!isMeant(edge)) continue;
    const [a, b] = [nodeX(edge.from, view), nodeX(edge.to, view)];
    const [left, right] = a < b ? [a, b] : [b, a];
    if (right >= 0 && left <= view.width) seen.push({ left, right, count: edge.count });
  }
  let arcs = seen;
  for (let place = 2; arcs.length > MOST_ARCS && place < view.width; place *= 2) arcs = taken(seen, place);
  return arcs;
}

/** Both ends in a place of so many px. What stays inside of one place would be no more than a dot. */
function taken(all: readonly Arc[], place: number): Arc[] {
  const merged = new Map<number, Arc>();
  for (const { left, right, count } of all) {
    const [from, to] = [Math.round(left / place), Math.round(right / place)];
    if (from === to && left !== right) continue;
    const key = (from + SHIFT) * 4 * SHIFT + to + SHIFT;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { left, right, count });
    else known.count += count;
  }
  return [...merged.values()];
}

/** Further left than anything is. */
const SHIFT = 2 ** 22;
const baseOf = ({ height }: ArcView): number => height - FOOT;
const radiusOf = ({ spacing }: ArcView): number => Math.max(0.75, Math.min(LARGEST_NODE, spacing / 3));

function strokeArc(pen: CanvasRenderingContext2D, { left, right, count }: Arc, view: ArcView, more: number): void {
  const base = baseOf(view);
  const radius = (right - left) / 2;
  pen.lineWidth = Math.min(4, 1 + Math.log10(Math.max(count + more, 1)));
  pen.beginPath();
  // A group that depends on itself has a loop.
  if (left === right) pen.ellipse(left, base - 14, 8, 12, 0, 0, 2 * Math.PI);
  else pen.ellipse((left + right) / 2, base, radius, Math.min(radius, base - 8), 0, Math.PI, 2 * Math.PI);
  pen.stroke();
}

const inView = (nodes: number, { left, width, spacing }: ArcView): readonly [first: number, last: number] => [
  Math.max(0, Math.floor((left - MARGIN) / spacing)),
  Math.min(nodes - 1, Math.ceil((left + width) / spacing)),
];

/** How many nodes share a label. */
function labelledEvery(nodes: GraphData['nodes'], { spacing }: ArcView): number {
  const longest = nodes.reduce((most, { name }) => Math.max(most, name.length), 0);
  return Math.max(1, Math.ceil(Math.min(LABELLED, longest * CHARACTER + 8) / spacing));
}

function drawLabel(pen: CanvasRenderingContext2D, node: GraphNode, x: number, room: number, view: ArcView): void {
  pen.fillText(cut(node.name, Math.min(room, 2 * MARGIN)), x, baseOf(view) + 10);
}

function drawNodes(pen: CanvasRenderingContext2D, nodes: GraphData['nodes'], paint: Paint, view: ArcView): void {
  const base = baseOf(view);
  const radius = radiusOf(view);
  const [first, last] = inView(nodes.length, view);
  const every = labelledEvery(nodes, view);
  label(pen, paint);
  for (let n = first; n <= last; n++) {
    const node = nodes[n];
    if (node === undefined) continue;
    const x = nodeX(n, view);
    pen.fillStyle = paint.hue(node.runtime).line;
    pen.beginPath();
    pen.arc(x, base, radius, 0, 2 * Math.PI);
    pen.fill();
    if (node.isCritical && radius > 2) ring(pen, x, base, radius + 3, paint.aborted);
    if (n % every === 0) {
      pen.fillStyle = node.isCritical ? paint.text : paint.caption;
      drawLabel(pen, node, x, view.spacing * every, view);
    }
    if (node.aborts > 0 && radius > 1.5) cross(pen, x, base + 30, paint.aborted);
  }
}

/** Several nodes to a px: a strip of their hue, and one below it of where the critical path goes. */
function drawCrowd(pen: CanvasRenderingContext2D, nodes: GraphData['nodes'], paint: Paint, view: ArcView): void {
  const base = baseOf(view);
  const [first, last] = inView(nodes.length, view);
  const every = labelledEvery(nodes, view);
  let [drawn, critical] = [-Infinity, -Infinity];
  label(pen, paint);
  for (let n = first; n <= last; n++) {
    const node = nodes[n];
    if (node === undefined) continue;
    const x = Math.floor(nodeX(n, view));
    if (x > drawn) {
      drawn = x;
      pen.fillStyle = paint.hue(node.runtime).line;
      pen.fillRect(x, base - 1, 1, 2);
    }
    if (node.isCritical && x > critical) {
      critical = x;
      pen.fillStyle = paint.aborted;
      pen.fillRect(x, base + 3, 1, 3);
    }
    if (n % every === 0) {
      pen.fillStyle = paint.caption;
      drawLabel(pen, node, x, view.spacing * every, view);
    }
  }
}

function label(pen: CanvasRenderingContext2D, paint: Paint): void {
  pen.font = paint.font;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
}

function cross(pen: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x - 2.5, y - 2.5);
  pen.lineTo(x + 2.5, y + 2.5);
  pen.moveTo(x + 2.5, y - 2.5);
  pen.lineTo(x - 2.5, y + 2.5);
  pen.stroke();
}

const cut = (text: string, room: number): string => {
  const most = Math.max(4, Math.floor(room / CHARACTER));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};
