import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty } from '../../ui/controls.tsx';
import { BreakpointList } from './breakpoint-list.tsx';
import { CallStack } from './call-stack.tsx';
import { DebugToolbar, StepSize } from './debug-toolbar.tsx';
import type { DebugView } from './debug-view-state.ts';
import { Part } from './part.tsx';
import { Scrubber } from './scrubber.tsx';
import { Variables } from './variables.tsx';
import { WatchList } from './watch-list.tsx';
import './debugger.css';

/** One transaction, step by step; without one, how to begin. Breakpoints are there always. */
export function DebuggerView(): JSX.Element {
  const view = useApp((state) => state.debug);
  return (
    <div className="view debugger">
      {view === undefined ? <Beginning /> : view.summary === undefined ? <Opening view={view} /> : <Open view={view} />}
      <BreakpointList />
    </div>
  );
}

function Beginning(): JSX.Element {
  const { dock } = useWorkbench();
  return (
    <Empty
      action={
        <>
          <Button kind="small" onPress={() => dock.show('transactions')}>
            Show transactions
          </Button>
          <Button kind="small" onPress={() => dock.show('schedule')}>
            Show the schedule
          </Button>
        </>
      }
    >
      Choose a transaction, or an incarnation in the schedule, and press Debug: it runs once more and can be stepped
      through, forwards and backwards. No state changes.
    </Empty>
  );
}

function Opening({ view }: { view: DebugView }): JSX.Element {
  const { store } = useWorkbench();
  const { title, error, progress } = view;
  return (
    <div className="debug-opening">
      <p className="mono ell" title={title}>
        {title}
      </p>
      {error === undefined ? (
        <p className="small t2" role="status">
          {progress === '' ? 'The transaction runs once more.' : progress}
        </p>
      ) : (
        <p className="small flaw" role="alert">
          {error}
        </p>
      )}
      <Button kind="small" onPress={() => store.getState().stopDebugging()}>
        {error === undefined ? 'Cancel' : 'Close'}
      </Button>
    </div>
  );
}

function Open({ view }: { view: DebugView }): JSX.Element {
  const { dock } = useWorkbench();
  const { why, error, stale, said, title, state } = view;
  return (
    <>
      <DebugToolbar />
      <div className="debug-where" aria-busy={state === 'moving'}>
        <div className="row">
          <p className="mono ell strong grow" title={title}>
            {title}
          </p>
          <span className="row debug-panels">
            <Button kind="quiet small" onPress={() => dock.show('gas')}>
              Gas
            </Button>
            <Button kind="quiet small" onPress={() => dock.show('machine')}>
              Machine
            </Button>
          </span>
        </div>
        <div className="row debug-why-row">
          <p className="small t2 grow debug-why" role="status">
            {why}
          </p>
          <StepSize />
        </div>
        {error !== undefined && (
          <p className="small flaw" role="alert">
            {error}
          </p>
        )}
        {stale && (
          <div className="debug-stale small">
            <p className="t3">{stale.about}</p>
            <code className="mono">{stale.text.trim()}</code>
          </div>
        )}
        <Scrubber />
      </div>
      <CallStack />
      <Variables />
      <WatchList />
      {said.length > 0 && (
        <Part title="Messages">
          <div className="debug-said scroll small" tabIndex={0} role="log" aria-label="Messages of breakpoints">
            {said.map((line, n) => (
              <p key={n}>{line}</p>
            ))}
          </div>
        </Part>
      )}
    </>
  );
}
