import { useMemo, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { grouped } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { VirtualTree, type TreeRow } from '../../ui/virtual-tree.tsx';
import type { FlameCall } from './flame-layout.ts';
import { levelOf, shareText, type LineCost } from './gas-levels.ts';

interface CallRow extends TreeRow {
  readonly one: FlameCall;
  readonly share: number;
}

/** What the graph shows, as a tree in rows. Enter goes to the call's first step. */
export function CallTable({ calls }: { calls: readonly FlameCall[] }): JSX.Element {
  const { store } = useWorkbench();
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows = useMemo(() => callRows(calls, closed), [calls, closed]);
  return (
    <VirtualTree
      label="Gas by call"
      columns={['Call', 'Gas', 'Its own', 'Share']}
      namedByContent
      rows={rows}
      current={current}
      onCurrent={({ id }) => setCurrent(id)}
      onToggle={({ one }, isOpen) => {
        const next = new Set(closed);
        if (isOpen) next.delete(one.index);
        else next.add(one.index);
        setClosed(next);
      }}
      onActivate={({ one }) => void store.getState().jumpTo(one.call.start)}
      onKey={({ key }, row) => {
        if (row?.open === undefined || key !== 'Enter') return false;
        void store.getState().jumpTo(row.one.call.start);
        return true;
      }}
    >
      {({ one: { call, gas }, share }) => (
        <>
          <span role="gridcell" className="row ell grow">
            <RuntimeGlyph runtime={call.runtime} />
            <span className="mono ell t1" title={call.title}>
              {call.title}
            </span>
            {call.failed && call.isFrame && <span className="st st-reverted">failed</span>}
          </span>
          <Figures figures={[grouped(String(gas)), grouped(String(call.gas)), shareText(share)]} />
        </>
      )}
    </VirtualTree>
  );
}

function callRows(calls: readonly FlameCall[], closed: ReadonlySet<number>): readonly CallRow[] {
  const all = calls[0]?.gas ?? 0;
  const rows: CallRow[] = [];
  const hidden = new Set<number>();
  const places = new Map(calls.flatMap(({ children }) => children.map((child, n) => [child, n + 1] as const)));
  for (const one of calls) {
    const { index, call, depth, children } = one;
    if (hidden.has(call.parent) || closed.has(call.parent)) {
      hidden.add(index);
      continue;
    }
    rows.push({
      id: String(index),
      level: depth + 1,
      text: call.title,
      open: children.length === 0 ? undefined : !closed.has(index),
      position: places.get(index) ?? 1,
      siblings: calls[call.parent]?.children.length ?? 1,
      one,
      share: all === 0 ? 0 : one.gas / all,
    });
  }
  return rows;
}

interface LineRow extends TreeRow {
  readonly path: string;
  readonly line: number;
  readonly cost: LineCost;
}

/** Lines with what they cost, the dearest first. Enter shows the line. */
export function LineTable(): JSX.Element {
  const { store } = useWorkbench();
  const lineGas = useApp((state) => state.lineGas);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows = useMemo((): readonly LineRow[] => {
    const all = Object.entries(lineGas?.files ?? {})
      .flatMap(([path, lines]) => [...lines].map(([line, cost]) => ({ path, line, cost })))
      .sort((a, b) => b.cost.gas - a.cost.gas);
    return all.map(({ path, line, cost }, n) => ({
      id: `${path}:${line}`,
      level: 1,
      text: `${path}:${line}`,
      position: n + 1,
      siblings: all.length,
      path,
      line,
      cost,
    }));
  }, [lineGas]);
  if (lineGas !== undefined && rows.length === 0)
    return <p className="small t3 gas-note">No line of a source is known of what it ran.</p>;
  return (
    <VirtualTree
      label="Gas by line"
      columns={['Line', 'Gas', 'Steps', 'Share']}
      namedByContent
      rows={rows}
      current={current}
      onCurrent={({ id }) => setCurrent(id)}
      onToggle={() => undefined}
      onActivate={({ path, line }) => void store.getState().openFile(path, { line, column: 1 })}
    >
      {({ text, cost: { gas, steps, share } }) => (
        <>
          <span role="gridcell" className="row ell grow">
            <span className={`gas-swatch gas-heat-${levelOf(share)}`} aria-hidden="true" />
            <span className="mono ell t1" title={text}>
              {text}
            </span>
          </span>
          <Figures figures={[grouped(String(gas)), grouped(String(steps)), shareText(share)]} />
        </>
      )}
    </VirtualTree>
  );
}

const Figures = ({ figures }: { figures: readonly string[] }): JSX.Element => (
  <>
    {figures.map((text, n) => (
      <span key={n} role="gridcell" className="num gas-figure">
        {text}
      </span>
    ))}
  </>
);
