import type { TransactionView } from '../../../runtimes/service/contract/ledger.ts';
import type { SliceContext } from '../../store/store.ts';

export interface TransactionsSlice {
  /** The newest first, as many as were asked for. */
  readonly transactions: readonly TransactionView[];
  readonly allTransactions: boolean;
  readonly selectedTransaction: string | undefined;
  loadTransactions(): Promise<void>;
  loadOlder(): Promise<void>;
  tookTransactions(transactions: readonly TransactionView[]): void;
  selectTransaction(id: string | undefined): void;
}

const PAGE = 100;

export function createTransactionsSlice({ set, get, service }: SliceContext): TransactionsSlice {
  let loading = false;
  return {
    transactions: [],
    allTransactions: false,
    selectedTransaction: undefined,
    loadTransactions: async () => {
      const page = await service.request('ledger.transactions', { limit: PAGE });
      if (page.ok) set({ transactions: page.value, allTransactions: page.value.length < PAGE });
    },
    loadOlder: async () => {
      const last = get().transactions.at(-1);
      if (loading || get().allTransactions || last === undefined) return;
      loading = true;
      const before = { block: last.block, index: last.index };
      const page = await service.request('ledger.transactions', { before, limit: PAGE });
      loading = false;
      if (!page.ok) return;
      set(({ transactions }) => ({
        transactions: [...transactions, ...page.value],
        allTransactions: page.value.length < PAGE,
      }));
    },
    tookTransactions: (news) =>
      set(({ transactions }) => {
        const ids = new Set(news.map(({ id }) => id));
        return { transactions: [...news].reverse().concat(transactions.filter(({ id }) => !ids.has(id))) };
      }),
    selectTransaction: (id) => set({ selectedTransaction: id }),
  };
}

/** Whether each word stands somewhere in what is shown of it. */
export function matches(transaction: TransactionView, search: string): boolean {
  const { label, fromName, from, to, reason, status, block, runtime, events } = transaction;
  const text = [label, fromName, from, to, reason, status, `block ${block}`, runtime, ...events.map((one) => one.text)]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
