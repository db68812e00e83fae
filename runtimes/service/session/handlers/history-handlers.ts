import { err, ok, type Result } from '../../../core/result.ts';
import type { LiveLedger } from '../../../workspace/live/live-ledger.ts';
import type { LiveError } from '../../../workspace/live/live-request.ts';
import type { TimelineBlock as LiveBlock } from '../../../workspace/live/live-history.ts';
import { LedgerSwaps } from '../../../workspace/snapshots/ledger-swaps.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Standing, TimelineBlock } from '../../contract/history.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';
import { Views } from '../views.ts';
import { ledgerError } from './ledger-handlers.ts';

type HistoryMethods = Extract<keyof Handlers, `history.${string}`>;

export function historyHandlers(session: Session): Pick<Handlers, HistoryMethods> {
  /** Moves the ledger, then says where it stands; every window is told. */
  const move = async (
    work: (live: LiveLedger) => Promise<Result<void, LiveError>>,
    moved = true,
  ): Promise<Result<Standing, ServiceError>> => {
    const live = await session.live();
    if (!live.ok) return live;
    const done = await work(live.value);
    if (!done.ok) return err(ledgerError(done.error));
    const swaps = await LedgerSwaps.open(session.root);
    await swaps.forgetRedo();
    session.emit('history.changed', { moved });
    return ok(standingOf(live.value, swaps));
  };
  /** The ledger's own changes are taken back before the import that brought it; done again the other way round. */
  const reverse = async (kind: 'undo' | 'redo'): Promise<Result<Standing, ServiceError>> => {
    const live = await session.live();
    if (!live.ok) return live;
    const swaps = await LedgerSwaps.open(session.root);
    const own = live.value.history.standing[kind] !== undefined;
    if (swaps[kind] === undefined || (kind === 'undo' && own)) {
      const done = await live.value.history.undo(kind);
      if (!done.ok) return err(ledgerError(done.error));
      session.emit('history.changed', { moved: true });
      return ok(standingOf(live.value, swaps));
    }
    const other = kind === 'undo' ? 'redo' : 'undo';
    const opened = await session.replaceLive(
      () => swaps.reverse(kind),
      () => swaps.reverse(other),
    );
    if (!opened.ok) return opened;
    session.emit('history.changed', { moved: true });
    return ok(standingOf(opened.value, swaps));
  };
  return {
    'history.describe': async () => {
      const live = await session.live();
      return live.ok ? ok(standingOf(live.value, await LedgerSwaps.open(session.root))) : live;
    },
    'history.blocks': async ({ before, limit }) => {
      const live = await session.live();
      if (!live.ok) return live;
      const views = new Views(live.value);
      return ok(live.value.history.blocks(before, limit).map((block) => blockView(block, views)));
    },
    'history.revert': ({ block }) => move(({ history }) => history.revert(block)),
    'history.undo': () => reverse('undo'),
    'history.redo': () => reverse('redo'),
    'history.branch': ({ name, block, go }) => move(({ history }) => history.branch(name, block, go), go),
    'history.switch': ({ name }) => move(({ history }) => history.switch(name)),
    'history.drop': ({ name }) => move(({ history }) => history.drop(name), false),
  };
}

function standingOf(live: LiveLedger, swaps: LedgerSwaps): Standing {
  const { branch, at, branches, undo, redo } = live.history.standing;
  return {
    branch,
    at,
    branches,
    undo: undo ?? (swaps.undo && `take back the ${swaps.undo.what}`) ?? null,
    redo: (swaps.redo && `do the ${swaps.redo.what} again`) ?? redo ?? null,
  };
}

function blockView(block: LiveBlock, views: Views): TimelineBlock {
  const { id, parent, number, hash, timestamp, transactions, gasUsed, stateRoot, stored } = block;
  const [transaction, receipt] = [stored?.transactions[0], stored?.receipts[0]];
  return {
    id,
    parent: parent ?? null,
    number,
    hash: `0x${hash}`,
    timestamp: timestamp ?? 0,
    transactions,
    gasUsed: gasUsed.toString(),
    stateRoot: stateRoot === undefined ? null : `0x${stateRoot}`,
    label: transaction && receipt ? views.label(transaction, receipt) : '',
  };
}
