import { useRef, type JSX } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { NOT_TRUSTED } from '../../../runtimes/core/not-trusted.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty } from '../../ui/controls.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { Icon } from '../../ui/icon.tsx';
import { counted } from '../../ui/format.ts';
import { TRUST } from '../trust/slice.ts';
import { nameOf, parentOf } from '../explorer/tree-of.ts';
import { problemRows, problemsOf } from './slice.ts';
import './problems.css';

const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

export function ProblemsView(): JSX.Element {
  const { store } = useWorkbench();
  const compiled = useApp((state) => state.compiled);
  const problems = problemRows(problemsOf(compiled));
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
            const { file } = problem;
            if (problem.kind === 'file')
              return (
                <li key={file} className="problem problem-file" style={{ top: start }} title={file}>
                  <FileIcon path={file} />
                  <span className="ell">{nameOf(file)}</span>
                  <span className="micro t3 ell">{parentOf(file)}</span>
                  <span className="badge" aria-hidden="true">
                    {problem.count}
                  </span>
                  <span className="hidden-visually">{counted(problem.count, 'problem')}</span>
                </li>
              );
            const { severity, message, hint, line, column, code } = problem;
            const place = line > 0 ? `${line}:${column}` : '';
            const go = (): void =>
              void store
                .getState()
                .openFile(file, line > 0 ? { line, column: Math.max(column, 1) } : undefined, { isPreview: true });
            return (
              <li key={`${file}:${place} ${message}`} className="problem" style={{ top: start }}>
                <button className="list-row" onClick={go} title={hint === undefined ? message : `${message}\n${hint}`}>
                  <span className={`st-${severity}`}>
                    <Icon name={severity} />
                  </span>
                  <span className="hidden-visually">{WORDS[severity]}</span>
                  <span className="ell">
                    {message}
                    {hint !== undefined && <span className="t2">; {hint}</span>}
                  </span>
                  <span className="mono micro t3 end">
                    <span className="hidden-visually">
                      {file}
                      {line > 0 && ':'}
                    </span>
                    {place}
                  </span>
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
