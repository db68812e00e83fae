import { Fragment, type JSX } from 'react';
import type { Explanation, SourceLine } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { ConflictCure } from '../cure/conflict-cure.tsx';
import { IncarnationState } from './incarnation-state.tsx';
import { layoutLanes } from './layout.ts';
import { step } from './navigate.ts';
import type { ScheduleData } from './schedule-data.ts';

const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

/** What is selected, and why it came to what it came to. */
export function Inspector({ data, row }: { data: ScheduleData; row: number }): JSX.Element {
  const { store } = useWorkbench();
  const told = useApp((state) => state.explanation);
  const act = store.getState;
  const go = (where: 'nextConflict' | 'lastConflict'): void => {
    const to = step(data, layoutLanes(data.lanes), act().rowFilter, row, where);
    if (to !== undefined) void act().selectRow(to);
  };
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inspector-head">
        Inspector
        <span className="end row">
          <IconButton small icon="chevronUp" label="Previous conflict (Shift+E)" onPress={() => go('lastConflict')} />
          <IconButton small icon="chevronDown" label="Next conflict (E)" onPress={() => go('nextConflict')} />
          <IconButton small icon="close" label="Close (Escape)" onPress={() => void act().selectRow(undefined)} />
        </span>
      </div>
      <div className="scroll" aria-busy={told === undefined}>
        {told && <Told data={data} told={told} />}
      </div>
    </aside>
  );
}

