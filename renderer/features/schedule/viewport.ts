/** The part of the time axis that is in view, ms. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/** One microsecond. */
export const LEAST = 0.001;

export const whole = (until: number): Viewport => ({ from: 0, to: Math.max(until * 1.02, 0.01) });

/** @param at where the pointer is, 0 to 1; it stays over the same time. */
export function zoom({ from, to }: Viewport, factor: number, at: number, until: number): Viewport {
  const all = whole(until).to;
  const span = Math.min(Math.max((to - from) * factor, LEAST), all);
  const time = from + (to - from) * at;
  return clamp({ from: time - span * at, to: time + span * (1 - at) }, until);
}

export const pan = ({ from, to }: Viewport, by: number, until: number): Viewport =>
  clamp({ from: from + by, to: to + by }, until);

/** Shows a bar with room around it, unless it is in view as it is. */
export function reveal(view: Viewport, start: number, end: number, until: number): Viewport {
  const span = view.to - view.from;
  if (start >= view.from && end <= view.to) return view;
  const middle = (start + end) / 2;
  const wanted = Math.max(span, (end - start) * 1.2);
  return clamp({ from: middle - wanted / 2, to: middle + wanted / 2 }, until);
}

function clamp({ from, to }: Viewport, until: number): Viewport {
  const all = whole(until).to;
  const span = Math.min(to - from, all);
  const begin = Math.min(Math.max(from, 0), all - span);
  return { from: begin, to: begin + span };
}

/** Distance of ticks so that they stand at least so many pixels apart: 1, 2 or 5 times a power of ten. */
export function tickStep({ from, to }: Viewport, width: number, apart = 90): number {
  const least = ((to - from) / Math.max(width, 1)) * apart;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? power * 10;
}

/** `12.50 ms`, with as many decimals as the step needs. */
export function timeText(ms: number, step: number): string {
  const decimals = Math.min(Math.max(0, -Math.floor(Math.log10(step))), 4);
  return ms.toFixed(decimals);
}
