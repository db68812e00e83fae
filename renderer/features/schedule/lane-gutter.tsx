import type { JSX } from 'react';
import type { RunView, ScheduleOutage } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton } from '../../ui/controls.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { useAtMost } from '../../ui/use-at-most.ts';
import { GROUP_HEIGHT, type LaneLayout } from './layout.ts';
import { PoolQueue } from './pool-queue.tsx';

/** Between two counts while it runs, ms. */
const TOLD = 250;

/** Executors and their lanes, left of the bars. */
export function LaneGutter({
  layout,
  outages,
  running,
}: {
  layout: LaneLayout;
  outages: readonly ScheduleOutage[];
  running: boolean;
}): JSX.Element {
  const { store } = useWorkbench();
  const isDown = (id: string): boolean => outages.some(({ executor, to }) => executor === id && to === null);
  return (
    <div className="gutter">
      {layout.groups.map(({ executor, runtime, lanes }) => (
        <div key={executor}>
          <div className="lane-group" style={{ height: GROUP_HEIGHT }}>
            <RuntimeGlyph runtime={runtime} named={!running} /> <span className="mono t3 grow ell">{executor}</span>
            {running && (
              <IconButton
                small
                icon="power"
                label={
                  isDown(executor)
                    ? `${executor} is being started again`
                    : `Kill ${executor}: its process ends as in a crash. What its lanes had runs again, a new process is started, nothing is lost`
                }
                isDisabled={isDown(executor)}
                onPress={() => void store.getState().killExecutor(executor)}
              />
            )}
          </div>
          {lanes.map(({ id, number }) => (
            <div key={id} className="lane-head">
              lane {number}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The mempool of each executor, above its lanes. */
export function PoolBands({ layout, run }: { layout: LaneLayout; run: RunView | undefined }): JSX.Element {
  const runtimes = useApp(({ host }) => host?.runtimes);
  const goesOn = run?.state === 'running' && run.gate.state === 'running';
  const mempools = useAtMost(run?.mempools ?? [], TOLD, !goesOn);
  return (
    <>
      {layout.groups.map(({ executor, runtime, top }) => {
        const counts = mempools.find((one) => one.executor === executor);
        return (
          <div key={executor} className="group-band" style={{ top, height: GROUP_HEIGHT }}>
            {counts && (
              <PoolQueue counts={counts} hue={runtimes?.find(({ id }) => id === runtime)?.look?.hue ?? 'violet'} />
            )}
          </div>
        );
      })}
    </>
  );
}
