/** From conflict to cure: advice on a hot cell of the comparison, and the change that is being tried. */
import type { AdviceView, TriedChange } from '../../../runtimes/service/contract/cures.ts';
import type { SliceContext } from '../../store/store.ts';

export type WhatIfId = AdviceView['whatIfs'][number]['id'];

export interface CureSlice {
  /** With the run that it is about. */
  readonly advice: (AdviceView & { readonly comparison: number; readonly run: number }) | undefined;
  /** Something is asked for, tried or written. */
  readonly isCuring: boolean;
  readonly tried: TriedChange | undefined;
  adviseCell(run: number, key: string): Promise<void>;
  /** In a copy of the workspace, compared with it as it is. */
  tryWhatIf(id: WhatIfId): Promise<void>;
  keepTried(): Promise<void>;
  discardTried(): Promise<void>;
  loadTried(): Promise<void>;
}

export function createCureSlice({ set, get, service }: SliceContext): CureSlice {
  const failed = (text: string): void => get().notify({ kind: 'error', text });

  async function busy(work: () => Promise<void>): Promise<void> {
    if (get().isCuring) return;
    set({ isCuring: true });
    await work();
    set({ isCuring: false });
  }

  return {
    advice: undefined,
    isCuring: false,
    tried: undefined,
    adviseCell: (run, key) =>
      busy(async () => {
        const { comparison } = get();
        if (comparison === undefined) return;
        const told = await service.request('cure.advise', { comparison: comparison.id, run, key });
        if (!told.ok) failed(told.error.message);
        else set({ advice: { ...told.value, comparison: comparison.id, run } });
      }),
    tryWhatIf: (whatIf) =>
      busy(async () => {
        const { advice, comparison } = get();
        if (advice === undefined || comparison === undefined) return;
        // What is being typed belongs to it.
        await get().saveAll();
        const { run, key } = advice;
        const begun = await service.request('cure.try', { comparison: advice.comparison, run, key, whatIf });
        if (!begun.ok) return failed(begun.error.message);
        await get().tookComparison(begun.value.comparison);
        set({ advice: undefined, tried: begun.value.change ?? undefined });
      }),
    keepTried: () =>
      busy(async () => {
        const kept = await service.request('cure.keep', {});
        if (!kept.ok) return failed(kept.error.message);
        set({ tried: undefined });
        const [first] = kept.value.paths;
        get().notify({ kind: 'info', text: `The change is written to ${kept.value.paths.join(', ')}` });
        if (first !== undefined) void get().openFile(first);
      }),
    discardTried: async () => {
      set({ tried: undefined });
      const done = await service.request('cure.discard', {});
      if (!done.ok) failed(done.error.message);
    },
    loadTried: async () => {
      set({ advice: undefined, tried: undefined });
      const tried = await service.request('cure.tried', {});
      if (tried.ok && tried.value.change !== null) set({ tried: tried.value.change });
    },
  };
}
