import { useState, type JSX } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { openHelp } from '../help/open-help.ts';

/** Says what trust means, and grants or withdraws it. */
export function TrustDialog(): JSX.Element | null {
  const workbench = useWorkbench();
  const isShown = useApp((state) => state.isTrustShown);
  const isTrusted = useApp((state) => state.trusted === true);
  const flaw = useApp((state) => state.trustError);
  const path = useApp((state) => state.workspace?.path);
  const [isBusy, setBusy] = useState(false);
  if (!isShown || path === undefined) return null;
  const { showTrust, setTrust } = workbench.store.getState();
  const close = (): void => showTrust(false);
  const change = async (): Promise<void> => {
    setBusy(true);
    const done = await setTrust(!isTrusted);
    setBusy(false);
    if (done) close();
  };
  return (
    <ModalOverlay isOpen isDismissable={!isBusy} className="overlay" onOpenChange={(open) => !open && close()}>
      <Modal>
        <Dialog className="dialog dialog-form">
          <Heading slot="title">{isTrusted ? 'This workspace is trusted' : 'Trust this workspace?'}</Heading>
          <p className="mono small">{path}</p>
          {isTrusted ? <WhatWithdrawingDoes /> : <WhatTrustMeans />}
          {flaw !== undefined && (
            <p className="small st-error" role="alert">
              {flaw}
            </p>
          )}
          <footer className="row">
            <Button
              kind="quiet"
              icon="help"
              onPress={() => {
                close();
                openHelp(workbench, 'trust');
              }}
            >
              What trust means
            </Button>
            <span className="grow" />
            <Button isDisabled={isBusy} onPress={close}>
              Close
            </Button>
            <Button kind="primary" isDisabled={isBusy} onPress={() => void change()}>
              {isTrusted ? 'Withdraw trust' : 'Trust workspace'}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const WhatTrustMeans = (): JSX.Element => (
  <>
    <p>
      Contracts with source need no trust: they are compiled here, and metered. An assembly (<code>.dll</code>) that was
      compiled elsewhere is checked as far as it can be, but one made to do harm could reach what this program reaches.
    </p>
    <p>
      Trust the folder if you know where its assemblies come from. This machine remembers it, the workspace does not.
    </p>
  </>
);

const WhatWithdrawingDoes = (): JSX.Element => (
  <p>
    Assemblies (<code>.dll</code>) that were compiled elsewhere run here. Without trust they are refused, and contracts
    made of them that are deployed already do not run until you trust the folder again and compile them.
  </p>
);
