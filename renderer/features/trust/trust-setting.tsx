import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';

/** Trust among the settings, though no file of settings has it: a workspace could bring that along. */
export function TrustSetting(): JSX.Element {
  const { store } = useWorkbench();
  const trusted = useApp((state) => state.trusted);
  return (
    <section aria-label="Trust">
      <h2>Trust</h2>
      <ul className="settings-list">
        <li className="setting">
          <div className="grow">
            <h3>Workspace trust</h3>
            <p className="small t2">Whether assemblies that were compiled elsewhere may run from this folder.</p>
            <p className="small">{trusted === true ? 'This workspace is trusted.' : 'This workspace is restricted.'}</p>
          </div>
          <div className="setting-value">
            <Button onPress={() => store.getState().showTrust(true)}>Manage workspace trust</Button>
          </div>
        </li>
      </ul>
    </section>
  );
}
