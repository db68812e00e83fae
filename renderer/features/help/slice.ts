/** The user guide: which page of it is shown. */
import type { SliceContext } from '../../store/store.ts';

export interface HelpSlice {
  /** Name of a file of the guide, without its ending; undefined: it was not looked at. */
  readonly helpPage: string | undefined;
  /** A heading of that page; `turn` tells the same asked for twice apart. */
  readonly helpAnchor: { readonly id: string; readonly turn: number };
  /** Pages before this one, the last one first to go back to. */
  readonly helpBack: readonly string[];
  openHelp(page: string, anchor?: string): void;
  backInHelp(): void;
  closeHelp(): void;
}

const KEPT = 50;

export function createHelpSlice({ set }: SliceContext): HelpSlice {
  return {
    helpPage: undefined,
    helpAnchor: { id: '', turn: 0 },
    helpBack: [],
    openHelp: (page, anchor = '') =>
      set(({ helpPage, helpBack, helpAnchor }) => ({
        helpPage: page,
        helpAnchor: { id: anchor, turn: helpAnchor.turn + 1 },
        helpBack: helpPage === undefined || helpPage === page ? helpBack : [...helpBack, helpPage].slice(-KEPT),
      })),
    backInHelp: () =>
      set(({ helpBack, helpPage }) => ({ helpPage: helpBack.at(-1) ?? helpPage, helpBack: helpBack.slice(0, -1) })),
    closeHelp: () => set({ helpPage: undefined, helpBack: [] }),
  };
}
