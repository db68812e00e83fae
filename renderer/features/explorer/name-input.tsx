import { useEffect, useId, useRef, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { IconButton } from '../../ui/controls.tsx';
import type { Naming } from './slice.ts';
import { joined, nameOf } from './tree-of.ts';

const LABELS = {
  file: () => 'Name of the new file',
  folder: () => 'Name of the new folder',
  rename: (path: string) => `New name of ${nameOf(path)}`,
  move: (path: string) => `New path of ${nameOf(path)}`,
} as const;

/** A name, in the row that it is for. Enter takes it, Escape leaves everything as it was; what is wrong with it stands below. */
export function NameInput({ naming }: { naming: Naming }): JSX.Element {
  const { store } = useWorkbench();
  const path = 'path' in naming ? naming.path : '';
  const [name, setName] = useState(naming.what === 'move' ? path : nameOf(path));
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const flawId = useId();
  // Folders in a name are counted from the one in which it stands, not from the workspace.
  const goesTo =
    'folder' in naming && naming.folder !== '' && name.includes('/') ? joined(naming.folder, name.trim()) : undefined;
  const { checkName, submitName, endNaming } = store.getState();
  const submit = (): void => {
    const tree = box.current?.closest<HTMLElement>('[role=tree]');
    const { what } = naming;
    void submitName(name).then((done) => {
      if (done && what !== 'file') tree?.focus();
    });
  };
  const cancel = (): void => {
    const tree = box.current?.closest<HTMLElement>('[role=tree]');
    endNaming();
    tree?.focus();
  };
  useEffect(() => {
    const field = input.current;
    if (field === null) return;
    field.focus();
    // The name without its ending is what changes.
    const start = field.value.lastIndexOf('/') + 1;
    const dot = field.value.lastIndexOf('.');
    field.setSelectionRange(start, dot > start ? dot : field.value.length);
  }, []);
  return (
    <span
      ref={box}
      className="name-input"
      onClick={(event) => event.stopPropagation()}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) {
          // Something else was chosen: a good name is not thrown away for it, a bad one is.
          if (name.trim() !== '' && naming.flaw === undefined)
            void submitName(name).then((done) => done || endNaming());
          else endNaming();
        }
      }}
    >
      <input
        ref={input}
        className="in"
        aria-label={LABELS[naming.what](path)}
        aria-invalid={naming.flaw !== undefined}
        aria-describedby={naming.flaw === undefined && goesTo === undefined ? undefined : flawId}
        value={name}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => {
          setName(target.value);
          checkName(target.value);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') cancel();
          if (event.key === 'Enter') submit();
        }}
      />
      <IconButton
        small
        icon="check"
        label={naming.what === 'file' || naming.what === 'folder' ? 'Create' : 'Take this name'}
        onPress={submit}
      />
      <IconButton small icon="close" label="Cancel" onPress={cancel} />
      {naming.flaw === undefined && goesTo !== undefined && (
        <span className="name-flaw name-place t2" id={flawId}>
          {goesTo}
        </span>
      )}
      {naming.flaw !== undefined && (
        <span className="flaw name-flaw" id={flawId} role="alert">
          {naming.flaw}
        </span>
      )}
    </span>
  );
}
