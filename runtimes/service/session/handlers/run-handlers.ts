import type { CellKey } from '../../../core/cell.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { traceEvents } from '../../../workspace/schedule/trace-events.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { GateView } from '../../contract/runs.ts';
import { laneCountsOf } from '../../../workspace/scenario/lane-counts.ts';
import type { Handlers } from '../../server/handlers.ts';
import { base64 } from '../columns.ts';
import { explainIncarnation, nameCell } from '../explain-incarnation.ts';
import { gateView } from '../gate-view.ts';
import type { Run } from '../runs.ts';
import { SchedulePages } from '../schedule-page.ts';
import type { Session } from '../session.ts';
import { serviceError } from './file-handlers.ts';

type RunMethods = Extract<keyof Handlers, `run.${string}`>;

export function runHandlers({ runs, comparisons, files, root }: Session): Pick<Handlers, RunMethods> {
  const pages = new WeakMap<Run['recorder'], SchedulePages>();
  const held = (id: number, change: (run: Run) => void): Promise<Result<GateView, ServiceError>> => {
    const run = runs.get(id);
    if (!run.ok) return Promise.resolve(run);
    if (run.value.view.state !== 'running')
      return Promise.resolve(err({ code: 'refused', message: `run ${id} is over` }));
    change(run.value);
    return Promise.resolve(ok(gateView(run.value)));
  };
  return {
    'run.start': async ({ path, policy, seed, lanes, paused }) => {
      const file = await files.absolute(path);
      if (!file.ok) return err(serviceError(file.error));
      if (comparisons.isRunning)
        return err({ code: 'refused', message: 'a comparison is running: wait for its end, or cancel it' });
      return runs.start({ file: file.value, path, policy, seed, lanes: lanes && laneCountsOf(lanes), paused });
    },
    'run.cancel': async ({ run: id }) => {
      const run = runs.get(id);
      if (!run.ok) return run;
      run.value.cancel.abort();
      await run.value.ended;
      return ok({});
    },
    'run.pause': ({ run: id }) => held(id, ({ gate }) => gate.pause()),
    'run.resume': ({ run: id }) => held(id, ({ gate }) => gate.resume()),
    'run.step': ({ run: id }) => held(id, ({ gate }) => gate.step()),
    'run.stop': async ({ run: id }) => {
      const run = runs.get(id);
      if (!run.ok) return run;
      await runs.stop(run.value);
      return ok({});
    },
    'run.killExecutor': ({ run: id, executor }) => {
      const run = runs.get(id);
      const killed = run.ok ? runs.kill(run.value, executor) : run;
      return Promise.resolve(killed.ok ? ok({}) : killed);
    },
    'run.mempool': ({ run: id, executor, state, offset, limit }) => {
      const run = runs.get(id);
      if (!run.ok) return Promise.resolve(run);
      const { mempools, recorder } = run.value;
      const entries = mempools.list(executor, state, offset, limit);
      const firsts = new Map(recorder.blocks.map(({ number, first }) => [number, first]));
      return Promise.resolve(
        ok(
          entries.map(({ number, label, sender, nonce, tip, block, index }) => ({
            number,
            label,
            sender,
            nonce,
            tip,
            tx: block === undefined ? null : (firsts.get(block) ?? 0) + (index ?? 0),
          })),
        ),
      );
    },
    'run.list': () => Promise.resolve(ok(runs.list())),
    'run.schedule': ({ run: id, since }) => {
      const run = runs.get(id);
      if (!run.ok) return Promise.resolve(run);
      const { recorder } = run.value;
      const of = pages.get(recorder) ?? new SchedulePages(recorder);
      pages.set(recorder, of);
      return Promise.resolve(ok(of.page(since, (key) => nameCell(run.value, key))));
    },
    'run.explain': async ({ run: id, row }) => {
      const run = runs.get(id);
      if (!run.ok) return run;
      const explained = await explainIncarnation({ run: run.value, finder: runs.finder, root }, row);
      return explained === undefined
        ? err({ code: 'notFound', message: `run ${id} has no incarnation number ${row}` })
        : ok(explained);
    },
    'run.uses': ({ run: id, key }) => {
      const run = runs.get(id);
      if (!run.ok) return Promise.resolve(run);
      const uses = run.value.recorder.accesses.uses(key as CellKey);
      return Promise.resolve(
        ok({
          row: base64(Uint32Array.from(uses, ({ row }) => row)),
          use: base64(Uint8Array.from(uses, ({ reads, writes }) => (reads ? 1 : 0) + (writes ? 2 : 0))),
        }),
      );
    },
    'run.verify': async ({ run: id }) => {
      const run = runs.get(id);
      return run.ok ? runs.verify(run.value) : run;
    },
    'run.trace': ({ run: id }) => {
      const run = runs.get(id);
      if (!run.ok) return Promise.resolve(run);
      const { recorder, view } = run.value;
      const about = { scenario: view.scenario, policy: view.policy, seed: String(view.seed) };
      const file = traceEvents(recorder, (key) => nameCell(run.value, key), about);
      const name = `${view.scenario.replaceAll(/[^\w.-]+/g, '-')}-${view.policy}.trace.json`;
      return Promise.resolve(ok({ name, json: JSON.stringify(file) }));
    },
  };
}
