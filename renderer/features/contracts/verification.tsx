import type { JSX, ReactNode } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';

const WORDS = {
  same: { word: 'source verified', tone: 'committed', icon: 'check' },
  metadata: { word: 'same code, other metadata', tone: 'reverted', icon: 'info' },
  differs: { word: 'source differs', tone: 'error', icon: 'error' },
} as const;

/** Whether the code at the address is what its source compiles to now, for who asks. */
export function Verification({
  address,
  name,
  children,
}: {
  address: string;
  name: string;
  /** What else is known of it: in the same row. */
  children: ReactNode;
}): JSX.Element {
  const { store } = useWorkbench();
  const verified = useApp((state) => state.verdicts[address]);
  const shown = verified?.kind === 'known' ? WORDS[verified.verdict.verdict] : undefined;
  const why = verified?.kind === 'known' ? verified.verdict.why : verified?.kind === 'error' ? verified.message : '';
  const label = verified?.kind === 'busy' ? 'Verifying' : verified === undefined ? 'Verify source' : 'Verify again';
  return (
    <div className="verification" role="status">
      <div className="row">
        {shown && (
          <span className={`st st-${shown.tone}`}>
            <Icon name={shown.icon} />
            {shown.word}
          </span>
        )}
        {verified?.kind === 'error' && (
          <span className="st st-error">
            <Icon name="error" />
            not checked
          </span>
        )}
        {children}
        <span className="grow" />
        <Button
          kind="quiet small"
          aria-label={`${label}: ${name}`}
          isDisabled={verified?.kind === 'busy'}
          onPress={() => void store.getState().verify(address)}
        >
          {label}
        </Button>
      </div>
      {why !== '' && <p className="micro t2">{why}</p>}
    </div>
  );
}
