/** Errors that belong to no place of their own, one at a time each; nothing vanishes before it was read. */
import type { SliceContext } from '../../store/store.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'info';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface NoticesSlice {
  readonly notices: readonly Notice[];
  notify(notice: Omit<Notice, 'id'>): void;
  dismiss(id: number): void;
  dismissAll(): void;
}

/** So many are kept: what nobody has looked at for so long is over. */
const KEPT = 50;

export function createNoticesSlice({ set }: SliceContext): NoticesSlice {
  let next = 1;
  return {
    notices: [],
    notify: (notice) =>
      set(({ notices }) => {
        const others = notices.filter(({ text }) => text !== notice.text);
        return { notices: [...others, { ...notice, id: next++ }].slice(-KEPT) };
      }),
    dismissAll: () => set({ notices: [] }),
    dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}
