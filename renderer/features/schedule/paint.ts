/** Colours of the theme, as a canvas needs them: read once per theme. */
export interface Hue {
  readonly line: string;
  readonly fill: string;
}

export interface Paint {
  readonly text: string;
  readonly caption: string;
  readonly grid: string;
  readonly surface: string;
  readonly aborted: string;
  readonly abortedFill: string;
  readonly waiting: string;
  readonly invalidated: string;
  readonly committed: string;
  readonly accent: string;
  readonly focus: string;
  readonly hatch: CanvasPattern | string;
  readonly crossed: CanvasPattern | string;
  readonly font: string;
  readonly mono: string;
  hue(runtime: string): Hue;
}

export function readPaint(element: Element, hueOf: (runtime: string) => string): Paint {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  const tokens = { violet: 'evm', orange: 'wasm', teal: 'cil', pink: 'svm' } as const;
  const hues = new Map<string, Hue>();
  const [aborted, invalidated] = [of('--st-aborted'), of('--st-invalidated')];
  return {
    text: of('--text-1'),
    caption: of('--text-3'),
    grid: of('--border-subtle'),
    surface: of('--surface-editor'),
    aborted,
    abortedFill: of('--st-aborted-fill'),
    waiting: of('--st-waiting'),
    invalidated,
    committed: of('--st-committed'),
    accent: of('--accent'),
    focus: of('--focus'),
    hatch: stripes(aborted, false),
    crossed: stripes(invalidated, true),
    font: `11px ${of('--font-ui')}`,
    mono: `11px ${of('--font-mono')}`,
    hue: (runtime) => {
      let hue = hues.get(runtime);
      if (hue === undefined) {
        const token = tokens[hueOf(runtime) as keyof typeof tokens] ?? 'evm';
        hues.set(runtime, (hue = { line: of(`--rt-${token}`), fill: of(`--rt-${token}-fill`) }));
      }
      return hue;
    },
  };
}

/** Diagonals 6 px apart; crossed ones for what a policy has invalidated. */
function stripes(colour: string, crossed: boolean): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (pen === null) return colour;
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.7;
  pen.lineWidth = crossed ? 1 : 1.6;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
    if (crossed) {
      pen.moveTo(shift, 0);
      pen.lineTo(shift + 6, 6);
    }
  }
  pen.stroke();
  return pen.createPattern(tile, 'repeat') ?? colour;
}
