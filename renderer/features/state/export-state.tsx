import { useRef, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton } from '../../ui/controls.tsx';
import { grouped } from '../../ui/format.ts';
import { saveText } from '../schedule/export-file.ts';

/** All accounts and cells after the block that is shown, as JSON. */
export function ExportState(): JSX.Element {
  const { store } = useWorkbench();
  const isThere = useApp((state) => state.explored.point !== undefined);
  const [done, setDone] = useState<number | undefined>(undefined);
  const cancel = useRef<AbortController | undefined>(undefined);
  const start = async (): Promise<void> => {
    const own = (cancel.current = new AbortController());
    setDone(0);
    const file = await store.getState().stateAsJson(own.signal, setDone);
    setDone(undefined);
    if (file !== undefined) saveText(file.name, file.text, 'application/json');
  };
  return done === undefined ? (
    <IconButton icon="export" label="Export JSON" isDisabled={!isThere} onPress={() => void start()} />
  ) : (
    <Button kind="small" icon="stop" onPress={() => cancel.current?.abort()}>
      {`Cancel: ${grouped(String(done))} cells`}
    </Button>
  );
}
