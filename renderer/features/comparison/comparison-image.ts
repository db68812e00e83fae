/** The comparison as one picture: a row for each run on the same axis, and the dependencies of the selected one. */
import type { ComparisonView, DependenciesView } from '../../../runtimes/service/contract/comparisons.ts';
import type { Paint } from '../schedule/paint.ts';
import type { ScheduleData } from '../schedule/schedule-data.ts';
import { drawArcs, fitSpacing } from './draw-arcs.ts';
import { drawEnd, drawMini } from './draw-mini.ts';
import { graphData, groupingFor } from './graph-data.ts';
import { msText, runName, times, whole } from './run-words.ts';

const WIDTH = 1_440;
const SIDE = 280;
const ROW = 92;
const HEAD = 56;
const GRAPH = 300;

export function comparisonImage(
  comparison: ComparisonView,
  schedules: readonly (ScheduleData | undefined)[],
  dependencies: DependenciesView | undefined,
  paint: Paint,
): Promise<Blob | null> {
  const { runs, scenario, timing } = comparison;
  const sheet = document.createElement('canvas');
  const height = HEAD + runs.length * ROW + (dependencies === undefined ? 0 : GRAPH + 24);
  sheet.width = WIDTH * 2;
  sheet.height = height * 2;
  const pen = sheet.getContext('2d');
  if (pen === null) return Promise.resolve(null);
  pen.scale(2, 2);
  pen.fillStyle = paint.surface;
  pen.fillRect(0, 0, WIDTH, height);
  const write = (text: string, x: number, y: number, colour: string, bold = false): void => {
    pen.textAlign = 'left';
    pen.textBaseline = 'alphabetic';
    pen.font = bold ? paint.font.replace('11px', '600 13px') : paint.font;
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  };
  write(scenario, 16, 24, paint.text, true);
  write(`Time is ${timing}.`, 16, 42, paint.caption);
  const until = Math.max(...runs.map((run) => run.figures.elapsedMs), 0.01);
  for (const [n, run] of runs.entries()) {
    const y = HEAD + n * ROW;
    const { figures } = run;
    write(runName(run, comparison), 16, y + 20, paint.text, true);
    write(`${whole(figures.throughput)} tx/s, ${times(figures.speedup)} serial`, 16, y + 38, paint.caption);
    write(`${whole(figures.aborts)} aborts, ${msText(figures.wastedMs)} wasted`, 16, y + 54, paint.caption);
    write(`critical path ${msText(figures.criticalMs)}`, 16, y + 70, paint.caption);
    const data = schedules[run.run];
    const place = { x: SIDE, y: y + 4, width: WIDTH - SIDE - 96, height: ROW - 12, until };
    if (data === undefined) continue;
    drawMini(pen, data, paint, place);
    drawEnd(pen, paint, place, figures.elapsedMs, msText(figures.elapsedMs));
  }
  if (dependencies !== undefined) {
    const graph = graphData(dependencies, groupingFor(dependencies));
    pen.translate(0, HEAD + runs.length * ROW + 24);
    const spacing = fitSpacing(graph.nodes.length, WIDTH);
    // It clears what it draws on: what is under it is put back afterwards.
    drawArcs(pen, graph, paint, { width: WIDTH, height: GRAPH, spacing, left: 0, selected: undefined });
    pen.globalCompositeOperation = 'destination-over';
    pen.fillStyle = paint.surface;
    pen.fillRect(0, 0, WIDTH, GRAPH);
  }
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'));
}
