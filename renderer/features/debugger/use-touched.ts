import { useEffect, useRef, useState } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import type { Touched } from './dap-shapes.ts';

export interface TouchedNow {
  readonly touched: Touched;
  /** Keys of cells that held something else at the stop before. */
  readonly changed: ReadonlySet<string>;
}

/** Asked for anew at each stop. undefined: not known yet. */
export function useTouched(): TouchedNow | undefined {
  const { store } = useWorkbench();
  const session = useApp(({ debug }) => debug?.session);
  const row = useApp(({ debug }) => debug?.row);
  const isMoving = useApp(({ debug }) => debug?.state === 'moving');
  const [known, setKnown] = useState<TouchedNow | undefined>(undefined);
  const before = useRef<{ readonly session: number | undefined; readonly values: ReadonlyMap<string, string> }>({
    session: undefined,
    values: new Map(),
  });
  useEffect(() => {
    if (isMoving) return undefined;
    let isVoid = false;
    void store
      .getState()
      .touchedSoFar()
      .then((touched) => {
        if (touched === undefined || isVoid) return;
        const { values } = before.current;
        const hasBefore = before.current.session === session;
        const changed = touched.cells.filter(
          ({ key, before: first, now }) => hasBefore && (values.get(key) ?? first) !== now,
        );
        before.current = { session, values: new Map(touched.cells.map(({ key, now }) => [key, now])) };
        setKnown({ touched, changed: new Set(changed.map(({ key }) => key)) });
      });
    return () => {
      isVoid = true;
    };
  }, [store, session, row, isMoving]);
  return known;
}
