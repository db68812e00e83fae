import { useEffect, useRef, useState } from 'react';

/** The value as it was at most so many ms ago: for what is read, and heavy to draw. `isFinal`: it will not change again soon, show it now. */
export function useAtMost<T>(value: T, ms: number, isFinal: boolean): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  newest.current = value;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (isFinal) {
      clearTimeout(timer.current);
      timer.current = undefined;
      setShown(value);
    } else
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        setShown(newest.current);
      }, ms);
  }, [value, ms, isFinal]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return isFinal ? value : shown;
}
