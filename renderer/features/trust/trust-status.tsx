import type { JSX } from 'react';
import { Button } from 'react-aria-components';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Icon } from '../../ui/icon.tsx';

/** Of the status bar. */
export function TrustStatus(): JSX.Element | null {
  const { store } = useWorkbench();
  const trusted = useApp((state) => state.trusted);
  if (trusted === undefined) return null;
  const word = trusted ? 'Trusted' : 'Restricted';
  return (
    <Button
      className="status-button"
      aria-label={`${word}: manage workspace trust`}
      onPress={() => store.getState().showTrust(true)}
    >
      <span title={`${word}: manage workspace trust`}>
        <Icon name={trusted ? 'shield' : 'shieldOff'} />
        {word}
      </span>
    </Button>
  );
}