function Told({ data, told }: { data: ScheduleData; told: Explanation }): JSX.Element {
  const { store } = useWorkbench();
  const { tx, conflict } = told;
  const status = data.statusName(told.row);
  const pinned = useApp((state) => state.pinnedCells);
  const isPinned = pinned.some(({ key }) => key === conflict?.key);
  const act = store.getState;
  const runId = useApp((state) => state.shownRun?.id);
  return (
    <>
      <section className="is" aria-label="Transaction">
        <div className="row">
          <RuntimeGlyph runtime={tx.runtime} />
          <b>tx {data.txName(data.tx.at(told.row))}</b>
          <span className="end">
            <IncarnationState status={status} />
          </span>
        </div>
        <p className="mono call">{tx.call}</p>
        <p className="t3 micro">
          by {tx.sender}, block {tx.block}
        </p>
        <p className="small t2 say">{told.text}</p>
        {runId !== undefined && (
          <button className="link small" onClick={() => void act().showTouched(runId, tx.block, tx.index)}>
            Cells before and after
          </button>
        )}{' '}
        {runId !== undefined && (
          <button
            className="link small"
            title="Run this incarnation once more, step by step, with the values that it saw"
            onClick={() =>
              void act().startDebugging(
                { kind: 'incarnation', run: runId, row: told.row },
                `tx ${data.txName(data.tx.at(told.row))}`,
              )
            }
          >
            Debug
          </button>
        )}
      </section>
      {conflict && (
        <section className="is" aria-label="Cell">
          <h3>Cell</h3>
          <div className="row">
            <span className="mono cell" title={conflict.key}>
              {conflict.cell}
            </span>
            <span className="end row">
              <IconButton
                small
                icon="pin"
                label={isPinned ? 'Unpin the track of the cell' : 'Pin a track of the cell below the lanes'}
                onPress={() =>
                  isPinned ? act().unpinCell(conflict.key) : void act().pinCell(conflict.key, conflict.cell)
                }
              />
              {runId !== undefined && (
                <IconButton
                  small
                  icon="table"
                  label="Show the cell and its history in State"
                  onPress={() => void act().showCell(runId, conflict.key)}
                />
              )}
              <IconButton
                small
                icon="copy"
                label="Copy the raw key of the cell"
                onPress={() => void navigator.clipboard.writeText(conflict.key)}
              />
            </span>
          </div>
          <div className="versions">
            <VersionSide title="Version read" side={conflict.read} />
            <Icon name="arrow" />
            <VersionSide title="Version found" side={conflict.found} found />
          </div>
        </section>
      )}
      {conflict && (
        <section className="is" aria-label="Sources">
          <Source title="Read by" source={conflict.reader} what={tx.call} />
          {conflict.found.by && <Source title="Written by" source={conflict.writer} what={conflict.found.by.call} />}
          {conflict.variable && <Source title="Cell in" source={conflict.variable} what={conflict.cell} />}
        </section>
      )}
      {conflict && runId !== undefined && <ConflictCure run={runId} cellKey={conflict.key} />}
      <section className="is" aria-label="Incarnations">
        <h3>
          Incarnations <span className="end t3 num">{told.incarnations.length}</span>
        </h3>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">k</th>
              <th scope="col">Lane</th>
              <th scope="col" className="r">
                Start
              </th>
              <th scope="col" className="r">
                ms
              </th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {told.incarnations.map((one) => {
              const lane = data.lanes[one.lane];
              return (
                <tr key={one.row} className={one.row === told.row ? 'on' : ''}>
                  <td>
                    <button
                      className="link num"
                      aria-label={`Select incarnation ${one.incarnation}`}
                      aria-current={one.row === told.row}
                      onClick={() => void store.getState().selectRow(one.row)}
                    >
                      {one.incarnation}
                    </button>
                  </td>
                  <td className="mono">
                    {lane?.executor}·{(lane?.lane ?? 0) + 1}
                  </td>
                  <td className="r num">{ms(one.start)}</td>
                  <td className="r num">{one.start === null || one.end === null ? '–' : ms(one.end - one.start)}</td>
                  <td>
                    <IncarnationState status={one.status} />
                    {one.cause && <span className="t3 micro"> by tx {one.cause.tx}</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <section className="is" aria-label="Wasted work">
        <h3>
          Wasted work{' '}
          <span className="end num">
            {ms(told.wastedMs)} of {ms(told.totalMs)} ms
          </span>
        </h3>
        <span
          className="work-bar wasted"
          role="img"
          aria-label={`${told.totalMs > 0 ? Math.round((told.wastedMs / told.totalMs) * 100) : 0} % of the work on it was wasted`}
        >
          <i style={{ width: `${told.totalMs > 0 ? 100 - (told.wastedMs / told.totalMs) * 100 : 100}%` }} />
        </span>
      </section>
    </>
  );
}

type Side = NonNullable<Explanation['conflict']>['read'];

function VersionSide({ title, side, found = false }: { title: string; side: Side; found?: boolean }): JSX.Element {
  const { store } = useWorkbench();
  const { by } = side;
  return (
    <div className={found ? 'version found' : 'version'}>
      <span className="t3 micro">{title}</span>
      <b className="mono">{side.version}</b>
      {side.value !== null && (
        <span className="num small">
          {side.value.split(/(?<=,)/).map((digits, at) => (
            <Fragment key={at}>
              {digits}
              <wbr />
            </Fragment>
          ))}
        </span>
      )}
      {by === null ? (
        <span className="t2 micro">{side.version === 'genesis' ? 'never written' : 'an earlier block'}</span>
      ) : (
        <button className="link micro row" onClick={() => void store.getState().selectRow(by.row)}>
          <RuntimeGlyph runtime={by.runtime} />
          <span className="ell">
            tx {by.tx} {by.call}
          </span>
        </button>
      )}
    </div>
  );
}

/** How sure a line is, where it is not simply the one. */
const PRECISION: Readonly<Record<SourceLine['precision'], { readonly text: string; readonly about: string } | null>> = {
  statement: null,
  optimised: {
    text: 'optimised',
    about:
      'The instruction was made of this line; with the optimiser on, what it stands for may have been moved or merged',
  },
  named: { text: 'by name', about: 'The function that ran is known, and this is where it names the variable' },
  function: { text: 'function', about: 'Only the function that ran is known, not the line in it' },
};

function Source({ title, source, what }: { title: string; source: SourceLine | null; what: string }): JSX.Element {
  const { store } = useWorkbench();
  if (source === null)
    return (
      <h3>
        {title} <span className="mono t2 ell">{what}</span>
      </h3>
    );
  const note = PRECISION[source.precision];
  const file = source.path.slice(source.path.lastIndexOf('/') + 1);
  return (
    <>
      <h3>
        {title}
        {note && (
          <span className="t3 micro" title={note.about}>
            {note.text}
          </span>
        )}
        <button
          className="link end"
          title={source.path}
          onClick={() => void store.getState().openFile(source.path, { line: source.line, column: 1 })}
        >
          {file}:{source.line}
        </button>
      </h3>
      <div className="snip mono">
        <i>{source.line}</i>
        <span className="ell">{source.text}</span>
      </div>
    </>
  );
}
