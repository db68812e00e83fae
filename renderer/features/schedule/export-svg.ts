/** What is in view as a drawing: the same that is on the canvases, drawn by the same code with another pen, with the names of the lanes. */
import { drawHead, HEAD } from './draw-head.ts';
import { drawLanes, type Scene } from './draw-lanes.ts';
import { drawOverlay } from './draw-overlay.ts';
import { GROUP_HEIGHT, LANE_HEIGHT } from './layout.ts';
import type { Paint } from './paint.ts';
import { asCanvas, escaped, patterns, SvgPen } from './svg-pen.ts';

const GUTTER = 132;

export function exportSvg(scene: Scene, paint: Paint, selected: number | undefined): string {
  const { layout, width } = scene;
  const [all, height] = [width + GUTTER, HEAD + layout.height];
  const drawn: Paint = { ...paint, hatch: 'url(#hatch)', crossed: 'url(#crossed)' };
  const [head, lanes, marks] = [new SvgPen(0), new SvgPen(HEAD), new SvgPen(HEAD)];
  drawHead(asCanvas(head), scene, drawn);
  const conflicts = drawLanes(asCanvas(lanes), scene, drawn);
  drawOverlay(asCanvas(marks), scene, drawn, { selected, hovered: undefined, conflicts });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${height}" viewBox="0 0 ${all} ${height}">
<title>Schedule, ${scene.view.from.toFixed(3)} to ${scene.view.to.toFixed(3)} ms</title>
<defs>
${patterns(paint)}
<clipPath id="view"><rect width="${width}" height="${height}"/></clipPath>
</defs>
<rect width="${all}" height="${height}" fill="${escaped(paint.surface)}"/>
${gutter(scene, paint)}
<g transform="translate(${GUTTER} 0)" clip-path="url(#view)">
${head.elements}
${lanes.elements}
${marks.elements}
</g>
</svg>
`;
}

function gutter({ layout }: Scene, paint: Paint): string {
  const pen = new SvgPen(HEAD);
  pen.font = paint.font;
  pen.textBaseline = 'middle';
  for (const { executor, runtime, top, lanes } of layout.groups) {
    pen.fillStyle = paint.hue(runtime).line;
    pen.fillRect(8, top + GROUP_HEIGHT / 2 - 4, 8, 8);
    pen.fillStyle = paint.caption;
    pen.fillText(executor, 22, top + GROUP_HEIGHT / 2);
    pen.fillStyle = paint.text;
    for (const lane of lanes) pen.fillText(`lane ${lane.number}`, 34, lane.top + LANE_HEIGHT / 2);
  }
  return pen.elements;
}
