import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { grouped } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { nameOf } from '../explorer/tree-of.ts';
import { isOn } from './breakpoints.ts';
import type { RowLine } from './dap-shapes.ts';
import { usePages } from './use-pages.ts';

const ROW = 24;
const PAGE = 200;
/** Rows that are in the list at once: browsers cannot scroll further than some million pixels. It goes along with the debugger. */
const MOST = 400_000;

const baseFor = (row: number, rows: number): number => Math.max(0, Math.min(row - MOST / 2, rows - MOST));

/** All that ran, in its order, whatever the runtime. Enter goes there; F9 sets a breakpoint on the instruction. */
export function InstructionList({ rows }: { rows: number }): JSX.Element {
  const { store } = useWorkbench();
  const session = useApp(({ debug }) => debug?.session);
  const here = useApp(({ debug }) => debug?.row ?? 0);
  const others = useApp((state) => state.breakOthers);
  const points = new Map(
    others.flatMap((one) => (one.kind === 'instruction' ? [[one.reference, isOn(one)] as const] : [])),
  );
  const scroll = useRef<HTMLDivElement>(null);
  const [{ current, base }, setPlace] = useState({ current: here, base: baseFor(here, rows) });
  const setCurrent = (row: number): void =>
    setPlace(({ base: old }) => ({
      current: row,
      base: row >= old && row < old + MOST ? old : baseFor(row, rows),
    }));
  const virtual = useVirtualizer({
    count: Math.min(rows, MOST),
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  // Where the debugger goes, the list goes.
  useEffect(() => setCurrent(here), [here]);
  useEffect(() => virtual.scrollToIndex(current - base, { align: 'auto' }), [current, base]);
  const items = virtual.getVirtualItems().map(({ index, start }) => ({ index: base + index, start }));
  const wanted = [...new Set(items.map(({ index }) => Math.floor(index / PAGE)))];
  const pages = usePages(wanted, String(session), async (page) => {
    const told = await store.getState().instructionRows(page * PAGE, PAGE);
    return typeof told === 'string' ? undefined : told;
  });
  const lineAt = (index: number): RowLine | undefined => pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  const toggle = (line: RowLine | undefined): void => {
    if (line?.reference !== undefined) store.getState().toggleInstruction(line.reference, line.text);
  };
  const [hasKeys, setHasKeys] = useState(false);
  const pointed = hasKeys ? lineAt(current) : undefined;
  const { reference, text: name } = pointed ?? {};
  useEffect(() => {
    const { pointInstruction } = store.getState();
    pointInstruction(reference === undefined || name === undefined ? undefined : { reference, name });
    return () => pointInstruction(undefined);
  }, [store, reference, name]);
  const go = (index: number): void => setCurrent(Math.max(0, Math.min(rows - 1, index)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW) / ROW) - 1);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(current + 1),
      ArrowUp: () => go(current - 1),
      PageDown: () => go(current + page),
      PageUp: () => go(current - page),
      Home: () => go(0),
      End: () => go(rows - 1),
      Enter: () => void store.getState().jumpTo(current),
    };
    const move = event.ctrlKey || event.altKey || event.shiftKey ? undefined : moves[event.key];
    if (move === undefined) return;
    move();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={scroll}
      className="instructions scroll"
      role="listbox"
      aria-label="Instructions"
      tabIndex={0}
      aria-activedescendant={items.some(({ index }) => index === current) ? `instruction${current}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={() => setHasKeys(true)}
      onBlur={() => setHasKeys(false)}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const line = lineAt(index);
          const isPointOn = points.get(line?.reference ?? '');
          return (
            <div
              key={index}
              id={`instruction${index}`}
              role="option"
              aria-selected={index === current}
              aria-setsize={rows}
              aria-posinset={index + 1}
              className={`tree-row instruction ${index === current ? 'on' : ''} ${index === here ? 'here' : ''}`}
              style={{ top: start }}
              onClick={() => setCurrent(index)}
              onDoubleClick={() => void store.getState().jumpTo(index)}
            >
              <span className="instruction-point" title="Set or remove a breakpoint (F9)" onClick={() => toggle(line)}>
                {isPointOn !== undefined && (
                  <span
                    className={isPointOn ? 'breakpoint-glyph' : 'breakpoint-glyph off'}
                    role="img"
                    aria-label={isPointOn ? 'breakpoint' : 'breakpoint, switched off'}
                  />
                )}
              </span>
              <span className="num t3 instruction-row">{grouped(String(index))}</span>
              {line && <Shown line={line} isHere={index === here} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Shown({
  line: { text, runtime, depth, gas, reference, file, line },
  isHere,
}: {
  line: RowLine;
  isHere: boolean;
}): JSX.Element {
  const offset = reference?.slice(reference.indexOf(':') + 1) ?? '';
  return (
    <>
      {runtime !== '' && <RuntimeGlyph runtime={runtime} />}
      <span className="mono t3 instruction-offset">{offset}</span>
      <span className="mono ell t1 grow" style={{ paddingLeft: Math.min(depth, 12) * 8 }} title={text}>
        {text}
        {isHere && <span className="hidden-visually">, the debugger stands here</span>}
      </span>
      <span className="num t2">{grouped(String(gas))} gas</span>
      <span className="t3 micro ell instruction-place">
        {file === undefined ? '' : `${nameOf(file)}:${line ?? ''}`}
      </span>
    </>
  );
}
