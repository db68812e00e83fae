/** A menu at a place of the window: opened by the right button, or by the keyboard's menu key. */
import { useRef, type JSX } from 'react';
import { createPortal } from 'react-dom';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';

export interface MenuEntry {
  readonly id: string;
  readonly text: string;
  /** Shown at its right. */
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** `'-'`: a line between groups. */
export type MenuEntries = readonly (MenuEntry | '-')[];

export function ContextMenu({
  label,
  at,
  entries,
  close,
}: {
  label: string;
  at: { readonly x: number; readonly y: number };
  entries: MenuEntries;
  close: () => void;
}): JSX.Element {
  const anchor = useRef<HTMLSpanElement>(null);
  const run = (id: string): void => {
    close();
    const entry = entries.find((one) => one !== '-' && one.id === id);
    // After the focus is back where it was: what runs may want it elsewhere.
    if (entry !== undefined && entry !== '-') requestAnimationFrame(entry.run);
  };
  return (
    <>
      {/* Of the window: what moves its views has coordinates of its own. */}
      {createPortal(
        <span ref={anchor} className="menu-anchor" style={{ left: at.x, top: at.y }} aria-hidden="true" />,
        document.body,
      )}
      <Popover
        className="pop"
        aria-label={label}
        triggerRef={anchor}
        isOpen
        onOpenChange={(open) => !open && close()}
        placement="bottom start"
        offset={0}
      >
        <Menu className="menu" aria-label={label} autoFocus="first" onAction={(id) => run(String(id))} onClose={close}>
          {entries.map((entry, n) =>
            entry === '-' ? (
              <Separator key={`line${n}`} className="menu-line" />
            ) : (
              <MenuItem key={entry.id} id={entry.id} textValue={entry.text} className="opt">
                <span className="grow">{entry.text}</span>
                {entry.keys !== undefined && <kbd className="end">{entry.keys}</kbd>}
              </MenuItem>
            ),
          )}
        </Menu>
      </Popover>
    </>
  );
}
