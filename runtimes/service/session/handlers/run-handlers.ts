import type { CellKey } from '../../../core/cell.ts';
import { err, ok } from '../../../core/result.ts';
import { traceEvents } from '../../../workspace/schedule/trace-events.ts';
import type { Handlers } from '../../server/handlers.ts';
import { base64 } from '../columns.ts';
import { explainIncarnation, nameCell } from '../explain-incarnation.ts';
import type { Run } from '../runs.ts';
import { SchedulePages } from '../schedule-page.ts';
import type { Session } from '../session.ts';
import { serviceError } from './file-handlers.ts';

type RunMethods = Extract<keyof Handlers, `run.${string}`>;

export function runHandlers({ runs, comparisons, files, root }: Session): Pick<Handlers, RunMethods> {
  const pages = new WeakMap<Run['recorder'], SchedulePages>();
  return {
    'run.start': async ({ path, policy, seed, lanes }) => {
      const file = await files.absolute(path);
      if (!file.ok) return err(serviceError(file.error));
      if (comparisons.isRunning)
        return err({ code: 'refused', message: 'a comparison is running: wait for its end, or cancel it' });
      return runs.start({ file: file.value, path, policy, seed, lanes });
    },
    'run.cancel': async ({ run: id }) => {
      const run = runs.get(id);
      if (!run.ok) return run;
      run.value.cancel.abort();
      await run.value.ended;
      return ok({});
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
