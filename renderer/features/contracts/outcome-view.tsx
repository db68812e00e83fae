import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button } from '../../ui/controls.tsx';
import { grouped } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Status } from '../../ui/status.tsx';
import { ConsoleLines } from '../transactions/call-tree.tsx';
import { Emitted, Returned } from '../transactions/decoded.tsx';
import type { Outcome } from './slice.ts';

/** How a call or a transaction ended: status, what it returned, its events; or why it never ran. */
export function OutcomeView({
  outcome,
  address,
}: {
  outcome: Outcome;
  address: string | undefined;
}): JSX.Element | null {
  const { store, dock } = useWorkbench();
  if (outcome.kind === 'busy')
    return (
      <div className="outcome row" role="status">
        <span className="grow small t2">{outcome.what}</span>
        <Button kind="quiet small" onPress={outcome.cancel}>
          Cancel
        </Button>
      </div>
    );
  if (outcome.kind === 'error') {
    // It stands at its field.
    if (outcome.error.argument !== undefined) return null;
    return (
      <div className="outcome" role="alert">
        <span className="st st-error">
          <Icon name="error" />
          not sent
        </span>
        <p className="small reason">{outcome.error.message}</p>
      </div>
    );
  }
  const { status, reason, gasUsed, outputs, events, frames } =
    outcome.kind === 'called' ? outcome.result : outcome.transaction;
  const called = outcome.kind === 'called';
  const own = address ?? (outcome.kind === 'sent' ? outcome.transaction.created : undefined);
  return (
    <div className="outcome" role="status">
      <div className="row">
        <Status status={status} word={called && status === 'committed' ? 'answered' : status} />
        {outcome.kind === 'sent' && (
          <Button
            kind="quiet small"
            onPress={() => {
              store.getState().selectTransaction(outcome.transaction.id);
              dock.show('transactions');
            }}
          >
            tx {outcome.transaction.id.replace('-', '·')}
          </Button>
        )}
        <span className="end small t2 num">{grouped(gasUsed)} gas</span>
      </div>
      {reason !== '' && <p className="small reason">{reason}</p>}
      <ConsoleLines frames={frames} />
      <dl className="kv">
        <Returned outputs={outputs} />
        {events.map((event, n) => (
          <div className="kv-row" key={`event ${n}`}>
            <dt>Event</dt>
            <dd className="mono">
              {event.address !== own && <span className="t2">{event.emitter} </span>}
              <Emitted event={event} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
