import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { counted, grouped } from '../../ui/format.ts';
import { scrubberDrawing, WIDTH } from './scrubber-drawing.ts';
import { useHue } from './use-hue.ts';

const MARK_WORDS = { failure: 'failure', event: 'event', crossing: 'entry of another runtime' } as const;
const MANY = { failure: 'failures', event: 'events', crossing: 'entries of other runtimes' } as const;
const KINDS = ['failure', 'event', 'crossing'] as const;

/** All steps of the transaction: by runtime, with what is of note, and where the debugger stands. */
export function Scrubber(): JSX.Element | null {
  const { store } = useWorkbench();
  const summary = useApp(({ debug }) => debug?.summary);
  const row = useApp(({ debug }) => debug?.row ?? 0);
  const hueOf = useHue();
  const [dragged, setDragged] = useState<number | undefined>(undefined);
  const drawing = useMemo(() => summary && scrubberDrawing(summary), [summary]);
  if (summary === undefined || drawing === undefined) return null;
  const last = Math.max(1, summary.rows - 1);
  const at = dragged ?? row;
  const told = KINDS.flatMap((kind) => {
    const count = summary.marks.filter((mark) => mark.kind === kind).length;
    return count === 0 ? [] : counted(count, MARK_WORDS[kind], MANY[kind]);
  });
  return (
    <div className="scrubber">
      <svg viewBox={`0 0 ${WIDTH} 14`} preserveAspectRatio="none" aria-hidden="true">
        {drawing.frames.map(({ runtime, path }) => (
          <path key={runtime} className={`scrubber-frames ${hueOf(runtime)}`} d={path} />
        ))}
        {drawing.marks.map(({ kind, path }) => (
          <path key={kind} className={`scrubber-${kind}`} d={path} />
        ))}
      </svg>
      <input
        type="range"
        aria-label="Step of the transaction"
        aria-valuetext={`step ${grouped(String(at))} of ${grouped(String(summary.rows - 1))}`}
        min={0}
        max={last}
        value={at}
        onChange={({ target }) => {
          const to = Number(target.value);
          setDragged(to);
          void store.getState().jumpTo(to);
        }}
        onPointerUp={() => setDragged(undefined)}
        onBlur={() => setDragged(undefined)}
        onKeyUp={() => setDragged(undefined)}
      />
      <p className="row micro t3 num">
        <span>
          step {grouped(String(at))} of {grouped(String(summary.rows - 1))}
        </span>
        <span className="end ell">{told.join(', ')}</span>
      </p>
    </div>
  );
}
