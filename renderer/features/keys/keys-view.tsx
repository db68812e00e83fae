import { useEffect, useState, type JSX } from 'react';
import { COMMANDS, type Command } from '../../shell/commands.ts';
import { conflictsOf, isFreeToUse, keysFor, pressedKeys } from '../../shell/keys.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, TextField } from '../../ui/controls.tsx';

/** Every command with its keys. */
export function KeysView(): JSX.Element {
  const own = useApp((state) => state.keyMap);
  const [typed, setTyped] = useState('');
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = COMMANDS.filter((command) => {
    const text = `${command.title} ${keysFor(command, own).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <div className="view page-view">
      <div className="page">
        <div className="row page-head">
          <h1 className="grow">Keyboard shortcuts</h1>
        </div>
        <TextField
          label="Search commands"
          hideLabel
          placeholder="Search commands or keys"
          value={typed}
          onChange={setTyped}
        />
        <table className="keys-table">
          <thead>
            <tr>
              <th scope="col">Command</th>
              <th scope="col">Keys</th>
              <th scope="col">
                <span className="hidden-visually">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((command) => (
              <KeysRow key={command.id} command={command} />
            ))}
          </tbody>
        </table>
        <p className="small t2 settings-note">
          On a Mac, Cmd stands for Ctrl. In a browser some keys stay its own: Ctrl+N, Ctrl+T and Ctrl+W among them. The
          code editor has keys of its own as well: F1 within it lists them.
        </p>
      </div>
    </div>
  );
}

function KeysRow({ command }: { command: Command }): JSX.Element {
  const { store } = useWorkbench();
  const own = useApp((state) => state.keyMap);
  const [waiting, setWaiting] = useState(false);
  const [flaw, setFlaw] = useState('');
  const { id, title } = command;
  const keys = keysFor(command, own);
  const conflicts = conflictsOf(command, own);
  const { setKeys } = store.getState();
  useEffect(() => {
    if (!waiting) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const pressed = pressedKeys(event);
      // Before all commands: what is pressed is not to be run now. Tab goes on as ever.
      if (event.key !== 'Tab') {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (pressed === undefined) return;
      if (pressed === 'Escape' || event.key === 'Tab') return setWaiting(false);
      if (!isFreeToUse(pressed)) return setFlaw(`${pressed} is for typing: add Ctrl or Alt.`);
      setWaiting(false);
      setFlaw('');
      setKeys(id, [pressed]);
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [waiting, id, setKeys]);
  return (
    <tr>
      <td>{title}</td>
      <td>
        {waiting ? (
          <span className="keys-press" role="status">
            {flaw === '' ? 'Press the keys; Escape leaves them as they are' : flaw}
          </span>
        ) : keys.length === 0 ? (
          <span className="t3">none</span>
        ) : (
          keys.map((key, n) => (
            <span key={key}>
              {n > 0 && ', '}
              <kbd>{key}</kbd>
            </span>
          ))
        )}
        {conflicts.length > 0 && (
          <span className="st-warning"> also: {conflicts.map((other) => other.title).join(', ')}</span>
        )}
      </td>
      <td>
        <Button kind="quiet small" onPress={() => setWaiting(true)}>
          Change<span className="hidden-visually"> the keys of {title}</span>
        </Button>
        {keys.length > 0 && (
          <Button kind="quiet small" onPress={() => setKeys(id, [])}>
            Remove<span className="hidden-visually"> the keys of {title}</span>
          </Button>
        )}
        {own[id] !== undefined && (
          <Button kind="quiet small" onPress={() => setKeys(id, undefined)}>
            Reset<span className="hidden-visually"> the keys of {title}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}
