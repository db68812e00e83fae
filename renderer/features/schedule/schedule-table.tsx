/** The same incarnations as rows: what the lanes show, for whoever reads or listens. */
import { useMemo, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { blockOf, indexOf, type Version } from '../../../runtimes/core/version.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { IncarnationState } from './incarnation-state.tsx';
import { announcement } from './navigate.ts';
import type { ScheduleData } from './schedule-data.ts';

const COLUMNS = [
  'Tx',
  'k',
  'Call',
  'Sender',
  'Runtime',
  'Lane',
  'Start',
  'Length',
  'Outcome',
  'Cause',
  'Cell',
  'Versions',
] as const;
type ColumnName = (typeof COLUMNS)[number];

/** What a column is sorted by. */
const keyOf: Readonly<Record<ColumnName, (data: ScheduleData, row: number) => number | string>> = {
  Tx: (data, row) => data.tx.at(row),
  k: (data, row) => data.incarnation.at(row),
  Call: (data, row) => data.label(row),
  Sender: (data, row) => data.sender(row),
  Runtime: (data, row) => data.runtime(row),
  Lane: (data, row) => data.lane.at(row),
  Start: (data, row) => data.start.at(row),
  Length: (data, row) => data.endOf(row) - data.start.at(row),
  Outcome: (data, row) => data.statusName(row),
  Cause: (data, row) => data.cause.at(row),
  Cell: (data, row) => data.cells[data.cell.at(row)] ?? '',
  Versions: (data, row) => data.found.at(row),
};

const versionText = (version: number): string =>
  version < 0 ? '' : version === 0 ? 'genesis' : `(${blockOf(version as Version)}, ${indexOf(version as Version)})`;

export function ScheduleTable({ data, version }: { data: ScheduleData; version: number }): JSX.Element {
  const { store } = useWorkbench();
  const selected = useApp((state) => state.selectedRow);
  const filter = useApp((state) => state.rowFilter);
  const [sort, setSort] = useState<{ column: ColumnName; down: boolean }>({ column: 'Start', down: false });
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => {
    const all: number[] = [];
    for (let row = 0; row < data.count; row++) if (filter === undefined || filter(data, row)) all.push(row);
    const keys = new Map(all.map((row) => [row, keyOf[sort.column](data, row)]));
    const order = (a: number, b: number): number => {
      const [left, right] = [keys.get(a) ?? 0, keys.get(b) ?? 0];
      return (left < right ? -1 : left > right ? 1 : a - b) * (sort.down ? -1 : 1);
    };
    return all.sort(order);
    // The data changes in place.
  }, [data, version, filter, sort]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 24,
    overscan: 12,
  });
  const select = (at: number): void => {
    const row = rows[Math.min(Math.max(at, 0), rows.length - 1)];
    if (row === undefined) return;
    void store.getState().selectRow(row);
    virtual.scrollToIndex(rows.indexOf(row));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = selected === undefined ? -1 : rows.indexOf(selected);
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 240) / 24) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) select(next);
    else if (event.key === 'e' || event.key === 'E') {
      const by = event.key === 'e' ? 1 : -1;
      for (let n = at + by; n >= 0 && n < rows.length; n += by)
        if (data.isConflict(rows[n] as number)) {
          select(n);
          break;
        }
    } else if (event.key === 't' || event.key === 'T') store.getState().showAsTable(false);
    else if (event.key === 'Escape' && selected !== undefined) void store.getState().selectRow(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="chart">
      <div
        className="schedule-grid"
        ref={scroll}
        role="grid"
        aria-label="Incarnations"
        aria-rowcount={rows.length + 1}
        aria-colcount={COLUMNS.length}
        aria-activedescendant={selected === undefined ? undefined : `incarnation-${selected}`}
        tabIndex={0}
        onKeyDown={onKey}
      >
        <div className="grid-row grid-head" role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <span
              key={column}
              role="columnheader"
              aria-sort={sort.column !== column ? 'none' : sort.down ? 'descending' : 'ascending'}
            >
              <button tabIndex={-1} onClick={() => setSort({ column, down: sort.column === column && !sort.down })}>
                {column}
                {sort.column === column && <span aria-hidden="true">{sort.down ? ' ↓' : ' ↑'}</span>}
              </button>
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={row}
                id={`incarnation-${row}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={row === selected}
                className={row === selected ? 'grid-row on' : 'grid-row'}
                style={{ top: start }}
                onClick={() => void store.getState().selectRow(row)}
              >
                <Cells data={data} row={row} />
              </div>
            );
          })}
        </div>
      </div>
      <div className="hidden-visually" role="status">
        {selected === undefined ? '' : announcement(data, selected)}
      </div>
    </div>
  );
}

function Cells({ data, row }: { data: ScheduleData; row: number }): JSX.Element {
  const lane = data.lanes[data.lane.at(row)];
  const start = data.start.at(row);
  const cause = data.cause.at(row);
  const conflict = data.cell.at(row) >= 0;
  const cells: readonly (JSX.Element | string)[] = [
    data.txName(data.tx.at(row)),
    String(data.incarnation.at(row)),
    data.label(row),
    data.sender(row),
    <RuntimeGlyph key="runtime" runtime={data.runtime(row)} named />,
    `${lane?.executor ?? ''}·${(lane?.lane ?? 0) + 1}`,
    Number.isNaN(start) ? '' : start.toFixed(2),
    Number.isNaN(start) ? '' : (data.endOf(row) - start).toFixed(3),
    <IncarnationState key="state" status={data.statusName(row)} />,
    cause < 0 ? '' : `tx ${data.txName(data.tx.at(cause))}`,
    conflict ? (data.cells[data.cell.at(row)] ?? '') : '',
    conflict ? `${versionText(data.read.at(row))} → ${versionText(data.found.at(row))}` : '',
  ];
  return (
    <>
      {cells.map((cell, n) => (
        <span key={COLUMNS[n]} role="gridcell" className="ell">
          {cell}
        </span>
      ))}
    </>
  );
}
