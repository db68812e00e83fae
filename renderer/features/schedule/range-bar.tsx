import { useMemo, type JSX } from 'react';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton } from '../../ui/controls.tsx';
import { counted } from '../../ui/format.ts';
import { rangeFigures, type TimeRange } from './range-figures.ts';
import type { ScheduleData } from './schedule-data.ts';

/** Figures of the range that is selected in the ruler. */
export function RangeBar({
  data,
  version,
  range,
  onShow,
  onClear,
}: {
  data: ScheduleData;
  version: number;
  range: TimeRange;
  onShow: () => void;
  onClear: () => void;
}): JSX.Element {
  const filter = useApp((state) => state.rowFilter);
  // The data changes in place.
  const figures = useMemo(() => rangeFigures(data, range, filter), [data, version, range, filter]);
  const { incarnations, conflicts, committed, usefulMs, wastedMs, occupancy, hottest } = figures;
  const work = usefulMs + wastedMs;
  const parts = [
    `${(range.to - range.from).toFixed(2)} ms from ${range.from.toFixed(2)}`,
    counted(incarnations, 'incarnation'),
    `${conflicts.toLocaleString('en')} aborted`,
    `${committed.toLocaleString('en')} committed`,
    `${work > 0 ? Math.round((wastedMs / work) * 100) : 0} % wasted work`,
    `${Math.round(occupancy * 100)} % occupied`,
    ...(hottest ? [`hottest: ${hottest.cell} (${hottest.conflicts.toLocaleString('en')})`] : []),
  ];
  return (
    <div className="range-bar micro" role="group" aria-label="Selected range">
      <span className="num" role="status">
        {parts.map((part, n) => (
          <span key={n}>{part}</span>
        ))}
      </span>
      <Button kind="small" icon="fit" onPress={onShow}>
        Zoom to range
      </Button>
      <IconButton small icon="close" label="Clear the range (Escape)" onPress={onClear} />
    </div>
  );
}
