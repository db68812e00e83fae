import { useState, type JSX } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { FORMATS } from '../../../runtimes/service/contract/snapshots.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Select, TextField } from '../../ui/controls.tsx';

type Format = (typeof FORMATS)[number];

const TEXTS: Readonly<Record<Format, { readonly text: string; readonly ending: string }>> = {
  snapshot: { text: 'Snapshot: everything, every runtime', ending: '.ilsnap' },
  anvil: { text: 'anvil state: EVM accounts', ending: '.anvil.json' },
  genesis: { text: 'genesis.json: EVM accounts', ending: '-genesis.json' },
  csv: { text: 'CSV: cells to look at', ending: '.csv' },
};

export function ExportDialog({
  block,
  close,
}: {
  block: { readonly id: number; readonly number: number };
  close: () => void;
}): JSX.Element {
  const { store } = useWorkbench();
  const flaw = useApp((state) => state.snapshotError);
  const isBusy = useApp((state) => state.snapshotWork !== undefined);
  const [name, setName] = useState(`block-${block.number}`);
  const [format, setFormat] = useState<Format>('snapshot');
  const [accounts, setAccounts] = useState('');
  const [history, setHistory] = useState('without');
  const file = `${name}${TEXTS[format].ending}`;
  const write = async (): Promise<void> => {
    const chosen = accounts.split(/[\s,]+/).filter((one) => one !== '');
    const done = await store.getState().exportState({
      name: file,
      format,
      block: block.id,
      history: format === 'snapshot' && history === 'with',
      ...(chosen.length > 0 && { accounts: chosen }),
    });
    if (done) close();
  };
  return (
    <ModalOverlay isOpen isDismissable={!isBusy} className="overlay" onOpenChange={(open) => !open && close()}>
      <Modal>
        <Dialog className="dialog dialog-form">
          <Heading slot="title">Export block {block.number}</Heading>
          <TextField label="Name" type={TEXTS[format].ending} value={name} onChange={setName} flaw={flaw} autoFocus />
          <Select
            label="Format"
            value={format}
            onChange={(id) => setFormat(id as Format)}
            options={FORMATS.map((id) => ({ id, text: TEXTS[id].text }))}
          />
          {format === 'snapshot' && (
            <Select
              label="History"
              value={history}
              onChange={setHistory}
              options={[
                { id: 'without', text: 'State alone' },
                { id: 'with', text: 'With the blocks that led there' },
              ]}
            />
          )}
          <TextField label="Only these accounts" placeholder="all" value={accounts} onChange={setAccounts} />
          <footer className="row">
            <span className="grow micro t3 ell">snapshots/{file}</span>
            <Button isDisabled={isBusy} onPress={close}>
              Close
            </Button>
            <Button kind="primary" isDisabled={isBusy || name === ''} onPress={() => void write()}>
              {isBusy ? 'Writing' : 'Export file'}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
