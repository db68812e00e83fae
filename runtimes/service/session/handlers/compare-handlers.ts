import { err, ok } from '../../../core/result.ts';
import { comparedTrace } from '../../../workspace/compare/compared-trace.ts';
import { comparisonReport } from '../../../workspace/compare/comparison-report.ts';
import type { ComparedRun } from '../../../workspace/compare/compare-runs.ts';
import { laneCountsOf } from '../../../workspace/scenario/lane-counts.ts';
import type { Handlers } from '../../server/handlers.ts';
import { dependenciesView } from '../dependencies-view.ts';
import { SchedulePages } from '../schedule-page.ts';
import type { Session } from '../session.ts';
import { serviceError } from './file-handlers.ts';

type CompareMethods = Extract<keyof Handlers, `compare.${string}`>;

export function compareHandlers({ comparisons, files }: Session): Pick<Handlers, CompareMethods> {
  const pages = new WeakMap<ComparedRun['recorder'], SchedulePages>();
  return {
    'compare.start': async ({ path, clock, variants }) => {
      const file = await files.absolute(path);
      if (!file.ok) return err(serviceError(file.error));
      const wanted = variants.map(({ policy, lanes, seed }) => ({
        source: 'as written',
        file: file.value,
        policy,
        lanes: lanes && laneCountsOf(lanes),
        seed,
      }));
      return comparisons.start(path, file.value, clock, wanted);
    },
    'compare.cancel': async ({ comparison }) => {
      const cancelled = await comparisons.cancel(comparison);
      return cancelled.ok ? ok({}) : cancelled;
    },
    'compare.newest': () => Promise.resolve(ok({ comparison: comparisons.newest })),
    'compare.schedule': ({ comparison, run, since }) => {
      const found = comparisons.run(comparison, run);
      if (!found.ok) return Promise.resolve(found);
      const { recorder, cellName } = found.value;
      const of = pages.get(recorder) ?? new SchedulePages(recorder);
      pages.set(recorder, of);
      return Promise.resolve(ok(of.page(since, cellName)));
    },
    'compare.dependencies': ({ comparison, run }) => {
      const found = comparisons.run(comparison, run);
      return Promise.resolve(found.ok ? ok(dependenciesView(found.value)) : found);
    },
    'compare.trace': ({ comparison, run }) => {
      const found = comparisons.run(comparison, run);
      return Promise.resolve(found.ok ? ok(comparedTrace(found.value, run + 1)) : found);
    },
    'compare.report': ({ comparison: id }) => {
      const comparison = comparisons.get(id);
      if (!comparison.ok) return Promise.resolve(comparison);
      const { clock, runs } = comparison.value;
      const report = comparisonReport(clock, runs);
      const name = `${(runs[0]?.scenario ?? 'comparison').replaceAll(/[^\w.-]+/g, '-')}-comparison.json`;
      return Promise.resolve(ok({ name, json: JSON.stringify(report, undefined, 2) }));
    },
  };
}
