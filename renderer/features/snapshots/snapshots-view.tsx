import { useEffect, useRef, useState, type JSX } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty, IconButton } from '../../ui/controls.tsx';
import { grouped, shortHex } from '../../ui/format.ts';
import { DiffView } from './diff-view.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { Timeline } from './timeline.tsx';
import './snapshots.css';

export function SnapshotsView(): JSX.Element {
  const { store } = useWorkbench();
  const diff = useApp((state) => state.stateDiff);
  const importing = useApp((state) => state.importing);
  /** The block that is to be exported; null: where the ledger stands. */
  const [exporting, setExporting] = useState<{ id: number; number: number } | undefined>(undefined);
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    void store.getState().loadHistory();
    void store.getState().loadSnapshots();
  }, [store]);
  const leave = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <div
      className={`view snapshots ${isOver ? 'over' : ''}`}
      onDragEnter={({ dataTransfer }) => {
        if (!dataTransfer.types.includes('Files')) return;
        depth.current++;
        setOver(true);
      }}
      onDragLeave={() => --depth.current <= 0 && leave()}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => {
        const [file] = event.dataTransfer.files;
        if (file === undefined) return;
        event.preventDefault();
        leave();
        void store.getState().checkSent(file);
      }}
    >
      <Work />
      <div className="snapshots-body">
        <section className="history" aria-label="History">
          <Timeline onExport={setExporting} />
        </section>
        <section className="snapshot-files" aria-label="Snapshot files">
          <Files />
        </section>
      </div>
      {diff && <DiffView {...diff} />}
      {exporting && <ExportDialog block={exporting} close={() => setExporting(undefined)} />}
      {importing && <ImportDialog importing={importing} />}
    </div>
  );
}

/** What is under way, and what went wrong. */
function Work(): JSX.Element {
  const { store } = useWorkbench();
  const work = useApp((state) => state.snapshotWork);
  const flaw = useApp((state) => state.snapshotError);
  return (
    <>
      {work && (
        <div className="bar snapshot-work" role="status">
          <span className="grow ell small">
            {work.what}
            {work.done > 0 && ` ${grouped(String(work.done))}`}
            {work.total !== undefined && ` of ${grouped(String(work.total))}`}
          </span>
          <Button kind="small" onPress={() => store.getState().cancelSnapshotWork()}>
            Cancel
          </Button>
        </div>
      )}
      {flaw !== undefined && (
        <div className="banner error" role="alert">
          <span className="grow">{flaw}</span>
        </div>
      )}
    </>
  );
}

function Files(): JSX.Element {
  const { store } = useWorkbench();
  const files = useApp((state) => state.snapshotFiles);
  const diffFrom = useApp((state) => state.diffFrom);
  const { checkFile, checkSent, compareStates, startDiff, readSnapshot } = store.getState();
  const download = async (name: string): Promise<void> => {
    const pieces = await readSnapshot(name);
    if (pieces === undefined) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(pieces as readonly BlobPart[] as BlobPart[]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  const choose = (
    <FileTrigger
      onSelect={(list) => {
        const [file] = list ?? [];
        if (file) void checkSent(file);
      }}
    >
      <Button kind="small">Choose a file</Button>
    </FileTrigger>
  );
  return (
    <>
      <div className="bar">
        <h2>Snapshots</h2>
        <span className="grow" />
        {choose}
      </div>
      {files.length === 0 ? (
        <Empty>
          A snapshot holds accounts and cells at one block. Export one from the history, or drop a file here to check
          and import it.
        </Empty>
      ) : (
        <ul className="scroll" aria-label="Snapshots" tabIndex={0}>
          {files.map(({ name, size, modified, known, flaw }) => {
            const state = { ref: { name }, text: name };
            return (
              <li key={name} className="snapshot">
                <div className="row">
                  <b className="ell grow">{name}</b>
                  <span className="micro t3 num">{new Date(modified).toLocaleString('sv-SE').slice(0, 16)}</span>
                </div>
                <div className="row micro t3 num">
                  <span>{sizeText(size)}</span>
                  {known && (
                    <>
                      <span>block {grouped(String(known.block))}</span>
                      <span className="mono" title={known.stateRoot}>
                        {shortHex(known.stateRoot)}
                      </span>
                      {known.cells !== null && <span>{grouped(String(known.cells))} cells</span>}
                    </>
                  )}
                  {!known && flaw === '' && <span>not checked yet</span>}
                </div>
                {flaw !== '' && <p className="flaw">{flaw}</p>}
                <div className="row">
                  <Button kind="small" onPress={() => void checkFile({ name })}>
                    Check and import
                  </Button>
                  <Button
                    kind="quiet small"
                    onPress={() => (diffFrom ? void compareStates(diffFrom, state) : startDiff(state))}
                  >
                    {diffFrom ? `Compare with ${diffFrom.text}` : 'Compare'}
                  </Button>
                  <IconButton small icon="files" label={`Download ${name}`} onPress={() => void download(name)} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

export function sizeText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${(bytes / 1_024).toFixed(1)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
