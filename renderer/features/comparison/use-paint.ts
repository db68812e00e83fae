import { useMemo } from 'react';
import { useApp } from '../../store/use-app.ts';
import { readPaint, type Paint } from '../schedule/paint.ts';

/** The colours of the theme for canvases; another function where they have changed. */
export function usePaint(): (element: Element) => Paint {
  const theme = useApp((state) => state.theme);
  const runtimes = useApp(({ host }) => host?.runtimes);
  return useMemo(() => {
    let known: { readonly theme: typeof theme; readonly paint: Paint } | undefined;
    return (element) => {
      const hueOf = (runtime: string): string => runtimes?.find(({ id }) => id === runtime)?.look?.hue ?? 'violet';
      known ??= { theme, paint: readPaint(element, hueOf) };
      return known.paint;
    };
  }, [theme, runtimes]);
}
