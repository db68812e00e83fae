/** Milliseconds of scripting per frame with 100,000 incarnations, against a pen that only counts: `npx node renderer/features/schedule/bench.ts`. */
import { statusNumber } from '../../../runtimes/core/incarnation-status.ts';
import { drawHead } from './draw-head.ts';
import { drawLanes, type Scene } from './draw-lanes.ts';
import { layoutLanes } from './layout.ts';
import type { Paint } from './paint.ts';
import { ScheduleData } from './schedule-data.ts';
import { whole } from './viewport.ts';

const COUNT = 100_000;
const LANES = 8;
const WIDTH = 1_000;

const data = new ScheduleData();
data.lanes = Array.from({ length: LANES }, (_, n) => ({ executor: `evm#${n >> 1}`, runtime: 'evm', lane: n & 1 }));
data.blocks = [{ number: 1, first: 0, transactions: COUNT, began: 0 }];
data.labels.push('market.swap');
for (let row = 0; row < COUNT; row++) {
  const start = Math.floor(row / LANES) * 0.25 + (row % 7) * 0.01;
  data.tx.set(row, row);
  data.lane.set(row, row % LANES);
  data.start.set(row, start);
  data.end.set(row, start + 0.15);
  data.settled.set(row, start + 0.2);
  data.status.set(row, statusNumber(row % 9 === 0 ? 'aborted' : 'committed'));
  data.cause.set(row, row % 9 === 0 ? row - 1 : -1);
  data.txLabel.set(row, 0);
  data.until = start + 0.2;
  data.changed(row);
}
data.version = 1;

let calls = 0;
const pen = new Proxy({} as CanvasRenderingContext2D, {
  get: () => () => void calls++,
  set: () => true,
});
const paint = new Proxy({} as Paint, {
  get: (_, name) => (name === 'hue' ? () => ({ line: '#000', fill: '#000' }) : '#000'),
});

const began = performance.now();
data.index();
data.commits();
console.log(`sorting ${COUNT.toLocaleString('en')} incarnations, once: ${(performance.now() - began).toFixed(1)} ms`);
const layout = layoutLanes(data.lanes);
for (const span of [1, 0.1, 0.01, 0.001, 0.0001]) {
  const all = whole(data.until).to;
  const times: number[] = [];
  calls = 0;
  for (let frame = 0; frame < 200; frame++) {
    const from = (all * (1 - span) * frame) / 200;
    const scene: Scene = {
      data,
      layout,
      view: { from, to: from + all * span },
      width: WIDTH,
      filter: undefined,
      playhead: undefined,
    };
    const start = performance.now();
    drawHead(pen, scene, paint);
    drawLanes(pen, scene, paint);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  console.log(
    `${(span * 100).toFixed(2).padStart(6)} % of the run in view: ${at(0.5)} ms per frame, 95th ${at(0.95)} ms, ${Math.round(calls / 200)} calls of the canvas`,
  );
}
