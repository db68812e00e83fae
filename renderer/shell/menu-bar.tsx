import { useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { useApp } from '../store/use-app.ts';
import { ContextMenu, type MenuEntries } from '../ui/context-menu.tsx';
import type { PaletteMode } from './commands.ts';
import { keysFor } from './keys.ts';
import { menuCommands } from './menu-commands.ts';
import { MENUS } from './menus.ts';
import { useWorkbench } from './workbench.ts';

/** What commands can do, for those who look before they type. Arrows go from menu to menu, also while one is open. */
export function MenuBar({ openPalette }: { openPalette: (mode: PaletteMode | undefined) => void }): JSX.Element {
  const workbench = useWorkbench();
  const hasWorkspace = useApp(({ workspace }) => workspace !== undefined);
  const own = useApp(({ keyMap }) => keyMap);
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const titles = (): readonly HTMLElement[] => [...(bar.current?.querySelectorAll<HTMLElement>('.menu-title') ?? [])];
  const go = (to: number): void => {
    setAt(to);
    titles()[to]?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      const to = (at + step + MENUS.length) % MENUS.length;
      if (open) setAt(to);
      else go(to);
    } else if (event.key === 'ArrowDown' && !open) setOpen(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const place = titles()[at]?.getBoundingClientRect();
  return (
    <div className="menu-bar" ref={bar} onKeyDownCapture={onKey}>
      <div role="menubar" aria-label="Menu">
        {MENUS.map(({ title }, n) => (
          <button
            key={title}
            type="button"
            role="menuitem"
            className="menu-title"
            aria-haspopup="menu"
            aria-expanded={open && at === n}
            tabIndex={at === n ? 0 : -1}
            onClick={() => {
              go(n);
              setOpen(true);
            }}
          >
            {title}
          </button>
        ))}
      </div>
      {open && (
        <ContextMenu
          key={at}
          label={MENUS[at]?.title ?? ''}
          at={{ x: place?.left ?? 0, y: place?.bottom ?? 0 }}
          entries={entries(at)}
          close={() => setOpen(false)}
        />
      )}
    </div>
  );

  function entries(menu: number): MenuEntries {
    return menuCommands(MENUS[menu]?.commands ?? [], hasWorkspace).map((command) =>
      command === '-'
        ? command
        : {
            id: command.id,
            text: command.title,
            keys: keysFor(command, own)[0],
            run: () => command.run({ ...workbench, palette: openPalette }),
          },
    );
  }
}
