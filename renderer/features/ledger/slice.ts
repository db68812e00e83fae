import type { ExecutorView, Head, LedgerInfo, LedgerTime } from '../../../runtimes/service/contract/ledger.ts';
import type { SliceContext } from '../../store/store.ts';

export interface LedgerSlice {
  readonly ledger: LedgerInfo | undefined;
  /** Why there is none. */
  readonly ledgerError: string | undefined;
  readonly executors: readonly ExecutorView[];
  loadLedger(): Promise<void>;
  tookBlock(head: Head, time: LedgerTime): void;
  tookTime(time: LedgerTime): void;
  /** When the next block shall be; empty: now. An error is a sentence. */
  setNextTime(time: string): Promise<string | undefined>;
  tookExecutors(executors: readonly ExecutorView[]): void;
}

export function createLedgerSlice({ set, service }: SliceContext): LedgerSlice {
  return {
    ledger: undefined,
    ledgerError: undefined,
    executors: [],
    loadLedger: async () => {
      const [ledger, executors] = await Promise.all([
        service.request('ledger.describe', {}),
        service.request('ledger.executors', {}),
      ]);
      set(
        ledger.ok
          ? { ledger: ledger.value, ledgerError: undefined }
          : { ledger: undefined, ledgerError: ledger.error.message },
      );
      if (executors.ok) set({ executors: executors.value });
    },
    tookBlock: (head, time) => set(({ ledger }) => (ledger ? { ledger: { ...ledger, head, time } } : {})),
    tookTime: (time) => set(({ ledger }) => (ledger ? { ledger: { ...ledger, time } } : {})),
    setNextTime: async (time) => {
      const done = await service.request('ledger.setTime', { time });
      return done.ok ? undefined : done.error.message;
    },
    tookExecutors: (executors) => set({ executors }),
  };
}
