import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, TextField } from '../../ui/controls.tsx';
import { VirtualTree, type TreeRow } from '../../ui/virtual-tree.tsx';
import { nameOf } from '../explorer/tree-of.ts';
import { FILTER_WORDS, type Breakpoint } from './breakpoints.ts';
import { treeHeight } from './tree-height.ts';

interface BreakpointRow extends TreeRow {
  readonly path: string;
  readonly breakpoint: Breakpoint;
}

/** Where it stops: lines, with their conditions, and what happens. */
export function BreakpointList(): JSX.Element {
  const { store } = useWorkbench();
  const breakpoints = useApp((state) => state.breakpoints);
  const filters = useApp((state) => state.breakFilters);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const { toggleBreakpoint, clearBreakpoints, setBreakFilter, openFile } = store.getState();
  const all = Object.entries(breakpoints).flatMap(([path, list]) => list.map((breakpoint) => ({ path, breakpoint })));
  const rows = all.map(({ path, breakpoint }, n): BreakpointRow => ({
    id: `${path}:${breakpoint.line}`,
    level: 1,
    text: [`${nameOf(path)}:${breakpoint.line}`, breakpoint.condition, breakpoint.note ?? '']
      .filter((part) => part !== '')
      .join(', '),
    position: n + 1,
    siblings: all.length,
    path,
    breakpoint,
  }));
  const chosen = rows.find(({ id }) => id === current);
  const remove = ({ path, breakpoint }: BreakpointRow): void => toggleBreakpoint(path, breakpoint.line);
  return (
    <section className="debug-part" aria-label="Breakpoints">
      <h2>
        Breakpoints
        {rows.length > 0 && (
          <span className="end row">
            {chosen && <IconButton small icon="close" label={`Remove ${chosen.text}`} onPress={() => remove(chosen)} />}
            <IconButton small icon="trash" label="Remove all breakpoints" onPress={clearBreakpoints} />
          </span>
        )}
      </h2>
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
            onActivate={({ path, breakpoint: { line } }) => void openFile(path, { line, column: 1 })}
            onKey={({ key }, row) => {
              if (row === undefined || (key !== 'Delete' && key !== 'Backspace')) return false;
              remove(row);
              return true;
            }}
          >
            {({ path, breakpoint: { line, condition, note } }) => (
              <>
                <span className={`breakpoint-glyph ${condition === '' ? '' : 'conditional'} ${note ? 'unmet' : ''}`} />
                <span className="mono ell t1" title={path}>
                  {nameOf(path)}:{line}
                </span>
                <span className="ell t3 micro end" title={note}>
                  {note ?? condition}
                </span>
              </>
            )}
          </VirtualTree>
        </div>
      )}
      {chosen && <Condition key={chosen.id} row={chosen} />}
    </section>
  );
}

function Condition({ row: { path, breakpoint } }: { row: BreakpointRow }): JSX.Element {
  const { store } = useWorkbench();
  const [text, setText] = useState(breakpoint.condition);
  return (
    <div className="debug-field">
      <TextField
        label={`Stops at line ${breakpoint.line} only where`}
        mono
        value={text}
        onChange={setText}
        onSubmit={() => store.getState().setCondition(path, breakpoint.line, text)}
        placeholder="amount > 100, then Enter"
      />
    </div>
  );
}
