/** The dependency graph as arcs over a line of transactions in block order. Only what is in view is drawn. */
import type { Paint } from '../schedule/paint.ts';
import type { GraphData } from './graph-data.ts';

export interface ArcView {
  readonly width: number;
  readonly height: number;
  /** Distance of neighbours, px. */
  readonly spacing: number;
  /** What has been scrolled past, px. */
  readonly left: number;
  readonly selected: number | undefined;
}

/** Arcs drawn at most; the critical path is drawn in any case. */
export const MOST_ARCS = 20_000;
const MARGIN = 48;
/** Room for numbers and crosses below the line. */
const FOOT = 46;
const LABELLED = 32;
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

export function drawArcs(
  pen: CanvasRenderingContext2D,
  { nodes, edges }: GraphData,
  paint: Paint,
  view: ArcView,
): void {
  const { width, height, spacing, selected } = view;
  const base = height - FOOT;
  pen.clearRect(0, 0, width, height);
  const tallest = base - 8;
  let drawn = 0;
  const arc = (from: number, to: number, count: number): void => {
    const [a, b] = [nodeX(from, view), nodeX(to, view)];
    const [left, right] = [Math.min(a, b), Math.max(a, b)];
    if (right < 0 || left > width) return;
    const radius = (right - left) / 2;
    pen.lineWidth = Math.min(4, 1 + Math.log10(Math.max(count, 1)));
    pen.beginPath();
    // A group that depends on itself has a loop.
    if (from === to) pen.ellipse(a, base - 14, 8, 12, 0, 0, 2 * Math.PI);
    else pen.ellipse((a + b) / 2, base, radius, Math.min(radius, tallest), 0, Math.PI, 2 * Math.PI);
    pen.stroke();
  };
  pen.strokeStyle = paint.caption;
  pen.globalAlpha = edges.length > 2_000 ? 0.2 : 0.55;
  for (const { from, to, count, isCritical } of edges) {
    if (isCritical) continue;
    if (drawn++ >= MOST_ARCS) break;
    arc(from, to, count);
  }
  pen.globalAlpha = 1;
  pen.strokeStyle = paint.aborted;
  for (const { from, to, count, isCritical } of edges) if (isCritical) arc(from, to, count + 3);
  if (selected !== undefined) {
    pen.strokeStyle = paint.accent;
    for (const { from, to, count } of edges) if (from === selected || to === selected) arc(from, to, count + 3);
  }
  const radius = Math.max(0.75, Math.min(LARGEST_NODE, spacing / 3));
  const first = Math.max(0, Math.floor((view.left - MARGIN) / spacing));
  const last = Math.min(nodes.length - 1, Math.ceil((view.left + width) / spacing));
  const every = Math.max(1, Math.ceil(LABELLED / spacing));
  pen.font = paint.font;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (let n = first; n <= last; n++) {
    const node = nodes[n];
    if (node === undefined) continue;
    const x = nodeX(n, view);
    pen.fillStyle = paint.hue(node.runtime).line;
    pen.beginPath();
    pen.arc(x, base, radius, 0, 2 * Math.PI);
    pen.fill();
    if (node.isCritical && radius > 2) ring(pen, x, base, radius + 3, paint.aborted);
    if (n === selected) ring(pen, x, base, radius + 5, paint.accent);
    if (n % every === 0) {
      pen.fillStyle = node.isCritical ? paint.text : paint.caption;
      pen.fillText(cut(node.name, Math.min(spacing * every, 2 * MARGIN)), x, base + 10);
    }
    if (node.aborts > 0 && radius > 1.5) cross(pen, x, base + 30, paint.aborted);
  }
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

/** A character of 11 px takes 6.2 px, roughly. */
const cut = (text: string, room: number): string => {
  const most = Math.max(4, Math.floor(room / 6.2));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};
