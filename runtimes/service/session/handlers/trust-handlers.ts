import { isTrusted, setTrusted } from '../../../compiling/trust.ts';
import { err, ok } from '../../../core/result.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';

export function trustHandlers(session: Session): Pick<Handlers, 'workspace.trust' | 'workspace.setTrust'> {
  return {
    'workspace.trust': () => Promise.resolve(ok({ trusted: isTrusted(session.root) })),
    'workspace.setTrust': ({ trusted }) => {
      const done = setTrusted(session.root, trusted);
      if (!done.ok)
        return Promise.resolve(err({ code: 'io', message: `the trust cannot be remembered: ${done.error}` }));
      const now = { trusted: isTrusted(session.root) };
      session.emit('workspace.trust', now);
      return Promise.resolve(ok(now));
    },
  };
}
