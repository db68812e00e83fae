/**
 * A tree of which only the rows in view exist. The tree itself has the focus and says which row is meant: rows come and go as it
 * scrolls. Arrows, Home, End, pages, Enter and the letters of a name do what they do in every tree.
 */
import {
  useEffect,
  useId,
  useRef,
  type DragEvent,
  type JSX,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Icon } from './icon.tsx';
import './virtual-tree.css';

export interface TreeRow {
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** What is read out, and what typed letters find. */
  readonly text: string;
  /** Undefined: nothing is in it. */
  readonly open?: boolean | undefined;
  /** Undefined: it cannot be checked. */
  readonly checked?: boolean | undefined;
  readonly position: number;
  readonly siblings: number;
}

export interface VirtualTreeProps<R extends TreeRow> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly current: string | undefined;
  readonly onCurrent: (row: R) => void;
  readonly onToggle: (row: R, open: boolean) => void;
  /** Of a row that has nothing in it. `isLook`: by a click or Space, after which the keys are expected here; else by Enter. */
  readonly onActivate: (row: R, isLook: boolean) => void;
  /** A double click on such a row, whose two clicks have been told of. */
  readonly onDouble?: (row: R) => void;
  /** Keys beside those of every tree. @returns whether it was one. */
  readonly onKey?: (event: KeyboardEvent, row: R | undefined) => boolean;
  readonly onMenu?: (at: { readonly x: number; readonly y: number }, row: R | undefined) => void;
  readonly children: (row: R) => ReactNode;
  /** Names of the columns: then it is a grid, and `children` gives a `gridcell` for each. */
  readonly columns?: readonly string[] | undefined;
  /** What a row shows is its name; else its text is. */
  readonly namedByContent?: boolean;
  readonly rowClass?: (row: R) => string;
  /** The row that is worked in: it keeps its own keys and is always there. */
  readonly edited?: string | undefined;
  readonly drag?: {
    readonly canDrag: (row: R) => boolean;
    /** Where a row would go that is dropped on another; undefined: nowhere. `over` undefined: below all rows. */
    readonly target: (dragged: R, over: R | undefined) => string | undefined;
    readonly onDrop: (dragged: R, target: string) => void;
    readonly onOver: (target: string | undefined) => void;
  };
}

const ROW = 24;
/** So long typed letters belong together (ms). */
const TYPING = 700;
/** So long a closed folder is hovered until it opens (ms). */
const HOVER = 600;

