import { useRef, useState, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { TextField } from '../../ui/controls.tsx';
import { grouped } from '../../ui/format.ts';
import type { MemoryBytes } from './detail-slice.ts';
import { usePages } from './use-pages.ts';

const LINE = 16;
const ROW = 20;
const PAGE = 4096;
const LINES = PAGE / LINE;

/** Memory of the call that is looked at, 16 bytes a line; bytes that were others at the stop before are marked. */
export function MemoryView(): JSX.Element {
  const { store } = useWorkbench();
  const session = useApp(({ debug }) => debug?.session);
  const row = useApp(({ debug }) => debug?.row);
  const frame = useApp(({ debug }) => debug?.frames[debug.frame]);
  const level = useApp(({ debug }) => (debug?.depth ?? 0) - (debug?.frame ?? 0));
  const [address, setAddress] = useState('');
  const scroll = useRef<HTMLDivElement>(null);
  const size = useRef(0);
  /** The call whose memory was shown, and what it was at the stop before. */
  const before = useRef({ call: '', row, pages: new Map<number, MemoryBytes>() as ReadonlyMap<number, MemoryBytes> });
  const shown = useRef<typeof before.current>(before.current);
  const virtual = useVirtualizer({
    count: Math.max(1, Math.ceil(size.current / LINE)),
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const wanted = [...new Set([0, ...items.map(({ index }) => Math.floor(index / LINES))])];
  const call = `${session ?? 0} ${level} ${frame?.name ?? ''}`;
  const pages = usePages(wanted, `${call} ${frame?.id ?? 0} ${row ?? 0}`, (page) =>
    frame === undefined ? Promise.resolve(undefined) : store.getState().memoryBytes(page * PAGE, PAGE),
  );
  size.current = pages.get(0)?.size ?? 0;
  if (shown.current.pages !== pages) {
    if (shown.current.row !== row || shown.current.call !== call) before.current = shown.current;
    shown.current = { call, row, pages };
  }
  const old = before.current.call === call ? before.current.pages : undefined;
  if (size.current === 0) return <p className="small t3 gas-note">This call has no memory yet.</p>;
  return (
    <>
      <div className="row micro t2 memory-about">
        <span className="ell grow">
          {grouped(String(size.current))} bytes of <span className="mono">{frame?.name}</span>
        </span>
        <TextField
          label="Go to an address"
          hideLabel
          mono
          value={address}
          onChange={setAddress}
          placeholder="Go to: 0x80"
          onSubmit={() => {
            const wanted = Number(address);
            if (address.trim() !== '' && Number.isSafeInteger(wanted) && wanted >= 0)
              virtual.scrollToIndex(Math.min(Math.floor(wanted / LINE), virtual.options.count - 1), { align: 'start' });
          }}
        />
      </div>
      <div
        ref={scroll}
        className="memory scroll mono"
        tabIndex={0}
        role="table"
        aria-label="Memory"
        aria-rowcount={virtual.options.count}
      >
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => (
            <div key={index} role="row" aria-rowindex={index + 1} className="memory-line" style={{ top: start }}>
              <Line
                index={index}
                now={pages.get(Math.floor(index / LINES))}
                before={old?.get(Math.floor(index / LINES))}
              />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function Line({
  index,
  now,
  before,
}: {
  index: number;
  now: MemoryBytes | undefined;
  before: MemoryBytes | undefined;
}): JSX.Element {
  const from = (index % LINES) * LINE;
  const bytes = now?.bytes.subarray(from, from + LINE) ?? new Uint8Array(0);
  const old = before?.bytes.subarray(from, from + LINE);
  return (
    <>
      <span role="rowheader" className="t3">
        0x{(index * LINE).toString(16).padStart(6, '0')}
      </span>
      <span role="cell" className="memory-bytes">
        {Array.from(bytes, (byte, n) => {
          const text = byte.toString(16).padStart(2, '0');
          const isChanged = before !== undefined && (old?.[n] ?? 0) !== byte;
          if (isChanged) return <ins key={n}>{text}</ins>;
          return (
            <span key={n} className={byte === 0 ? 't3' : ''}>
              {text}
            </span>
          );
        })}
      </span>
      <span role="cell" className="t2">
        {Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')}
      </span>
    </>
  );
}
