import { useApp } from '../../store/use-app.ts';

/** The class of a runtime's hue, by its id. */
export function useHue(): (runtime: string) => string {
  const runtimes = useApp(({ host }) => host?.runtimes);
  return (runtime) => `hue-${runtimes?.find(({ id }) => id === runtime)?.look?.hue ?? 'violet'}`;
}
