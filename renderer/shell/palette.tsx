/** Quick open and the command palette: one list, narrowed by what is typed. A `>` in front means commands. */
import { useEffect, useRef, useState, type JSX } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useApp } from '../store/use-app.ts';
import { Icon } from '../ui/icon.tsx';
import { COMMANDS, type PaletteMode } from './commands.ts';
import { keysFor } from './keys.ts';
import { rank } from './rank.ts';
import { useWorkbench } from './workbench.ts';

interface Item {
  readonly id: string;
  readonly text: string;
  readonly after: string;
  /** @param isLook by a click: a file is only looked at then. */
  readonly run: (isLook: boolean) => void;
}

/** More than anybody reads. */
const LISTED = 60;

export function Palette({
  mode,
  close,
  change,
}: {
  mode: PaletteMode;
  close: () => void;
  change: (mode: PaletteMode | undefined) => void;
}): JSX.Element {
  const workbench = useWorkbench();
  const [typed, setTyped] = useState(mode === 'commands' ? '>' : '');
  // Its keys again, while it is open: the other list.
  useEffect(() => setTyped(mode === 'commands' ? '>' : ''), [mode]);
  const own = useApp((state) => state.keyMap);
  const entries = useApp((state) => state.entries);
  const hasWorkspace = useApp((state) => state.workspace !== undefined);
  const isListed = useApp((state) => state.isTreeLoaded);
  /** Enter came before the files were known. */
  const [waiting, setWaiting] = useState(false);
  const isCommand = typed.startsWith('>');
  const items: readonly Item[] = isCommand
    ? COMMANDS.filter(({ id, needsWorkspace }) => id !== 'palette' && (hasWorkspace || !needsWorkspace)).map(
        (command) => ({
          id: command.id,
          text: command.title,
          after: keysFor(command, own)[0] ?? '',
          run: () => command.run({ ...workbench, palette: change }),
        }),
      )
    : entries
        .filter(({ kind }) => kind === 'file')
        .map(({ path }) => ({
          id: path,
          text: path,
          after: '',
          run: (isPreview) => void workbench.store.getState().openFile(path, undefined, { isPreview }),
        }));
  const shown = rank(items, isCommand ? typed.slice(1) : typed, ({ text }) => text).slice(0, LISTED);
  const isPressed = useRef(false);
  const run = (id: string): void => {
    close();
    shown.find((item) => item.id === id)?.run(isPressed.current);
  };
  const [first] = shown;
  useEffect(() => {
    if (!waiting || !isListed) return;
    setWaiting(false);
    if (first && !isCommand) run(first.id);
  });
  return (
    <ModalOverlay isOpen isDismissable className="overlay" onOpenChange={(open) => !open && close()}>
      <Modal>
        <Dialog className="dialog palette" aria-label="Command palette">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField className="search" aria-label="Files, or commands after >" autoFocus>
              <Input
                className="in"
                spellCheck={false}
                placeholder="A file, or > and a command"
                onKeyDown={({ key, currentTarget }) => {
                  // At once: the field alone would only become empty.
                  if (key === 'Escape') return close();
                  // Enter means the first, unless the arrows have chosen another.
                  if (key !== 'Enter' || currentTarget.getAttribute('aria-activedescendant')) return;
                  if (first) run(first.id);
                  else if (!isCommand && !isListed) setWaiting(true);
                }}
              />
            </SearchField>
            {/* Two lists, as neither knows the other's items. */}
            <ListBox
              key={isCommand ? 'commands' : 'files'}
              className="list"
              onPointerDownCapture={() => (isPressed.current = true)}
              aria-label={isCommand ? 'Commands' : 'Files'}
              items={shown}
              selectionMode="none"
              onAction={(id) => run(String(id))}
              renderEmptyState={() => (
                <p className="none" role="status">
                  {isCommand || isListed
                    ? 'Nothing is called that'
                    : waiting
                      ? 'Listing the files: the first that fits opens then'
                      : 'Listing the files'}
                </p>
              )}
            >
              {({ id, text, after }) => (
                <ListBoxItem id={id} textValue={text} className="opt">
                  {!isCommand && <Icon name="file" />}
                  <span className="ell grow">{text}</span>
                  {after !== '' && <kbd>{after}</kbd>}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
