import { useRef, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { NOT_TRUSTED } from '../../../runtimes/core/not-trusted.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TRUST } from '../trust/slice.ts';
import { problemsOf } from './slice.ts';
import './problems.css';

const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

export function ProblemsView(): JSX.Element {
  const { store } = useWorkbench();
  const compiled = useApp((state) => state.compiled);
  const problems = problemsOf(compiled);
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 24,
  });
  if (problems.length === 0)
    return (
      <div className="view">
        <Empty>
          {Object.keys(compiled).length === 0
            ? 'What compilers find in the files you open will stand here.'
            : 'No problems in what has been compiled.'}
        </Empty>
      </div>
    );
  return (
    <div className="view">
      <div className="scroll" ref={scroll}>
        <ul aria-label="Problems" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const problem = problems[index];
            if (problem === undefined) return null;
            const { severity, message, hint, file, line, column, code } = problem;
            const place = line > 0 ? `${file}:${line}:${column}` : file;
            const go = (): void =>
              void store.getState().openFile(file, line > 0 ? { line, column: Math.max(column, 1) } : undefined);
            return (
              <li key={`${place} ${message}`} className="problem" style={{ top: start }}>
                <button className="list-row" onClick={go} title={hint === undefined ? message : `${message}\n${hint}`}>
                  <span className={`st-${severity}`}>
                    <Icon name={severity} />
                  </span>
                  <span className="hidden-visually">{WORDS[severity]}</span>
                  <span className="ell">
                    {message}
                    {hint !== undefined && <span className="t2"> {hint}</span>}
                  </span>
                  <span className="mono micro t3 end">{place}</span>
                </button>
                {code === NOT_TRUSTED && (
                  <Button kind="small" icon="shield" onPress={() => store.getState().showTrust(true)}>
                    {TRUST}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
