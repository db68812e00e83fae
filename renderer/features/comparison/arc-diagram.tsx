import { useLayoutEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { IconButton } from '../../ui/controls.tsx';
import { counted } from '../../ui/format.ts';
import { useSize } from '../../ui/use-size.ts';
import { drawArcs, drawSelected, fitSpacing, graphWidth, MOST_ARCS, nodeAt, nodeX } from './draw-arcs.ts';
import type { GraphData, Grouping } from './graph-data.ts';
import { msText } from './run-words.ts';
import { nextFrame, penOf } from './canvas.ts';
import { usePaint } from './use-paint.ts';

const HEIGHT = 300;
const WIDEST = 160;
/** Dependencies told of a transaction. */
const TOLD = 6;

/** Arrows go from one to the next; + and - change how far apart they stand. */
export function ArcDiagram({ graph, grouping }: { graph: GraphData; grouping: Grouping }): JSX.Element {
  const { ref, width } = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [left, setLeft] = useState(0);
  const [selected, setSelected] = useState<number | undefined>(undefined);
  const paint = usePaint();
  const fit = fitSpacing(graph.nodes.length, width);
  const spacing = Math.min(Math.max(fit, WIDEST), fit * zoom);
  const view = { width, height: HEIGHT, spacing, left };
  useLayoutEffect(
    () =>
      nextFrame(() => {
        const pen = penOf(canvas.current, width, HEIGHT);
        if (pen) drawArcs(pen, graph, paint(pen.canvas), { width, height: HEIGHT, spacing, left });
      }),
    [graph, paint, width, spacing, left],
  );
  // On its own: going from one to the next does not draw all others again.
  useLayoutEffect(
    () =>
      nextFrame(() => {
        const pen = penOf(overlay.current, width, HEIGHT);
        if (pen && selected !== undefined)
          drawSelected(pen, graph, paint(pen.canvas), { width, height: HEIGHT, spacing, left }, selected);
      }),
    [graph, paint, width, spacing, left, selected],
  );

  const show = (node: number): void => {
    setSelected(node);
    const x = nodeX(node, view);
    if (scroll.current && (x < 40 || x > width - 40)) scroll.current.scrollLeft += x - width / 2;
  };
  const onKey = (event: KeyboardEvent): void => {
    const last = graph.nodes.length - 1;
    const at = selected ?? -1;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) show(Math.min(last, Math.max(0, next)));
    else if (event.key === '+' || event.key === '=') setZoom(zoom * 2);
    else if (event.key === '-') setZoom(Math.max(1, zoom / 2));
    else if (event.key === 'Escape') setSelected(undefined);
    else return;
    event.preventDefault();
  };
  const many = graph.edges.length > MOST_ARCS;
  return (
    <div className="dependencies-graph">
      <div
        ref={scroll}
        className="dependencies-scroll"
        role="application"
        tabIndex={0}
        aria-label={`${counted(graph.nodes.length, 'node')} and ${counted(graph.edges.length, 'dependency', 'dependencies')}: arrows go from one to the next, plus and minus zoom`}
        onKeyDown={onKey}
        onScroll={(event) => setLeft(event.currentTarget.scrollLeft)}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const node = nodeAt(event.clientX - box.left, graph.nodes.length, view);
          if (node !== undefined) setSelected(node);
        }}
      >
        <div className="dependencies-width" ref={ref} />
        <div style={{ width: Math.max(width, graphWidth(graph.nodes.length, spacing)), height: HEIGHT }}>
          <canvas ref={canvas} className="dependencies-canvas" style={{ width, height: HEIGHT }} />
          <canvas ref={overlay} className="dependencies-canvas" style={{ width, height: HEIGHT, marginTop: -HEIGHT }} />
        </div>
      </div>
      <div className="dependencies-foot small">
        <span className="grow" role="status">
          {selected === undefined ? hint(grouping, many) : <NodeWords graph={graph} node={selected} />}
        </span>
        <IconButton
          small
          icon="zoomOut"
          label="Closer together (-)"
          isDisabled={zoom <= 1}
          onPress={() => setZoom(zoom / 2)}
        />
        <IconButton
          small
          icon="zoomIn"
          label="Further apart (+)"
          isDisabled={fit * zoom >= WIDEST}
          onPress={() => setZoom(zoom * 2)}
        />
      </div>
    </div>
  );
}

const hint = (grouping: Grouping, many: boolean): string =>
  `${grouping === 'functions' || grouping === 'senders' ? 'Thicker: more dependencies. ' : ''}The critical path is red; a cross: an aborted incarnation.${
    many ? ' Arcs between the same places are drawn as one: further apart there are more.' : ''
  }`;

function NodeWords({ graph, node }: { graph: GraphData; node: number }): JSX.Element {
  const { name, label, sender, count, aborts, ms, isCritical } = graph.nodes[node] ?? EMPTY;
  const edges = graph.edges.filter(({ to, from }) => to === node || from === node);
  const words = (list: typeof edges, other: (edge: (typeof edges)[number]) => number): string =>
    [...list]
      .sort((a, b) => b.count - a.count || Number(b.isCritical) - Number(a.isCritical))
      .slice(0, TOLD)
      .map(
        (edge) =>
          `${graph.nodes[other(edge)]?.name ?? ''} (${edge.cell}${edge.count > 1 ? `, ${edge.count} times` : ''})`,
      )
      .join(', ') + (list.length > TOLD ? ` and ${list.length - TOLD} more` : '');
  const before = edges.filter(({ to }) => to === node);
  const after = edges.filter(({ from }) => from === node);
  return (
    <>
      <b>{count === 1 ? `tx ${name} ${label} by ${sender}` : `${name}: ${counted(count, 'transaction')}`}</b>,{' '}
      {msText(ms)}
      {aborts > 0 && `, ${counted(aborts, 'abort')}`}
      {isCritical && ', on the critical path'}
      {before.length > 0 && <>. Waits for {words(before, ({ from }) => from)}</>}
      {after.length > 0 && <>. Before {words(after, ({ to }) => to)}</>}
    </>
  );
}

const EMPTY = { name: '', label: '', sender: '', count: 0, aborts: 0, ms: 0, isCritical: false };
