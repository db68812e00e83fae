import type { JSX } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Check } from '../../../runtimes/service/contract/snapshots.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { grouped, shortHex } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Importing } from './slice.ts';

const LOOKS = {
  passed: ['check', 'st-committed'],
  failed: ['error', 'st-error'],
  'not reached': ['slash', 't3'],
} as const satisfies Record<Check['status'], readonly [string, string]>;

/** A file that was checked: what it holds and what to do with it, or where the checks stopped. */
export function ImportDialog({ importing: { verdict } }: { importing: Importing }): JSX.Element {
  const { store } = useWorkbench();
  const isBusy = useApp((state) => state.snapshotWork !== undefined);
  const { closeImport, importFile } = store.getState();
  const { file, checks, carried, flaw } = verdict;
  const place = [
    flaw?.line !== undefined && `line ${grouped(String(flaw.line))}`,
    flaw?.column !== undefined && `column ${flaw.column}`,
    flaw?.byte !== undefined && `byte ${grouped(String(flaw.byte))}`,
  ].filter((part) => part !== false);
  return (
    <ModalOverlay isOpen isDismissable={!isBusy} className="overlay" onOpenChange={(open) => !open && closeImport()}>
      <Modal>
        <Dialog className="dialog dialog-form" role="alertdialog">
          <Heading slot="title">{flaw ? 'Snapshot was not imported' : `Import ${file}`}</Heading>
          {flaw ? (
            <p className="t2 small">
              <span className="mono">{file}</span>
              {place.length > 0 && ` (${place.join(', ')})`}: {flaw.message}. {flaw.advice} Your state is unchanged.
            </p>
          ) : (
            carried && (
              <p className="t2 small">
                A {carried.format} file of block {grouped(String(carried.block))}, state root{' '}
                <span className="mono" title={carried.stateRoot}>
                  {shortHex(carried.stateRoot)}
                </span>
                {Object.entries(carried.counts)
                  .filter(([kind, count]) => count > 0 && ['cell', 'account', 'code', 'block'].includes(kind))
                  .map(
                    ([kind, count]) =>
                      `, ${grouped(String(count))} ${kind}${count === 1 || kind === 'code' ? '' : 's'}`,
                  )
                  .join('')}
                .{carried.omitted.length > 0 && ` Not taken over: ${carried.omitted.join('; ')}.`}
                {carried.assumed.length > 0 && ` Assumed: ${carried.assumed.join('; ')}.`}
              </p>
            )
          )}
          {checks.length > 0 && (
            <ul className="checks" aria-label="Checks">
              {checks.map(({ name, title, status, detail }) => (
                <li key={name} className={status === 'failed' ? 'bad' : ''}>
                  <span className={LOOKS[status][1]}>
                    <Icon name={LOOKS[status][0]} />
                  </span>
                  <span className="grow">
                    {title}
                    {detail !== '' && <span className="t2 check-detail">{detail}</span>}
                  </span>
                  <span className="micro t2">{status}</span>
                </li>
              ))}
            </ul>
          )}
          <footer className="row">
            {flaw && (
              <Button
                kind="quiet"
                icon="copy"
                onPress={() => void navigator.clipboard.writeText(JSON.stringify(verdict, undefined, 2))}
              >
                Copy report
              </Button>
            )}
            <span className="grow" />
            <Button onPress={closeImport} isDisabled={isBusy}>
              {flaw ? 'Close' : 'Do not import'}
            </Button>
            {!flaw && (
              <>
                <Button isDisabled={isBusy} onPress={() => void importFile('fork')}>
                  Fork into a new workspace
                </Button>
                <Button kind="primary" isDisabled={isBusy} onPress={() => void importFile('replace')}>
                  {isBusy ? 'Importing' : 'Replace live ledger'}
                </Button>
              </>
            )}
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
