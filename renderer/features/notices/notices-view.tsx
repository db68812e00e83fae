import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';

/** So many stand under each other; of more, the newest, and one line for the others. */
const STACKED = 2;

export function Notices(): JSX.Element {
  const { store } = useWorkbench();
  const notices = useApp((state) => state.notices);
  const [isUnfolded, setUnfolded] = useState(false);
  const { dismiss, dismissAll } = store.getState();
  const isFolded = notices.length > STACKED && !isUnfolded;
  const shown = isFolded ? notices.slice(1 - STACKED) : notices;
  return (
    <div aria-live="polite">
      {notices.length > STACKED && (
        <div className="banner">
          <span className="grow">
            {isFolded ? `${notices.length - shown.length} earlier messages` : `${notices.length} messages`}
          </span>
          <Button kind="small" aria-expanded={!isFolded} onPress={() => setUnfolded(isFolded)}>
            {isFolded ? 'Show all' : 'Show fewer'}
          </Button>
          <Button
            kind="small"
            onPress={() => {
              setUnfolded(false);
              dismissAll();
            }}
          >
            Dismiss all
          </Button>
        </div>
      )}
      {shown.map(({ id, kind, text, action }) => (
        <div key={id} className={`banner ${kind}`}>
          <Icon name={kind} />
          <span className="grow">{text}</span>
          {action && (
            <Button
              kind="small"
              onPress={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton small icon="close" label="Dismiss" onPress={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
