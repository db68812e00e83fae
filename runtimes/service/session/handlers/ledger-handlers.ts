import { err, ok, type Result } from '../../../core/result.ts';
import type { AccountId } from '../../../core/cell.ts';
import { scenarioAccount } from '../../../workspace/scenario/account.ts';
import { parseAmount } from '../../../workspace/scenario/amount.ts';
import type { LiveLedger } from '../../../workspace/live/live-ledger.ts';
import type { LiveError } from '../../../workspace/live/live-request.ts';
import { ACCOUNT_NAMES } from '../../../workspace/live/live-scenario.ts';
import { parseNextTime } from '../../../workspace/live/next-time.ts';
import { readBlocks, readLog, type LoggedTransaction } from '../../../workspace/live/transaction-log.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Account } from '../../contract/ledger.ts';
import type { Handlers } from '../../server/handlers.ts';
import { headOf, timeOf, type Session } from '../session.ts';
import { findAccount, Views } from '../views.ts';

type LedgerMethods =
  | 'ledger.describe'
  | 'ledger.blocks'
  | 'ledger.transactions'
  | 'ledger.executors'
  | 'ledger.setTime'
  | 'accounts.list'
  | 'accounts.fund'
  | 'accounts.name'
  | 'accounts.transfer';

/** Whatever somebody sends in one go. */
const MOST_WEI = 2n ** 128n;

const wrong = (message: string): { ok: false; error: ServiceError } => err({ code: 'invalid', message });

export function ledgerError(error: LiveError): ServiceError {
  const { code, message } = error;
  if (code === 'argument') return { code, message, ...(error.argument !== undefined && { argument: error.argument }) };
  return { code: code === 'unknown' ? 'notFound' : code === 'busy' ? 'cancelled' : code, message };
}

/** Wei of what somebody typed. */
function wei(what: string, text: string | undefined): Result<bigint, ServiceError> {
  if (text === undefined || text.trim() === '') return ok(0n);
  const amount = parseAmount(text);
  if (!amount.ok) return wrong(`${what}: ${amount.error}`);
  if (amount.value < 0n || amount.value > MOST_WEI) return wrong(`${what}: ${text} is out of range for an amount`);
  return amount;
}

export function accountOf(live: LiveLedger, text: string): Result<AccountId, ServiceError> {
  const found = findAccount(live, text);
  return found === undefined ? wrong(`"${text.slice(0, 80)}" is neither an address nor a name`) : ok(found);
}

interface Sender {
  readonly from: AccountId;
  readonly value: bigint;
  readonly gas?: bigint;
}

export function senderOf(
  live: LiveLedger,
  sending: { readonly from: string; readonly value?: string | undefined; readonly gas?: string | undefined },
): Result<Sender, ServiceError> {
  const from = accountOf(live, sending.from);
  if (!from.ok) return from;
  const value = wei('value', sending.value);
  if (!value.ok) return value;
  if (sending.gas === undefined || sending.gas.trim() === '') return ok({ from: from.value, value: value.value });
  const gas = parseAmount(sending.gas);
  if (!gas.ok || gas.value <= 0n) return wrong(`gas limit: "${sending.gas}" is none, write a whole number`);
  return ok({ from: from.value, value: value.value, gas: gas.value });
}

export function ledgerHandlers(session: Session): Pick<Handlers, LedgerMethods> {
  const withLive = async <T>(
    work: (live: LiveLedger) => Promise<Result<T, ServiceError>>,
  ): Promise<Result<T, ServiceError>> => {
    const live = await session.live();
    return live.ok ? work(live.value) : live;
  };
  return {
    'ledger.describe': () =>
      withLive(async (live) => {
        const head = await headOf(live);
        if (!head.ok) return head;
        const { config, branch, file } = live.file;
        return ok({
          chainId: config.chainId.toString(),
          hardfork: config.hardfork,
          branch,
          file,
          head: head.value,
          time: timeOf(live),
        });
      }),
    'ledger.blocks': ({ limit }) =>
      withLive(async ({ file }) =>
        ok(
          readBlocks(file, limit).map(({ number, hash, timestamp, transactions, gasUsed, policy }) => ({
            number,
            hash: `0x${hash}`,
            timestamp: timestamp ?? 0,
            transactions,
            gasUsed: gasUsed.toString(),
            policy: policy ?? '',
          })),
        ),
      ),
    'ledger.transactions': ({ before, limit }) =>
      withLive(async (live) => {
        const views = new Views(live);
        return ok(readLog(live.file, before, limit).map((one) => views.transaction(one)));
      }),
    'ledger.executors': () => session.executors(),
    'ledger.setTime': ({ time }) =>
      withLive((live) => {
        const next = parseNextTime(time, live.time, session.now());
        if (!next.ok) return Promise.resolve(wrong(next.error));
        const set = live.setNextTime(next.value);
        if (!set.ok) return Promise.resolve(err(ledgerError(set.error)));
        session.emit('ledger.time', timeOf(live));
        return Promise.resolve(ok(timeOf(live)));
      }),
    'accounts.list': () => withLive(async (live) => ok(accountsOf(live))),
    'accounts.fund': ({ address, amount }) =>
      withLive(async (live) => {
        const account = accountOf(live, address);
        if (!account.ok) return account;
        const value = wei('amount', amount);
        if (!value.ok) return value;
        if (value.value === 0n) return wrong('say how much: 10 ether');
        const funded = await live.fund(account.value, value.value);
        if (!funded.ok) return err(ledgerError(funded.error));
        session.emit('accounts.changed', {});
        const told = await session.tellBlock(live, []);
        return told.ok ? ok({}) : told;
      }),
    'accounts.name': ({ address, name }) =>
      withLive(async (live) => {
        const account = accountOf(live, address);
        if (!account.ok) return account;
        const named = await live.book.put(account.value, name.trim(), (other) => {
          const owner = live.names.get(other);
          return owner !== undefined && owner !== account.value;
        });
        if (!named.ok) return wrong(named.error);
        session.emit('accounts.changed', {});
        return ok({});
      }),
    'accounts.transfer': ({ to, ...sending }) =>
      withLive(async (live) => {
        const target = accountOf(live, to);
        if (!target.ok) return target;
        const sender = senderOf(live, sending);
        if (!sender.ok) return sender;
        return finish(session, live, await live.transfer(target.value, sender.value));
      }),
  };
}

/** A transaction was sent: every window hears of it, the sender gets it as the answer. */
export async function finish(
  session: Session,
  live: LiveLedger,
  sent: Result<LoggedTransaction, LiveError>,
): ReturnType<Handlers['contracts.send']> {
  if (!sent.ok) return err(ledgerError(sent.error));
  const told = await session.tellBlock(live, [sent.value]);
  if (!told.ok) return told;
  return ok(new Views(live).transaction(sent.value));
}

function accountsOf(live: LiveLedger): readonly Account[] {
  const own = ACCOUNT_NAMES.map((_, n) => scenarioAccount(n));
  const contracts = new Set(live.contracts.all.map(({ address }) => address));
  const others = [...live.book.names.keys()].filter((account) => !own.includes(account) && !contracts.has(account));
  return [...own, ...others].map((account, n) => ({
    address: `0x${account}`,
    name: live.book.names.get(account) ?? ACCOUNT_NAMES[n] ?? '',
    balance: live.balance(account).toString(),
    nonce: live.nonce(account).toString(),
    own: n < own.length,
  }));
}
