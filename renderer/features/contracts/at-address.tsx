import { useState, type JSX } from 'react';
import type { CompiledContract } from '../../../runtimes/service/contract/code.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button, TextField } from '../../ui/controls.tsx';

/** A contract that is there already, made by another contract or by a scenario: shown by the interface of the chosen one. */
export function AtAddress({ contract }: { contract: CompiledContract }): JSX.Element {
  const { store } = useWorkbench();
  const [address, setAddress] = useState('');
  const [flaw, setFlaw] = useState<string | undefined>(undefined);
  const load = async (): Promise<void> => {
    const error = await store.getState().adopt(contract, address);
    setFlaw(error);
    if (error === undefined) setAddress('');
  };
  return (
    <div className="row at-address" role="group" aria-label="Load a contract at an address">
      <div className="grow">
        <TextField
          label="At address"
          value={address}
          onChange={(text) => {
            setAddress(text);
            setFlaw(undefined);
          }}
          placeholder="0x…"
          flaw={flaw}
          onSubmit={() => void load()}
          mono
        />
      </div>
      <Button isDisabled={address.trim() === ''} onPress={() => void load()}>
        Load {contract.contract}
      </Button>
    </div>
  );
}
