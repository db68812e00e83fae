/** A service with one window, in this process, over an empty home. */
import { fileURLToPath } from 'node:url';
import { installed } from '../registry.ts';
import { channelPair } from './channel-pair.testkit.ts';
import { ServiceClient } from './client/service-client.ts';
import type { Method, Params, ResultOf } from './contract/methods.ts';
import type { RunView } from './contract/runs.ts';
import { ServiceHost } from './host/service-host.ts';

export interface TestService {
  readonly host: ServiceHost;
  readonly client: ServiceClient;
  /** Bugs of the service, and messages that the window could not make out. */
  readonly faults: readonly unknown[];
  /** @throws Error where the service refuses. */
  ask<M extends Method>(method: M, params: Params<M>): Promise<ResultOf<M>>;
  /** Of a run that has begun, once it is over, however it went. */
  ended(run: number): Promise<RunView>;
}

export function startService(home: string): TestService {
  const faults: unknown[] = [];
  const host = new ServiceHost({
    version: '0',
    registry: installed,
    examples: fileURLToPath(new URL('../../resources/examples/', import.meta.url)),
    home,
    recent: undefined,
    now: () => Date.now(),
    onBug: (bug) => faults.push(bug),
  });
  const [near, far] = channelPair();
  host.connect(far);
  const client = new ServiceClient(near, (fault) => faults.push(fault));
  return {
    host,
    client,
    faults,
    ask: async (method, params) => {
      const answer = await client.request(method, params);
      if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
      return answer.value;
    },
    ended: (run) => {
      const { promise, resolve } = Promise.withResolvers<RunView>();
      const off = client.on('run.done', (done) => {
        if (done.id !== run || done.state === 'running') return;
        off();
        resolve(done);
      });
      return promise;
    },
  };
}
