import type { JSX } from 'react';
import type { TransactionView } from '../../../runtimes/service/contract/ledger.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { exactly, grouped, shortHex } from '../../ui/format.ts';
import { Status } from '../../ui/status.tsx';
import { CallTree } from './call-tree.tsx';
import { Emitted, Returned, useNames } from './decoded.tsx';

/** Everything that is known of one transaction. */
export function TransactionDetail({ transaction }: { transaction: TransactionView }): JSX.Element {
  const { store } = useWorkbench();
  const { block, index } = transaction;
  const { id, label, status, reason, fromName, from, to, created, value, gasUsed, gasLimit, outputs, events, frames } =
    transaction;
  const names = useNames();
  return (
    <section className="transaction" tabIndex={0} aria-label={`Transaction ${id.replace('-', '·')}`}>
      <h3 className="mono">{label}</h3>
      <div className="row transaction-does">
        <Status status={status} />
        <button className="link small" onClick={() => void store.getState().showTouched(null, block, index)}>
          Cells before and after
        </button>
        <button
          className="link small"
          title="Run it once more, step by step, forwards and backwards"
          onClick={() => void store.getState().startDebugging({ kind: 'live', block, index }, label)}
        >
          Debug
        </button>
      </div>
      {reason !== '' && <p className="small reason">{reason}</p>}
      <dl className="kv">
        <dt>From</dt>
        <dd title={from}>{fromName}</dd>
        {to !== null && (
          <>
            <dt>To</dt>
            <dd className="mono" title={to}>
              {names.get(to.toLowerCase()) ?? shortHex(to)}
            </dd>
          </>
        )}
        {created !== null && (
          <>
            <dt>Created</dt>
            <dd className="mono" title={created}>
              {names.get(created.toLowerCase()) ?? shortHex(created)}
            </dd>
          </>
        )}
        <dt>Value</dt>
        <dd title={`${value} wei`}>{exactly(value)}</dd>
        <dt>Gas</dt>
        <dd>
          {grouped(gasUsed)} of {grouped(gasLimit)}
        </dd>
        <Returned outputs={outputs} />
      </dl>
      {events.length > 0 && (
        <>
          <h4>Events</h4>
          <ul className="small">
            {events.map((event, n) => (
              <li key={n} className="mono event">
                <span className="t3">{event.emitter}</span> <Emitted event={event} />
              </li>
            ))}
          </ul>
        </>
      )}
      {frames.length > 0 && (
        <>
          <h4>Calls</h4>
          <CallTree frames={frames} gasUsed={gasUsed} />
        </>
      )}
    </section>
  );
}