export function VirtualTree<R extends TreeRow>(props: VirtualTreeProps<R>): JSX.Element {
  const { label, rows, current, onCurrent, onToggle, onActivate, onKey, onMenu, children, edited, drag, columns } =
    props;
  const scroll = useRef<HTMLDivElement>(null);
  const prefix = useId();
  /** Paths may have spaces, ids may not. */
  const idOf = (row: string): string => prefix + encodeURIComponent(row);
  const typed = useRef({ text: '', at: 0 });
  const dragged = useRef<R | undefined>(undefined);
  const hover = useRef<{ id: string; timer: number } | undefined>(undefined);
  const at = rows.findIndex((row) => row.id === current);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: columns === undefined ? 0 : ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const shown = edited ?? current;
  const shownAt = rows.findIndex((row) => row.id === shown);
  useEffect(() => {
    if (shownAt >= 0) virtual.scrollToIndex(shownAt, { align: 'auto' });
    // Only when another row is meant, not whenever rows come or go.
  }, [shown]);

  const go = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row) onCurrent(row);
  };
  const find = (letter: string, now: number): void => {
    const text = now - typed.current.at < TYPING ? typed.current.text + letter : letter;
    typed.current = { text, at: now };
    const wanted = text.toLowerCase();
    // One letter goes on to the next such name; more letters narrow down the same.
    const start = text.length === 1 ? at + 1 : Math.max(at, 0);
    const order = rows.map((_, n) => (start + n) % rows.length);
    const found = order.find((n) => rows[n]?.text.toLowerCase().startsWith(wanted));
    if (found !== undefined) go(found);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (edited !== undefined) return;
    const row = rows[at];
    if (onKey?.(event, row)) return event.preventDefault();
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
      const box = document.getElementById(idOf(row?.id ?? ''))?.getBoundingClientRect();
      const around = scroll.current?.getBoundingClientRect();
      onMenu?.({ x: (box?.left ?? around?.left ?? 0) + 40, y: box?.bottom ?? around?.top ?? 0 }, row);
      return event.preventDefault();
    }
    if (ctrlKey || metaKey || altKey) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW) / ROW) - 1);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      ArrowRight: () => {
        if (row?.open === false) onToggle(row, true);
        else if (row?.open) go(at + 1);
      },
      ArrowLeft: () => {
        if (row?.open) return onToggle(row, false);
        const above = rows.slice(0, at).findLastIndex(({ level }) => level < (row?.level ?? 0));
        if (above >= 0) go(above);
      },
      Enter: () => row && (row.open === undefined ? onActivate(row, false) : onToggle(row, !row.open)),
      ' ': () => row && (row.open === undefined ? onActivate(row, true) : onToggle(row, !row.open)),
    };
    const move = moves[key];
    if (move) move();
    else if (key.length === 1 && rows.length > 0) find(key, event.timeStamp);
    else return;
    event.preventDefault();
  };
  const menu = (event: MouseEvent, row: R | undefined): void => {
    if (onMenu === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (row) onCurrent(row);
    onMenu({ x: event.clientX, y: event.clientY }, row);
  };
  const over = (event: DragEvent, row: R | undefined): void => {
    if (dragged.current === undefined || drag === undefined) return;
    event.stopPropagation();
    const target = drag.target(dragged.current, row);
    drag.onOver(target);
    if (target !== undefined) event.preventDefault();
    if (row?.id === hover.current?.id) return;
    clearTimeout(hover.current?.timer);
    hover.current =
      row?.open === false ? { id: row.id, timer: window.setTimeout(() => onToggle(row, true), HOVER) } : undefined;
  };
  const endDrag = (): void => {
    clearTimeout(hover.current?.timer);
    [dragged.current, hover.current] = [undefined, undefined];
    drag?.onOver(undefined);
  };
  const drop = (event: DragEvent, row: R | undefined): void => {
    event.preventDefault();
    event.stopPropagation();
    const target = dragged.current && drag?.target(dragged.current, row);
    if (dragged.current && target !== undefined) drag?.onDrop(dragged.current, target);
    endDrag();
  };
  return (
    <div
      ref={scroll}
      className="vtree scroll"
      role={columns === undefined ? 'tree' : 'treegrid'}
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at >= 0 ? idOf(current ?? '') : undefined}
      onKeyDown={onKeyDown}
      onFocus={({ target, currentTarget }) => {
        // By keys: a pointer means the row that it is on.
        const isByKeys = target === currentTarget && currentTarget.matches(':focus-visible');
        if (isByKeys && at < 0 && rows[0]) onCurrent(rows[0]);
      }}
      onContextMenu={(event) => menu(event, undefined)}
      onDragOver={(event) => over(event, undefined)}
      onDrop={(event) => drop(event, undefined)}
    >
      {columns && (
        <div role="row" className="tree-row tree-head">
          <span className="tree-chevron" />
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
      )}
      <div
        role={columns === undefined ? 'presentation' : 'rowgroup'}
        // Room to drop something below all rows.
        style={{ height: virtual.getTotalSize() + (drag === undefined ? 0 : ROW), position: 'relative' }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const isCurrent = row.id === current;
          return (
            <div
              key={row.id}
              id={idOf(row.id)}
              role={columns === undefined ? 'treeitem' : 'row'}
              aria-level={row.level}
              aria-setsize={row.siblings}
              aria-posinset={row.position}
              aria-selected={isCurrent}
              aria-label={props.namedByContent ? undefined : row.text}
              {...(row.open !== undefined && { 'aria-expanded': row.open })}
              {...(row.checked !== undefined && { 'aria-checked': row.checked })}
              className={`tree-row ${isCurrent ? 'on' : ''} ${props.rowClass?.(row) ?? ''}`}
              style={{ top: start, paddingLeft: 8 + (row.level - 1) * 16 }}
              draggable={drag?.canDrag(row) === true && edited === undefined}
              onClick={() => {
                if (edited === row.id) return;
                onCurrent(row);
                if (row.open === undefined) onActivate(row, true);
                else onToggle(row, !row.open);
              }}
              onDoubleClick={() => {
                if (edited !== row.id && row.open === undefined) props.onDouble?.(row);
              }}
              onContextMenu={(event) => menu(event, row)}
              onDragStart={(event) => {
                dragged.current = row;
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', row.id);
              }}
              onDragEnd={endDrag}
              onDragOver={(event) => over(event, row)}
              onDrop={(event) => drop(event, row)}
            >
              <span className="tree-chevron">
                {row.open !== undefined && <Icon name={row.open ? 'chevronDown' : 'chevron'} />}
              </span>
              {children(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
