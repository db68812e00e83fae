import { useLayoutEffect, useRef, type JSX } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ComparedRunView, ComparisonView } from '../../../runtimes/service/contract/comparisons.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { useSize } from '../../ui/use-size.ts';
import type { ScheduleData } from '../schedule/schedule-data.ts';
import { timeText, tickStep } from '../schedule/viewport.ts';
import { drawEnd, drawMini } from './draw-mini.ts';
import { msText, POLICY_WORDS, runName, times, whole } from './run-words.ts';
import { nextFrame, penOf } from './canvas.ts';
import { usePaint } from './use-paint.ts';

const HEIGHT = 84;

/** A row for each run, all on the same axis of time. */
export function RunRows({ comparison }: { comparison: ComparisonView }): JSX.Element {
  const { store } = useWorkbench();
  const selected = useApp((state) => state.selectedRun);
  const schedules = useApp((state) => state.comparedSchedules);
  const until = axisEnd(comparison);
  return (
    <div className="comparison-rows" role="list" aria-label="Runs">
      <Axis until={until} />
      {comparison.runs.map((run) => (
        <div key={run.run} className={run.run === selected ? 'comparison-row on' : 'comparison-row'} role="listitem">
          <AriaButton
            className="comparison-name"
            aria-pressed={run.run === selected}
            onPress={() => void store.getState().selectRun(run.run)}
          >
            <b>{runName(run, comparison)}</b>
            <span className="micro t3">{POLICY_WORDS[run.policy]}</span>
            <span className="comparison-figures num">
              <Figure label="Time" value={msText(run.figures.elapsedMs)} />
              <Figure label="Committed" value={`${whole(run.figures.committed)} of ${whole(run.figures.submitted)}`} />
              <Figure
                label={run.figures.invalidated > 0 ? 'Invalidated' : 'Aborts'}
                value={whole(run.figures.invalidated > 0 ? run.figures.invalidated : run.figures.aborts)}
              />
            </span>
          </AriaButton>
          <Mini run={run} data={schedules[run.run]} until={until} />
          <div className="comparison-end num">
            <span>
              <b>{whole(run.figures.throughput)}</b> <small className="t2">tx/s</small>
            </span>
            <span className="micro t2">{times(run.figures.speedup)} serial</span>
            <span className="micro t2">{msText(run.figures.wastedMs)} wasted</span>
            <Expectations run={run} />
          </div>
        </div>
      ))}
    </div>
  );
}

export const axisEnd = ({ runs }: ComparisonView): number =>
  Math.max(...runs.map((run) => run.figures.elapsedMs), 0.01);

const Figure = ({ label, value }: { label: string; value: string }): JSX.Element => (
  <span className="comparison-figure">
    <span className="micro t3">{label}</span> <span>{value}</span>
  </span>
);

/** Which transactions first-committer-wins keeps is its own affair: what it misses of the expectations is no fault. */
export function Expectations({ run }: { run: ComparedRunView }): JSX.Element | null {
  const { expectations, policy } = run;
  if (expectations.length === 0) return null;
  const held = expectations.filter(({ ok }) => ok).length;
  const bad = held < expectations.length && policy !== 'first-committer-wins';
  return (
    <span
      className={bad ? 'micro flaw' : 'micro t2'}
      title={expectations.map(({ read, expected, actual }) => `${read}: expected ${expected}, is ${actual}`).join('\n')}
    >
      {held} of {expectations.length} {expectations.length === 1 ? 'expectation' : 'expectations'}
    </span>
  );
}

function Axis({ until }: { until: number }): JSX.Element {
  const { ref, width } = useSize();
  const step = tickStep({ from: 0, to: until }, Math.max(width, 1));
  const ticks = Array.from({ length: Math.floor(until / step) + 1 }, (_, n) => n * step);
  return (
    <div className="comparison-row head micro t3" aria-hidden="true">
      <span className="comparison-name">Run</span>
      <div className="comparison-axis num" ref={ref}>
        {ticks.map((at) => (
          <span key={at} style={{ left: `calc((100% - 72px) * ${at / until})` }}>
            {timeText(at, step)} ms
          </span>
        ))}
      </div>
      <span className="comparison-end">Throughput</span>
    </div>
  );
}

function Mini({
  run,
  data,
  until,
}: {
  run: ComparedRunView;
  data: ScheduleData | undefined;
  until: number;
}): JSX.Element {
  const { ref, width } = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = usePaint();
  useLayoutEffect(
    () =>
      nextFrame(() => {
        const pen = penOf(canvas.current, width, HEIGHT);
        if (!pen || data === undefined) return;
        const colours = paint(pen.canvas);
        const place = { x: 0, y: 3, width: width - 72, height: HEIGHT - 6, until };
        drawMini(pen, data, colours, place);
        drawEnd(pen, colours, place, run.figures.elapsedMs, msText(run.figures.elapsedMs));
      }),
    [width, data, until, run, paint],
  );
  const { lanes, incarnations, aborts } = run.figures;
  return (
    <div className="comparison-mini" ref={ref}>
      <canvas
        ref={canvas}
        role="img"
        style={{ width, height: HEIGHT }}
        aria-label={`Schedule under ${run.policy}: ${whole(incarnations)} incarnations in ${lanes} ${lanes === 1 ? 'lane' : 'lanes'}, ${whole(aborts)} aborted`}
      />
    </div>
  );
}
