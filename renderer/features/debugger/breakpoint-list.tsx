import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, TextField } from '../../ui/controls.tsx';
import { VirtualTree, type TreeRow } from '../../ui/virtual-tree.tsx';
import { nameOf } from '../explorer/tree-of.ts';
import { BreakpointFieldsForm } from './breakpoint-fields.tsx';
import {
  FILTER_WORDS,
  glyphClass,
  idOf,
  isOn,
  otherWords,
  type Breakpoint,
  type OtherBreakpoint,
} from './breakpoints.ts';
import { Part } from './part.tsx';
import { treeHeight } from './tree-height.ts';

type Shown =
  | { readonly path: string; readonly breakpoint: Breakpoint; readonly other?: undefined }
  | { readonly path?: undefined; readonly breakpoint?: undefined; readonly other: OtherBreakpoint };
type BreakpointRow = TreeRow & Shown;

/** Where it stops: lines, functions, cells and instructions, with their conditions, and what happens. */
export function BreakpointList(): JSX.Element {
  const { store } = useWorkbench();
  const breakpoints = useApp((state) => state.breakpoints);
  const others = useApp((state) => state.breakOthers);
  const filters = useApp((state) => state.breakFilters);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const { clearBreakpoints, setBreakFilter, openFile, switchAllBreakpoints } = store.getState();
  const rows = rowsOf([
    ...Object.entries(breakpoints).flatMap(([path, list]) => list.map((breakpoint) => ({ path, breakpoint }))),
    ...others.map((other) => ({ other })),
  ]);
  const chosen = rows.find(({ id }) => id === current);
  const remove = ({ path, breakpoint, other }: BreakpointRow): void => {
    if (other !== undefined) store.getState().removeBreak(other);
    else store.getState().toggleBreakpoint(path, breakpoint.line);
  };
  const flip = ({ path, breakpoint, other }: BreakpointRow): void => {
    const { switchBreak, switchBreakpoint } = store.getState();
    if (other !== undefined) switchBreak(other, !isOn(other));
    else switchBreakpoint(path, breakpoint.line, !isOn(breakpoint));
  };
  const isAnyOn = rows.some(({ checked }) => checked === true);
  return (
    <Part
      title="Breakpoints"
      end={
        rows.length > 0 && (
          <>
            {chosen && <IconButton small icon="close" label={`Remove ${chosen.text}`} onPress={() => remove(chosen)} />}
            <IconButton
              small
              icon={isAnyOn ? 'slash' : 'check'}
              label={isAnyOn ? 'Switch all breakpoints off' : 'Switch all breakpoints on'}
              onPress={() => switchAllBreakpoints(!isAnyOn)}
            />
            <IconButton small icon="trash" label="Remove all breakpoints" onPress={clearBreakpoints} />
          </>
        )
      }
    >
      <div className="debug-filters" role="group" aria-label="Stop where">
        {FILTER_WORDS.map(({ id, text }) => (
          <label key={id} className="row small">
            <input
              type="checkbox"
              checked={filters.includes(id)}
              onChange={({ target }) => setBreakFilter(id, target.checked)}
            />
            {text}
          </label>
        ))}
      </div>
      {rows.length > 0 && (
        <div className="debug-tree" style={treeHeight(rows.length, 5)}>
          <VirtualTree
            label="Breakpoints"
            namedByContent
            rows={rows}
            current={chosen?.id}
            onCurrent={({ id }) => setCurrent(id)}
            onToggle={() => undefined}
            onActivate={({ path, breakpoint }) => {
              if (path !== undefined) void openFile(path, { line: breakpoint.line, column: 1 });
            }}
            onKey={({ key }, row) => {
              if (row === undefined || ![' ', 'Delete', 'Backspace'].includes(key)) return false;
              if (key === ' ') flip(row);
              else remove(row);
              return true;
            }}
          >
            {(row) => <Row row={row} onFlip={() => flip(row)} />}
          </VirtualTree>
        </div>
      )}
      {chosen?.breakpoint && <BreakpointFieldsForm key={chosen.id} path={chosen.path} breakpoint={chosen.breakpoint} />}
      {chosen?.other && <Condition key={chosen.id} other={chosen.other} />}
      <FunctionField />
    </Part>
  );
}

const rowsOf = (all: readonly Shown[]): readonly BreakpointRow[] =>
  all.map((one, n) => ({
    ...one,
    ...(one.other === undefined
      ? { id: `${one.path}:${one.breakpoint.line}`, text: `${nameOf(one.path)}:${one.breakpoint.line}` }
      : { id: idOf(one.other), text: otherWords(one.other) }),
    checked: isOn(one.breakpoint ?? one.other),
    level: 1,
    position: n + 1,
    siblings: all.length,
  }));

function Row({
  row: { text, path, breakpoint, other, checked },
  onFlip,
}: {
  row: BreakpointRow;
  onFlip: () => void;
}): JSX.Element {
  const { note, condition } = breakpoint ?? other;
  const { log = '', hits = '' } = breakpoint ?? {};
  const about = [condition, hits, log === '' ? '' : `says ${log}`].filter((part) => part !== '').join(', ');
  return (
    <>
      {/* The row itself says whether it is checked, and Space does the same. */}
      <input
        type="checkbox"
        className="breakpoint-switch"
        aria-hidden="true"
        tabIndex={-1}
        title={checked === true ? 'Switch off (Space)' : 'Switch on (Space)'}
        checked={checked === true}
        onChange={onFlip}
        onClick={(event) => event.stopPropagation()}
      />
      <span className={glyphClass({ ...(breakpoint ?? other), kind: other?.kind })} />
      <span className="mono ell t1" title={path ?? text}>
        {text}
      </span>
      <span className="ell t3 micro end" title={note}>
        {checked === true ? (note ?? about) : ['off', about].filter((part) => part !== '').join(', ')}
      </span>
    </>
  );
}

function Condition({ other }: { other: OtherBreakpoint }): JSX.Element {
  const { store } = useWorkbench();
  const [text, setText] = useState(other.condition);
  return (
    <div className="debug-field">
      <TextField
        label="Stops there only where"
        mono
        value={text}
        onChange={setText}
        onSubmit={() => store.getState().conditionBreak(other, text)}
        placeholder="amount > 100, then Enter"
      />
    </div>
  );
}

function FunctionField(): JSX.Element {
  const { store } = useWorkbench();
  const [name, setName] = useState('');
  const add = (): void => {
    if (name.trim() === '') return;
    store.getState().addBreak({ kind: 'function', name: name.trim(), condition: '' });
    setName('');
  };
  return (
    <div className="debug-field">
      <TextField
        label="Break at a function"
        hideLabel
        mono
        value={name}
        onChange={setName}
        onSubmit={add}
        placeholder="Function: transfer, or Token.transfer"
      />
    </div>
  );
}
