import type { JSX } from 'react';
import type { RuntimeInfo } from '../../runtimes/service/contract/workspace.ts';
import { useApp } from '../store/use-app.ts';

type Glyph = NonNullable<RuntimeInfo['look']>['glyph'];

const SHAPES: Readonly<Record<Glyph, string>> = {
  diamond: 'M6 .5 11 6l-5 5.5L1 6z',
  hexagon: 'M6 .4 11 3.2v5.6L6 11.6 1 8.8V3.2z',
  circle: 'M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8z',
  triangle: 'M6 .8 11.5 11H.5z',
  square: 'M1.25 1.25h9.5v9.5h-9.5z',
  pentagon: 'M6 .5 11.6 4.6 9.5 11.2h-7L.4 4.6z',
};

/** Shape and hue together say which runtime; its name stands beside it, or is read out. */
export function RuntimeGlyph({ runtime, named = false }: { runtime: string; named?: boolean }): JSX.Element {
  const info = useApp(({ host }) => host?.runtimes.find(({ id }) => id === runtime));
  const look = info?.look ?? { short: info?.name ?? runtime, hue: 'violet', glyph: 'square' as const };
  const name = named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': look.short };
  return (
    <>
      <svg className={`rt hue-${look.hue}`} viewBox="0 0 12 12" {...name}>
        <path d={SHAPES[look.glyph]} />
      </svg>
      {named && <span>{look.short}</span>}
    </>
  );
}
