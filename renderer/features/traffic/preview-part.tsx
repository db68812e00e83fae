/** What will come of the form, drawn: which functions are called how often, and who is named how often. */
import type { JSX } from 'react';
import type { TrafficForm, TrafficHits, TrafficPreview } from '../../../runtimes/service/contract/traffic.ts';
import { useApp } from '../../store/use-app.ts';
import { counted, ether } from '../../ui/format.ts';
import { countOf } from './entries-part.tsx';

export function PreviewPart({ form }: { form: TrafficForm }): JSX.Element {
  const examination = useApp((state) => state.trafficExamination);
  const busy = useApp((state) => state.isExaminingTraffic);
  const preview = examination?.preview;
  return (
    <aside className="traffic-preview" aria-label="Preview">
      <div className="section-head">
        <h2>Preview</h2>
        <span className="micro t2" role="status">
          {busy
            ? examination
              ? 'looking'
              : 'compiling its contracts'
            : preview
              ? counted(preview.total, 'transaction')
              : ''}
        </span>
      </div>
      <Mix form={form} />
      {preview ? (
        <div className={busy ? 'stale' : ''}>
          {preview.planned < preview.total && (
            <p className="micro t2 traffic-note">
              Counted from {counted(preview.planned, 'transaction')}, each function’s share of them.
            </p>
          )}
          {preview.hits.map((hits) => (
            <Hits key={hits.of} hits={hits} />
          ))}
          <First preview={preview} />
        </div>
      ) : (
        examination && !busy && <p className="small t2 traffic-note">What is marked has to be put right first.</p>
      )}
    </aside>
  );
}

/** Which share each line of the traffic has. */
function Mix({ form }: { form: TrafficForm }): JSX.Element | null {
  const total = form.traffic.reduce((sum, entry) => sum + countOf(entry), 0);
  if (total === 0) return null;
  const calls = new Map<string, number>();
  for (const entry of form.traffic) {
    const to = entry.to.kind === 'literal' ? `${entry.to.text}.` : '';
    const name = entry.call === '' ? 'transfers' : `${to}${entry.call.replace(/\(.*/, '')}`;
    calls.set(name, (calls.get(name) ?? 0) + countOf(entry));
  }
  const most = Math.max(...calls.values());
  return (
    <ul className="traffic-mix" aria-label="Calls">
      {[...calls].map(([name, count]) => (
        <li key={name}>
          <span className="ell mono">{name}</span>
          <span className="traffic-bar" aria-hidden="true">
            <span style={{ width: `${(100 * count) / most}%` }} />
          </span>
          <span className="num micro t2">{count.toLocaleString('en')}</span>
        </li>
      ))}
    </ul>
  );
}

function Hits({ hits }: { hits: TrafficHits }): JSX.Element {
  const { of, draws, distinct, top, meeting } = hits;
  const [first] = top;
  const most = first?.count ?? 1;
  const others = draws - top.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="traffic-hits" aria-label={of}>
      <h3>{of === 'senders' ? 'Senders' : of}</h3>
      <div className="traffic-columns" aria-hidden="true">
        {top.map(({ name, count }) => (
          <span
            key={name}
            title={`${name}: ${count.toLocaleString('en')}`}
            className={count / draws > 0.2 ? 'hot' : ''}
            style={{ height: `${Math.max(2, (100 * count) / most)}%` }}
          />
        ))}
      </div>
      <p className="micro t2">
        {first && (
          <>
            {distinct === 1 ? 'always ' : `${counted(distinct, 'different one', 'different ones')}, most often `}
            <b>{first.name}</b>
            {distinct > 1 && `: ${percent(first.count / draws)}`}
            {others > 0 && `; ${distinct - top.length} more not drawn`}.{' '}
            {of === 'senders' ? 'Two have the same sender' : 'Two name the same'} with {percent(meeting)}.
          </>
        )}
      </p>
    </section>
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;

function First({ preview: { first } }: { preview: TrafficPreview }): JSX.Element {
  return (
    <section className="traffic-hits" aria-label="First transactions">
      <h3>First transactions</h3>
      <div className="traffic-first" tabIndex={0} role="region" aria-label="First transactions, a table">
        <table className="tb">
          <thead>
            <tr>
              <th>from</th>
              <th>calls</th>
              <th>with</th>
            </tr>
          </thead>
          <tbody>
            {first.map(({ from, call, args, value }, n) => (
              <tr key={n}>
                <td>{from}</td>
                <td className="mono">{call}</td>
                <td className="mono">
                  {args}
                  {value !== '0' && ` (${ether(value)} ether)`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
