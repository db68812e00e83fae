import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { IconButton, TextField } from '../../ui/controls.tsx';
import { Part } from './part.tsx';

/** Expressions that are worked out anew at every stop, in the call that is looked at. */
export function WatchList(): JSX.Element {
  const { store } = useWorkbench();
  const watches = useApp((state) => state.watches);
  const watched = useApp(({ debug }) => debug?.watched ?? {});
  const [text, setText] = useState('');
  const add = (): void => {
    void store.getState().addWatch(text);
    setText('');
  };
  return (
    <Part title="Watch">
      {watches.length > 0 && (
        <ul className="debug-watches" aria-label="Watched">
          {watches.map((expression) => {
            const { value = '', type = '', isError = false, isChanged = false } = watched[expression] ?? {};
            return (
              <li key={expression} className={isChanged ? 'row small changed' : 'row small'}>
                <span className="mono ell debug-name" title={expression}>
                  {expression}
                </span>
                <span className={isError ? 'ell t3 debug-value' : 'mono ell debug-value'} title={`${value} ${type}`}>
                  {value}
                </span>
                <IconButton
                  small
                  icon="close"
                  label={`Do not watch ${expression}`}
                  onPress={() => store.getState().removeWatch(expression)}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div className="debug-field">
        <TextField
          label="Watch an expression"
          hideLabel
          mono
          value={text}
          onChange={setText}
          onSubmit={add}
          placeholder="balances[alice], amount * 2"
        />
      </div>
    </Part>
  );
}
