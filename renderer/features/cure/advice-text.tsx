import type { JSX } from 'react';
import type { AdviceView } from '../../../runtimes/service/contract/cures.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button } from '../../ui/controls.tsx';

/** Which lines make a cell hot, what usually helps, and what can be tried. `running`: nothing can be tried now. */
export function AdviceText({ advice, running }: { advice: AdviceView; running: boolean }): JSX.Element {
  const { store } = useWorkbench();
  const { cell, uses, text, whatIfs } = advice;
  return (
    <div className="cure-advice" role="region" aria-label={`Cure for ${cell}`}>
      <h3 className="mono">{cell}</h3>
      {uses.length > 0 && (
        <ul className="cure-uses">
          {uses.map(({ label, kind, path, line, text: source }) => (
            <li key={`${label} ${kind}`}>
              <span className="small t2">
                {label} {kind === 'read' ? 'reads it' : 'writes it'}
              </span>
              <code className="ell">{source}</code>
              {path !== null && (
                <Button kind="quiet small" onPress={() => void store.getState().openFile(path, { line, column: 1 })}>
                  {path.slice(path.lastIndexOf('/') + 1)}:{line}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ul className="cure-text small">
        {text.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <h3>What if</h3>
      <p className="small t2">
        Tried in a copy of the workspace and compared with what it is now. Your files stay as they are.
      </p>
      <ul className="cure-what-ifs">
        {whatIfs.map(({ id, title, about, reason }) => (
          <li key={id}>
            <Button
              kind="small"
              icon="play"
              isDisabled={reason !== null || running}
              onPress={() => void store.getState().tryWhatIf(id)}
            >
              {title}
            </Button>
            <span className="small t2">{reason === null ? about : `Not by a machine: ${reason}.`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
