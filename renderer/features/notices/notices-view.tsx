import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';

export function Notices(): JSX.Element {
  const { store } = useWorkbench();
  const notices = useApp((state) => state.notices);
  const { dismiss } = store.getState();
  return (
    <div aria-live="polite">
      {notices.map(({ id, kind, text, action }) => (
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
