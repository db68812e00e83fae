/** Draws what has changed, once a frame: bars when the view or the data has, marks on every change of the selection. */
import { drawHead, HEAD } from './draw-head.ts';
import { drawLanes, type Scene } from './draw-lanes.ts';
import { drawOverlay, rowAt, type Marks } from './draw-overlay.ts';
import type { Paint } from './paint.ts';

interface Shown {
  readonly canvases: {
    readonly head: HTMLCanvasElement;
    readonly lane: HTMLCanvasElement;
    readonly mark: HTMLCanvasElement;
  };
  readonly scene: Scene;
  readonly version: number;
  readonly makePaint: (element: Element) => Paint;
  readonly selected: number | undefined;
  readonly hovered: number | undefined;
  /** Of a run that is paused: the bars of the last decision and of the next. */
  readonly steps: Marks['steps'];
}

export class ChartPainter {
  #shown: Shown | undefined;
  #drawn: Shown | undefined;
  #paint: { readonly by: Shown['makePaint']; readonly paint: Paint } | undefined;
  #conflicts: readonly number[] = [];
  #waiting = false;

  show(shown: Shown): void {
    this.#shown = shown;
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  rowAt(x: number, y: number): number | undefined {
    return this.#shown && rowAt(this.#shown.scene, x, y);
  }

  /** What is in view, as a PNG. */
  image(): Promise<Blob | null> {
    const shown = this.#shown;
    if (shown === undefined) return Promise.resolve(null);
    const { head, lane, mark } = shown.canvases;
    const sheet = document.createElement('canvas');
    sheet.width = lane.width;
    sheet.height = head.height + lane.height;
    const pen = sheet.getContext('2d');
    if (pen === null || this.#paint === undefined) return Promise.resolve(null);
    pen.fillStyle = this.#paint.paint.surface;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(head, 0, 0);
    pen.drawImage(lane, 0, head.height);
    pen.drawImage(mark, 0, head.height);
    return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'));
  }

  /** What is in view, drawn once more by somebody else. */
  drawing(draw: (scene: Scene, paint: Paint) => string): string | undefined {
    return this.#shown && this.#paint && draw(this.#shown.scene, this.#paint.paint);
  }

  #draw(): void {
    const shown = this.#shown;
    if (shown === undefined) return;
    const { canvases, scene, makePaint, version, selected, hovered, steps } = shown;
    if (this.#paint?.by !== makePaint) this.#paint = { by: makePaint, paint: makePaint(canvases.lane) };
    const { paint } = this.#paint;
    const before = this.#drawn;
    const same =
      before !== undefined &&
      before.version === version &&
      before.makePaint === makePaint &&
      before.canvases.lane === canvases.lane &&
      sameScene(before.scene, scene);
    if (!same) {
      const [head, lane] = [
        penOf(canvases.head, scene.width, HEAD),
        penOf(canvases.lane, scene.width, scene.layout.height),
      ];
      if (head) drawHead(head, scene, paint);
      if (lane) this.#conflicts = drawLanes(lane, scene, paint);
    }
    const mark = penOf(canvases.mark, scene.width, scene.layout.height);
    if (mark) drawOverlay(mark, scene, paint, { selected, hovered, conflicts: this.#conflicts, steps });
    this.#drawn = shown;
  }
}

const sameScene = (a: Scene, b: Scene): boolean =>
  a.data === b.data &&
  a.layout === b.layout &&
  a.width === b.width &&
  a.filter === b.filter &&
  a.playhead === b.playhead &&
  a.range === b.range &&
  a.lit === b.lit &&
  a.view.from === b.view.from &&
  a.view.to === b.view.to;

/** A pen that draws in CSS pixels, whatever the screen's. */
export function penOf(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext('2d');
  pen?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}
