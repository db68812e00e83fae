import { useEffect, useRef, useState, type JSX } from 'react';
import { loadEditor } from '../../editor/load-editor.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import './compare.css';

/** Two texts side by side, with what differs. Neither can be changed here. */
export function CompareView({ left, right }: { left: string; right: string }): JSX.Element {
  const { store, service } = useWorkbench();
  const leftName = left === right ? `${left}, on disk` : left;
  const place = useRef<HTMLDivElement>(null);
  const [flaw, setFlaw] = useState<string | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    let dispose: (() => void) | undefined;
    /** What is shown of a file: as it is being written, else as it is on the disk. */
    const textOf = async (path: string, fromDisk = false): Promise<string> => {
      const open = store.getState().documents[path];
      if (open !== undefined && !fromDisk) return open.text;
      const read = await service.request('files.read', { path });
      if (read.ok) return read.value.text;
      setFlaw(read.error.message);
      return '';
    };
    void Promise.all([loadEditor(store, service), textOf(left, left === right), textOf(right)]).then(
      ([monaco, original, modified]) => {
        if (gone || place.current === null) return;
        const uri = (side: string, path: string) =>
          monaco.Uri.from({ scheme: 'compare', authority: side, path: `/${path}` });
        const modelOf = (side: string, path: string, text: string) => {
          monaco.editor.getModel(uri(side, path))?.dispose();
          return monaco.editor.createModel(text, undefined, uri(side, path));
        };
        const models = { original: modelOf('left', left, original), modified: modelOf('right', right, modified) };
        const editor = monaco.editor.createDiffEditor(place.current, {
          automaticLayout: true,
          readOnly: true,
          originalAriaLabel: leftName,
          modifiedAriaLabel: right,
          fontFamily: getComputedStyle(place.current).fontFamily,
          fontSize: store.getState().settings['editor.fontSize'],
          minimap: { enabled: false },
          scrollBeyondLastLine: false,
          renderSideBySide: true,
        });
        editor.setModel(models);
        dispose = () => {
          editor.dispose();
          models.original.dispose();
          models.modified.dispose();
        };
      },
    );
    return () => {
      gone = true;
      dispose?.();
    };
  }, [store, service, left, leftName, right]);
  return (
    <div className="compare">
      <div className="row compare-names small t2">
        <span className="ell grow">{leftName}</span>
        <span className="ell grow">{right}</span>
      </div>
      {flaw !== undefined && <p className="flaw compare-names">{flaw}</p>}
      <div className="code-view compare-code" ref={place} />
    </div>
  );
}
