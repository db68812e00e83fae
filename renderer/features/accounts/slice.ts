import type { Account } from '../../../runtimes/service/contract/ledger.ts';
import type { SliceContext } from '../../store/store.ts';

export interface AccountsSlice {
  readonly accounts: readonly Account[];
  /** Who sends: a name or an address. */
  readonly sender: string;
  loadAccounts(): Promise<void>;
  chooseSender(sender: string): void;
  /** An error is a sentence. */
  fund(address: string, amount: string): Promise<string | undefined>;
  nameAccount(address: string, name: string): Promise<string | undefined>;
}

export function createAccountsSlice({ set, service }: SliceContext): AccountsSlice {
  return {
    accounts: [],
    sender: 'alice',
    loadAccounts: async () => {
      const accounts = await service.request('accounts.list', {});
      if (accounts.ok) set({ accounts: accounts.value });
    },
    chooseSender: (sender) => set({ sender }),
    fund: async (address, amount) => {
      const done = await service.request('accounts.fund', { address, amount });
      return done.ok ? undefined : done.error.message;
    },
    nameAccount: async (address, name) => {
      const done = await service.request('accounts.name', { address, name });
      return done.ok ? undefined : done.error.message;
    },
  };
}
