import type { JSX } from 'react';
import { useRef } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { ContextMenu, type MenuEntries } from '../../ui/context-menu.tsx';
import { isOn } from './breakpoints.ts';
import { BreakpointFieldsForm } from './breakpoint-fields.tsx';

/** What can be done with a line's breakpoint, beside the line, in whichever editor it is. */
export function GutterMenu(): JSX.Element | null {
  const { store } = useWorkbench();
  const gutter = useApp((state) => state.gutter);
  const breakpoint = useApp(({ breakpoints }) =>
    gutter === undefined ? undefined : breakpoints[gutter.path]?.find(({ line }) => line === gutter.line),
  );
  const isDebugging = useApp(({ debug }) => debug?.session !== undefined);
  const anchor = useRef<HTMLSpanElement>(null);
  if (gutter === undefined) return null;
  const { path, line, shows } = gutter;
  const { toggleBreakpoint, switchBreakpoint, showGutter, runToLine } = store.getState();
  const close = (): void => showGutter(undefined);
  if (shows === 'menu') {
    const entries: MenuEntries = [
      {
        id: 'toggle',
        text: breakpoint === undefined ? 'Set a breakpoint' : 'Remove the breakpoint',
        keys: 'F9',
        run: () => toggleBreakpoint(path, line),
      },
      ...(breakpoint === undefined
        ? []
        : [
            {
              id: 'switch',
              text: isOn(breakpoint) ? 'Switch the breakpoint off' : 'Switch the breakpoint on',
              run: () => switchBreakpoint(path, line, !isOn(breakpoint)),
            },
          ]),
      {
        id: 'fields',
        text: breakpoint === undefined ? 'Breakpoint with a condition or a message' : 'Condition, count or message',
        keys: 'Shift+F9',
        run: () => showGutter({ ...gutter, shows: 'fields' }),
      },
      ...(isDebugging
        ? ([
            '-',
            { id: 'cursor', text: 'Run to this line', run: () => void runToLine(path, line, 'cursor') },
            { id: 'next', text: 'Go to the next time here', run: () => void runToLine(path, line, 'next') },
            { id: 'previous', text: 'Go to the last time here', run: () => void runToLine(path, line, 'previous') },
          ] as const)
        : []),
    ];
    return <ContextMenu label={`Line ${line}`} at={gutter} entries={entries} close={close} />;
  }
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: gutter.x, top: gutter.y }} aria-hidden="true" />
      <Popover
        className="pop gutter-fields"
        triggerRef={anchor}
        isOpen
        onOpenChange={(open) => !open && close()}
        placement="bottom start"
      >
        <Dialog aria-label={`Breakpoint of line ${line}`}>
          <BreakpointFieldsForm
            path={path}
            breakpoint={breakpoint ?? { line, condition: '' }}
            autoFocus
            onDone={close}
          />
        </Dialog>
      </Popover>
    </>
  );
}
