/** How a run is held, as windows see it: transactions by their number in the whole traffic, bars by their row. */
import type { SchedulerStep } from '../../workspace/run/run-gate.ts';
import type { DecisionView, GateView } from '../contract/runs.ts';
import type { Run } from './runs.ts';

export function gateView({ gate, recorder }: Pick<Run, 'gate' | 'recorder'>): GateView {
  const firstOf = (block: number): number => recorder.blocks.find(({ number }) => number === block)?.first ?? 0;
  const decision = (block: number, step: SchedulerStep): DecisionView => {
    const { kind, index, incarnation } = step;
    const row = recorder.rowOf(block, index, incarnation) ?? null;
    const lane = kind === 'commit' ? undefined : step.lane;
    const [executor, place] = lane === undefined ? [null, null] : [lane.executor, lane.lane];
    return { kind, tx: firstOf(block) + index, incarnation, row, executor, lane: place };
  };
  const { last, next, owed, state } = gate;
  return {
    state: state === 'open' ? 'running' : state === 'closed' ? 'paused' : 'stopping',
    owed,
    last: last
      ? {
          ...decision(last.block, last.step),
          outcome: last.outcome,
          aborted: last.aborted.map((index) => firstOf(last.block) + index),
        }
      : null,
    next: next ? decision(next.block, next.step) : null,
  };
}
