import type { JSX } from 'react';
import { problemsOf } from '../features/problems/slice.ts';
import { TrustStatus } from '../features/trust/trust-status.tsx';
import { useApp } from '../store/use-app.ts';
import { Icon } from '../ui/icon.tsx';
import { shortHex } from '../ui/format.ts';
import { RuntimeGlyph } from '../ui/runtime-glyph.tsx';

export function StatusBar(): JSX.Element {
  const workspace = useApp((state) => state.workspace);
  const ledger = useApp((state) => state.ledger);
  const ledgerError = useApp((state) => state.ledgerError);
  const executors = useApp((state) => state.executors);
  const compiled = useApp((state) => state.compiled);
  const preparing = useApp((state) => state.preparing);
  const note = useApp((state) => state.compileNote);
  const compiling = useApp((state) => state.compiling.length > 0);
  if (workspace === undefined) return <footer className="statusbar">No workspace open</footer>;
  const problems = problemsOf(compiled);
  const count = (severity: string): number => problems.filter((one) => one.severity === severity).length;
  const running = new Map<string, number>();
  for (const { runtime, pid } of executors)
    if (pid !== undefined) running.set(runtime, (running.get(runtime) ?? 0) + 1);
  return (
    <footer className="statusbar" aria-label="Status">
      <TrustStatus />
      {ledger && (
        <>
          <span>
            <Icon name="state" />
            Block {ledger.head.number}
          </span>
          <span className="mono micro hide-narrow" title={ledger.head.stateRoot}>
            root {shortHex(ledger.head.stateRoot)}
          </span>
        </>
      )}
      {ledgerError !== undefined && <span className="st-error">{ledgerError}</span>}
      <span className="grow" />
      <span role="status">
        {preparing !== undefined ? `${preparing.what}: ${preparing.percent} %` : compiling ? 'compiling' : note}
      </span>
      {[...running].map(([runtime, executorCount]) => (
        <span key={runtime} title={`Executors of this runtime: ${executorCount}`}>
          <RuntimeGlyph runtime={runtime} named />
          {executorCount}
        </span>
      ))}
      <span title="Errors and warnings">
        <Icon name="error" />
        {count('error')}
        <Icon name="warning" />
        {count('warning')}
      </span>
      {ledger && <span className="hide-narrow">{ledger.hardfork}</span>}
    </footer>
  );
}
