/** The part of a canvas that the Schedule and Compare views draw with, as the text of an SVG. Coordinates are CSS pixels. */
export class SvgPen {
  fillStyle: string | CanvasGradient | CanvasPattern = '#000';
  strokeStyle: string | CanvasGradient | CanvasPattern = '#000';
  lineWidth = 1;
  globalAlpha = 1;
  font = '11px sans-serif';
  textBaseline = 'alphabetic';
  textAlign = 'left';
  readonly #parts: string[] = [];
  readonly #top: number;
  #path = '';
  #dash: readonly number[] = [];

  /** @param top where what it draws begins on the sheet. */
  constructor(top: number) {
    this.#top = top;
  }

  get elements(): string {
    return this.#parts.join('\n');
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${px(x)} ${this.#y(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${px(x)} ${this.#y(y)}`;
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path += `C${px(x1)} ${this.#y(y1)} ${px(x2)} ${this.#y(y2)} ${px(x)} ${this.#y(y)}`;
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    const arc = (dx: number, dy: number): string => `a${px(r)} ${px(r)} 0 0 1 ${px(dx)} ${px(dy)}`;
    this.#path += `M${px(x + r)} ${this.#y(y)}h${px(width - 2 * r)}${arc(r, r)}v${px(height - 2 * r)}${arc(-r, r)}h${px(2 * r - width)}${arc(-r, -r)}v${px(2 * r - height)}${arc(r, -r)}z`;
  }

  /** Upright: the whole one, or its upper half from PI to 2 PI. */
  ellipse(x: number, y: number, rx: number, ry: number, _rotation: number, from: number): void {
    const half = (sweepTo: number): string => `A${px(rx)} ${px(ry)} 0 0 1 ${px(sweepTo)} ${this.#y(y)}`;
    this.#path += `M${px(x - rx)} ${this.#y(y)}${half(x + rx)}${from === 0 ? half(x - rx) : ''}`;
  }

  arc(x: number, y: number, radius: number, from: number): void {
    this.ellipse(x, y, radius, radius, 0, from);
  }

  /** Roughly: nobody knows the reader's fonts. */
  measureText(text: string): { readonly width: number } {
    return { width: text.length * CHARACTER };
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  fill(): void {
    if (this.#path !== '') this.#add(`<path d="${this.#path}" fill="${ink(this.fillStyle)}"`);
  }

  stroke(): void {
    if (this.#path !== '') this.#add(`<path d="${this.#path}" ${this.#outline}`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width > 0 && height > 0) this.#add(`<rect ${this.#box(x, y, width, height)} fill="${ink(this.fillStyle)}"`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add(`<rect ${this.#box(x, y, width, height)} ${this.#outline}`);
  }

  /** The sheet is empty where nothing was drawn. */
  clearRect(): void {
    this.#path = '';
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight, size = '11px', family = ''] = /^(?:(\d+) )?(\S+) (.*)$/.exec(this.font) ?? [];
    const align =
      (BASELINES.get(this.textBaseline) ?? '') +
      (ANCHORS.get(this.textAlign) ?? '') +
      (weight === undefined ? '' : ` font-weight="${weight}"`);
    this.#add(
      `<text x="${px(x)}" y="${this.#y(y)}" font-size="${size}" font-family="${escaped(family)}" fill="${ink(this.fillStyle)}"${align}`,
      escaped(text),
    );
  }

  get #outline(): string {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    return `fill="none" stroke="${ink(this.strokeStyle)}" stroke-width="${this.lineWidth}"${dash}`;
  }

  #box(x: number, y: number, width: number, height: number): string {
    return `x="${px(x)}" y="${this.#y(y)}" width="${px(width)}" height="${px(height)}"`;
  }

  #y(y: number): string {
    return px(y + this.#top);
  }

  #add(begin: string, content?: string): void {
    const faint = this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : '';
    this.#parts.push(content === undefined ? `${begin}${faint}/>` : `${begin}${faint}>${content}</text>`);
  }
}

/** Width of one of 11 px. */
const CHARACTER = 6.2;
const BASELINES: ReadonlyMap<string, string> = new Map([
  ['middle', ' dominant-baseline="central"'],
  ['top', ' dominant-baseline="hanging"'],
]);
const ANCHORS: ReadonlyMap<string, string> = new Map([
  ['center', ' text-anchor="middle"'],
  ['right', ' text-anchor="end"'],
]);
/** A pen has what the drawing functions use, and nothing else of a canvas. */
export const asCanvas = (pen: SvgPen): CanvasRenderingContext2D => pen as unknown as CanvasRenderingContext2D;

const px = (value: number): string => String(Math.round(value * 100) / 100);
const ink = (style: string | CanvasGradient | CanvasPattern): string =>
  typeof style === 'string' ? escaped(style) : 'none';

/** Patterns for `url(#hatch)` and `url(#crossed)`: what was aborted, and what was invalidated. */
export const patterns = ({
  aborted,
  invalidated,
}: {
  readonly aborted: string;
  readonly invalidated: string;
}): string => `${stripes('hatch', aborted, false)}\n${stripes('crossed', invalidated, true)}`;

function stripes(id: string, colour: string, isCrossed: boolean): string {
  const other = isCrossed ? 'M0 0L6 6' : '';
  return `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5${other}" stroke="${escaped(colour)}" stroke-opacity="0.7" stroke-width="${isCrossed ? 1 : 1.6}" fill="none"/></pattern>`;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
