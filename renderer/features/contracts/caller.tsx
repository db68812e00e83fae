import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Select, TextField } from '../../ui/controls.tsx';
import { ether, shortHex } from '../../ui/format.ts';

const ANOTHER = 'another';

/** Who sends and calls: an account of the workspace, or any address, since nobody signs here. */
export function Caller(): JSX.Element {
  const { store } = useWorkbench();
  const accounts = useApp((state) => state.accounts);
  const sender = useApp((state) => state.sender);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const { chooseSender } = store.getState();
  const options = accounts.map(({ address, name, balance }) => ({
    id: name === '' ? address : name,
    text: name === '' ? shortHex(address) : name,
    after: `${ether(balance, 2)} ether`,
  }));
  const choose = (id: string): void => {
    setTyped(id === ANOTHER ? '' : undefined);
    if (id !== ANOTHER) chooseSender(id);
  };
  return (
    <div className="caller">
      <Select
        label="Caller"
        options={[...options, { id: ANOTHER, text: 'Another address' }]}
        value={typed === undefined ? sender : ANOTHER}
        onChange={choose}
      />
      {typed !== undefined && (
        <TextField
          label="Caller’s address"
          type="name or address"
          value={typed}
          onChange={(text) => {
            setTyped(text);
            if (text.trim() !== '') chooseSender(text.trim());
          }}
          placeholder="0x…"
          mono
          autoFocus
        />
      )}
    </div>
  );
}
