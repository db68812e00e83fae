import { useMemo, type JSX } from 'react';
import type { RunView } from '../../../runtimes/service/contract/runs.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { counted } from '../../ui/format.ts';
import { telling } from './navigate.ts';
import type { ScheduleData } from './schedule-data.ts';

/** Under a run that is done, while nothing is selected: where to begin. */
export function FirstConflict({
  data,
  version,
  run,
  onSelect,
}: {
  data: ScheduleData;
  version: number;
  run: RunView;
  onSelect: (row: number) => void;
}): JSX.Element | null {
  const filter = useApp((state) => state.rowFilter);
  // The data changes in place.
  const row = useMemo(() => telling(data, filter), [data, version, filter]);
  if (row === undefined) return null;
  return (
    <div className="range-bar micro">
      <span className="num t2">
        {counted(run.sums.aborts, 'incarnation')} aborted: somebody else wrote what they had read.
      </span>
      <Button kind="small" icon="aborted" onPress={() => onSelect(row)}>
        Explain a conflict
      </Button>
    </div>
  );
}
