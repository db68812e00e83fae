/** The comparison as one picture: a row for each run on the same axis, and the dependencies of the selected one. */
import type { ComparisonView, DependenciesView } from '../../../runtimes/service/contract/comparisons.ts';
import type { Paint } from '../schedule/paint.ts';
import type { ScheduleData } from '../schedule/schedule-data.ts';
import { asCanvas, escaped, patterns, SvgPen } from '../schedule/svg-pen.ts';
import { drawArcs, fitSpacing } from './draw-arcs.ts';
import { drawEnd, drawMini } from './draw-mini.ts';
import { graphData, groupingFor } from './graph-data.ts';
import { msText, runName, times, whole } from './run-words.ts';

const WIDTH = 1_440;
const SIDE = 280;
const ROW = 92;
const HEAD = 56;
const GRAPH = 300;

interface Pictured {
  readonly comparison: ComparisonView;
  readonly schedules: readonly (ScheduleData | undefined)[];
  /** Of the run selected. */
  readonly dependencies: DependenciesView | undefined;
  readonly paint: Paint;
}

/** As a PNG, at twice the size; null: this browser does not draw. */
export function comparisonImage(pictured: Pictured): Promise<Blob | null> {
  const { paint } = pictured;
  const height = heightOf(pictured);
  const sheet = document.createElement('canvas');
  sheet.width = WIDTH * 2;
  sheet.height = height * 2;
  const pen = sheet.getContext('2d');
  if (pen === null) return Promise.resolve(null);
  pen.scale(2, 2);
  pen.fillStyle = paint.surface;
  pen.fillRect(0, 0, WIDTH, height);
  drawRuns(pen, pictured);
  pen.translate(0, graphTop(pictured));
  drawGraph(pen, pictured);
  // It clears what it draws on: what is under it is put back afterwards.
  pen.globalCompositeOperation = 'destination-over';
  pen.fillStyle = paint.surface;
  pen.fillRect(0, 0, WIDTH, GRAPH);
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'));
}

/** The same as a drawing. */
export function comparisonSvg(pictured: Pictured): string {
  const { paint, comparison } = pictured;
  const height = heightOf(pictured);
  const drawn = { ...pictured, paint: { ...paint, hatch: 'url(#hatch)', crossed: 'url(#crossed)' } };

  const [runs, graph] = [new SvgPen(0), new SvgPen(graphTop(pictured))];
  drawRuns(asCanvas(runs), drawn);
  drawGraph(asCanvas(graph), drawn);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
<title>${escaped(comparison.scenario)}: a comparison of ${comparison.runs.length} runs</title>
<defs>
${patterns(paint)}
</defs>
<rect width="${WIDTH}" height="${height}" fill="${escaped(paint.surface)}"/>
${runs.elements}
${graph.elements}
</svg>
`;
}

const graphTop = ({ comparison }: Pictured): number => HEAD + comparison.runs.length * ROW + 24;
const heightOf = (pictured: Pictured): number =>
  pictured.dependencies === undefined ? graphTop(pictured) - 24 : graphTop(pictured) + GRAPH;

function drawRuns(pen: CanvasRenderingContext2D, { comparison, schedules, paint }: Pictured): void {
  const { runs, scenario, timing } = comparison;
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
    const lost =
      figures.invalidated > 0 ? `${whole(figures.invalidated)} invalidated` : `${whole(figures.aborts)} aborts`;
    write(runName(run, comparison), 16, y + 20, paint.text, true);
    write(`${whole(figures.throughput)} tx/s, ${times(figures.speedup)} serial`, 16, y + 38, paint.caption);
    write(`${lost}, ${msText(figures.wastedMs)} wasted`, 16, y + 54, paint.caption);
    write(`critical path ${msText(figures.criticalMs)}`, 16, y + 70, paint.caption);
    const data = schedules[run.run];
    const place = { x: SIDE, y: y + 4, width: WIDTH - SIDE - 96, height: ROW - 12, until };
    if (data === undefined) continue;
    drawMini(pen, data, paint, place);
    drawEnd(pen, paint, place, figures.elapsedMs, msText(figures.elapsedMs));
  }
}

function drawGraph(pen: CanvasRenderingContext2D, { dependencies, paint }: Pictured): void {
  if (dependencies === undefined) return;
  const graph = graphData(dependencies, groupingFor(dependencies));
  const spacing = fitSpacing(graph.nodes.length, WIDTH);
  drawArcs(pen, graph, paint, { width: WIDTH, height: GRAPH, spacing, left: 0 });
}
