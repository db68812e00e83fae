import type { JSX } from 'react';

/** Nobody answers, or the address lacks the token of this start. */
export const NoConnection = (): JSX.Element => (
  <main style={{ padding: 'var(--sp-12)', maxWidth: 560 }}>
    <h1>No connection</h1>
    <p className="t2">
      This page needs the whole address that the program printed when it started, with what stands behind the #. If the
      program has ended, start it again: <code className="mono">npm start</code>
    </p>
  </main>
);
