import type { JSX } from 'react';

/** What fills, outlines and edges of bars mean. */
export const Legend = (): JSX.Element => (
  <div className="legend" aria-hidden="true">
    {['committed', 'validating', 'aborted', 'waiting', 'invalidated'].map((status) => (
      <span key={status}>
        <i className={`key key-${status}`} />
        {status}
      </span>
    ))}
    <span>
      <i className="key key-frame" />
      nested frame
    </span>
    <span className="end t3">k-th execution of tx 32 is written 32·k</span>
  </div>
);
