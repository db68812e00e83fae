import { useState, type JSX } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { BINDING_LANGUAGES, type BindingLanguage } from '../../../runtimes/service/contract/bindings.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Select, TextField } from '../../ui/controls.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { nameOf } from '../explorer/tree-of.ts';
import { bindable, bindingFile, BINDING_NAMES, type BindingChoice } from './slice.ts';

export function BindingsDialog(): JSX.Element | null {
  const choice = useApp((state) => state.binding);
  return choice === undefined ? null : <OpenDialog choice={choice} />;
}

const LANGUAGES = BINDING_LANGUAGES.map((id) => ({
  id,
  text: BINDING_NAMES[id],
  ...(id === 'assemblyscript' && { after: 'AssemblyScript' }),
}));
const idOf = ({ source, contract }: Pick<BindingChoice, 'source' | 'contract'>): string => `${source}:${contract}`;

function OpenDialog({ choice }: { choice: BindingChoice }): JSX.Element {
  const { store } = useWorkbench();
  const compiled = useApp((state) => state.compiled);
  const flaw = useApp((state) => state.bindingFlaw);
  const isBusy = useApp((state) => state.isMakingBinding);
  const [chosen, setChosen] = useState(idOf(choice));
  const [to, setTo] = useState<BindingLanguage>(choice.to);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const { closeBinding, makeBinding } = store.getState();
  const contracts = bindable(compiled);
  const contract = contracts.find((one) => idOf(one) === chosen) ?? contracts[0];
  const file = typed ?? (contract === undefined ? '' : bindingFile(contract, to));
  const write = (): void => {
    if (contract !== undefined && file.trim() !== '' && !isBusy) void makeBinding(contract, to, file);
  };
  return (
    <ModalOverlay isOpen isDismissable={!isBusy} className="overlay" onOpenChange={(open) => !open && closeBinding()}>
      <Modal>
        <Dialog className="dialog dialog-form">
          <Heading slot="title">Generate {BINDING_NAMES[to]} bindings</Heading>
          <p className="small t2">
            What a contract written in {BINDING_NAMES[to]} needs to call this one, whatever language this one is in.
          </p>
          {contract === undefined ? (
            <p>No contract is compiled yet: open one, then generate its bindings.</p>
          ) : (
            <>
              <Select
                label="Contract"
                value={idOf(contract)}
                onChange={setChosen}
                options={contracts.map((one) => ({
                  id: idOf(one),
                  text: one.contract,
                  before: <RuntimeGlyph runtime={one.runtime} />,
                  after: nameOf(one.source),
                }))}
              />
              <Select
                label="Language of the caller"
                value={to}
                onChange={(id) => setTo(id as BindingLanguage)}
                options={LANGUAGES}
              />
              <TextField label="File" value={file} onChange={setTyped} flaw={flaw} onSubmit={write} mono autoFocus />
            </>
          )}
          <footer className="row">
            <span className="grow" />
            <Button isDisabled={isBusy} onPress={closeBinding}>
              Cancel
            </Button>
            {contract !== undefined && (
              <Button kind="primary" isDisabled={isBusy || file.trim() === ''} onPress={write}>
                {isBusy ? 'Generating' : 'Generate bindings'}
              </Button>
            )}
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
