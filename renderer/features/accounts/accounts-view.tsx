import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton, TextField } from '../../ui/controls.tsx';
import { ether, shortHex } from '../../ui/format.ts';
import { NextBlockTime } from './next-block-time.tsx';
import './accounts.css';

export function AccountsView(): JSX.Element {
  const accounts = useApp((state) => state.accounts);
  return (
    <div className="view">
      <div className="accounts">
        <div className="scroll">
          <table className="tb" aria-label="Accounts">
            <thead>
              <tr>
                <th>Name</th>
                <th>Address</th>
                <th className="r">Balance, ether</th>
                <th className="r">Nonce</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map(({ address, name, balance, nonce }) => (
                <tr key={address}>
                  <td>{name === '' ? <span className="t3">no name</span> : name}</td>
                  <td className="mono">
                    <span className="row">
                      <span title={address}>{shortHex(address)}</span>
                      <IconButton
                        small
                        icon="copy"
                        label={`Copy the address of ${name === '' ? address : name}`}
                        onPress={() => void navigator.clipboard.writeText(address)}
                      />
                    </span>
                  </td>
                  <td className="r" title={`${balance} wei`}>
                    {ether(balance)}
                  </td>
                  <td className="r">{nonce}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="funding">
          <Funding />
          <NextBlockTime />
        </div>
      </div>
    </div>
  );
}

/** Gives money and names; whoever has either is listed. */
function Funding(): JSX.Element {
  const { store } = useWorkbench();
  const [address, setAddress] = useState('');
  const [amount, setAmount] = useState('100 ether');
  const [name, setName] = useState('');
  const [said, setSaid] = useState<string | undefined>(undefined);
  const { fund, nameAccount } = store.getState();
  const done = (error: string | undefined, text: string): void => setSaid(error ?? text);
  return (
    <div className="funding-part" role="group" aria-label="Fund or name an account">
      <TextField
        label="Account"
        type="name or address"
        value={address}
        onChange={setAddress}
        placeholder="alice"
        mono
      />
      <div className="row">
        <div className="grow">
          <TextField label="Amount" value={amount} onChange={setAmount} mono />
        </div>
        <Button
          isDisabled={address.trim() === ''}
          onPress={() => void fund(address, amount).then((error) => done(error, `${amount} added to ${address}`))}
        >
          Fund account
        </Button>
      </div>
      <div className="row">
        <div className="grow">
          <TextField label="Name" value={name} onChange={setName} placeholder="treasury" />
        </div>
        <Button
          isDisabled={address.trim() === ''}
          onPress={() =>
            void nameAccount(address, name).then((error) =>
              done(error, name === '' ? 'its name is gone' : `it is called ${name} now`),
            )
          }
        >
          Name account
        </Button>
      </div>
      <p className="micro t2" role="status">
        {said}
      </p>
    </div>
  );
}
