import type { AccountId, CellKey } from '../../../core/cell.ts';
import { accountId } from '../../../core/cell.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { FileState } from '../../../workspace/state/file-state.ts';
import { findInState } from '../../../workspace/state/find-in-state.ts';
import { accountAt, listAccounts } from '../../../workspace/state/list-accounts.ts';
import type { StatePoint, StateSource } from '../../../workspace/state/state-source.ts';
import type { LiveLedger } from '../../../workspace/live/live-ledger.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Run } from '../runs.ts';
import type { Session } from '../session.ts';
import { accountView, cellView, changesView, pointView, StateAfter, touchedView } from '../state-views.ts';
import { Views } from '../views.ts';

type StateMethods = Extract<keyof Handlers, `state.${string}`>;
type Answer<T> = Promise<Result<T, ServiceError>>;

const missing = (message: string): Result<never, ServiceError> => err({ code: 'notFound', message });

export function stateHandlers(session: Session): Pick<Handlers, StateMethods> {
  const files = new WeakMap<LiveLedger, FileState>();
  const fileOf = (live: LiveLedger): FileState => {
    const known = files.get(live);
    if (known !== undefined) return known;
    const made = new FileState({
      db: live.file.reader,
      registry: session.registry,
      labels: () => new Map([...live.names].map(([name, account]) => [account, name])),
      label: (transaction, receipt) => new Views(live).label(transaction, receipt),
    });
    files.set(live, made);
    return made;
  };
  const sourceOf = async (run: number | null): Answer<StateSource> => {
    if (run === null) {
      const live = await session.live();
      return live.ok ? ok(fileOf(live.value)) : live;
    }
    const kept = session.runs.get(run);
    if (!kept.ok) return kept;
    return stateOf(kept.value);
  };
  const pointOf = (source: StateSource, id: number): Result<StatePoint, ServiceError> => {
    const point = source.point(id);
    return point === undefined ? missing('that block is no longer there: choose another one') : ok(point);
  };
  /** @param block absent: where the state stands. */
  const at = async <T>(
    { run, block }: { readonly run: number | null; readonly block?: number | undefined },
    work: (source: StateSource, point: StatePoint) => Result<T, ServiceError>,
  ): Answer<T> => {
    const source = await sourceOf(run);
    if (!source.ok) return source;
    const point = pointOf(source.value, block ?? source.value.head);
    return point.ok ? work(source.value, point.value) : point;
  };

  return {
    'state.sources': () => {
      const runs = session.runs.list().filter(({ id }) => {
        const run = session.runs.get(id);
        return run.ok && stateOf(run.value).ok;
      });
      const views = runs.map(({ id, scenario, policy, state }) => ({
        run: id,
        title: `run ${id}: ${scenario}, ${policy}`,
        isRunning: state === 'running',
      }));
      return Promise.resolve(ok([{ run: null, title: 'live ledger', isRunning: false }, ...views]));
    },
    'state.blocks': async ({ run, before, limit }) => {
      const source = await sourceOf(run);
      if (!source.ok) return source;
      if (before !== undefined) {
        const point = pointOf(source.value, before);
        if (!point.ok) return point;
      }
      return ok(source.value.line(before, limit).map(pointView));
    },
    'state.accounts': ({ after, limit, ...where }) =>
      at(where, (source, point) => {
        const { accounts, next } = listAccounts(source, point.id, after, limit);
        return ok({ block: pointView(point), accounts: accounts.map(accountView), next: next ?? null });
      }),
    'state.cells': ({ account, after, limit, ...where }) =>
      at(where, (source, point) =>
        ok(new StateAfter(source, point).cells(accountId(account), after as CellKey | undefined, limit)),
      ),
    'state.find': ({ text, ...where }) =>
      at(where, (source, point) => {
        const found = findInState(source, point.id, text);
        if (!found.ok) return missing(found.error);
        const { decode } = new StateAfter(source, point);
        const account = (id: AccountId) =>
          accountView(
            accountAt(source, point.id, id) ?? {
              account: id,
              name: source.named(point.id).labels.get(id) ?? '',
              runtime: undefined,
              balance: 0n,
              nonce: 0n,
              hasStorage: false,
            },
          );
        return ok({
          found: found.value.map((one) => ({
            account: account(one.account),
            cell: one.key === undefined ? null : cellView(decode(one.key, source.read(point.id, one.key))),
          })),
        });
      }),
    'state.versions': ({ key, before, limit, ...where }) =>
      at(where, (source, point) => {
        const place = before && { block: before.block, index: before.index ?? undefined };
        return ok(new StateAfter(source, point).versions(key as CellKey, place, limit));
      }),
    'state.diff': async ({ run, before, after, from, limit }, { signal, progress }) => {
      const source = await sourceOf(run);
      if (!source.ok) return source;
      const [first, second] = [pointOf(source.value, before), pointOf(source.value, after)];
      if (!first.ok) return first;
      if (!second.ok) return second;
      const page = { from: from as CellKey | undefined, limit };
      const changes = await changesView(source.value, [first.value, second.value], page, {
        signal,
        onProgress: (done) => progress({ done, what: 'changes' }),
      });
      if (changes.ok) return changes;
      const { code, message } = changes.error;
      return err({ code: code === 'cancelled' ? 'cancelled' : 'internal', message });
    },
    'state.transaction': ({ run, block, index }) =>
      at({ run, block }, (source, point) => {
        const touched = touchedView(source, point, index);
        return touched === undefined ? missing('there is no such transaction in that block') : ok(touched);
      }),
  };
}

/** Before its traffic nothing of a run has a name. */
const stateOf = ({ state, id }: Run): Result<StateSource, ServiceError> =>
  state?.isReady === true ? ok(state) : missing(`run ${id} has no state to look at yet`);
