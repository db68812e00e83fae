import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, TextField } from '../../ui/controls.tsx';
import { dateTime } from '../../ui/format.ts';

/** When the next block is, for contracts that wait for something: for that block alone, time goes on from there. */
export function NextBlockTime(): JSX.Element {
  const { store } = useWorkbench();
  const time = useApp((state) => state.ledger?.time);
  const next = time?.next ?? undefined;
  const [text, setText] = useState('');
  const [flaw, setFlaw] = useState<string | undefined>(undefined);
  const set = async (wanted: string): Promise<void> => {
    const error = await store.getState().setNextTime(wanted);
    setFlaw(error);
    if (error === undefined) setText('');
  };
  return (
    <div className="funding-part" role="group" aria-label="Time of the next block">
      <div className="row">
        <div className="grow">
          <TextField
            label="Next block at"
            type="UTC"
            value={text}
            onChange={(typed) => {
              setText(typed);
              setFlaw(undefined);
            }}
            placeholder="+1 day, 2027-01-31 12:00"
            flaw={flaw}
            onSubmit={() => void set(text)}
            mono
          />
        </div>
        <Button isDisabled={text.trim() === ''} onPress={() => void set(text)}>
          Set time
        </Button>
      </div>
      <p className="micro t2" role="status">
        {time !== undefined && time.newest > 0 && <>The newest block is of {dateTime(time.newest)}. </>}
        {next === undefined ? 'The next one will be now.' : `The next one will be at ${dateTime(next)}. `}
        {next !== undefined && (
          <Button kind="quiet small" onPress={() => void set('')}>
            Take it back
          </Button>
        )}
      </p>
    </div>
  );
}
