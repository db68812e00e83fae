/** Moves the playhead over what was recorded; nothing is executed. */
import { useEffect } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { lowerBound, type ScheduleData } from './schedule-data.ts';

export function usePlayback(data: ScheduleData): void {
  const { store } = useWorkbench();
  const playing = useApp((state) => state.playing);
  const slowness = useApp((state) => state.slowness);
  useEffect(() => {
    if (!playing) return undefined;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    let before = performance.now();
    let frame = 0;
    const move = (now: number): void => {
      const { playhead = 0, setPlayhead } = store.getState();
      const passed = playhead + (now - before) / slowness;
      before = now;
      // With less motion it goes from event to event.
      const next = still ? nextEvent(data, playhead, 1) : passed;
      if (next === undefined || next >= data.until) return setPlayhead(undefined);
      setPlayhead(next, true);
      frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [store, data, playing, slowness]);
}

/** Times closer together are one. */
const SAME = 1e-9;

/** The nearest time at which something begins, ends or is settled. */
export function nextEvent(data: ScheduleData, from: number, by: 1 | -1): number | undefined {
  const times = data.events();
  return by > 0 ? times[lowerBound(times, from + SAME)] : times[lowerBound(times, from - SAME) - 1];
}
