/** From conflict to cure: advice on a hot cell of the comparison, and the change that is being tried. */
import type { AdviceView, TriedChange } from '../../../runtimes/service/contract/cures.ts';
import type { SliceContext } from '../../store/store.ts';

export type WhatIfId = AdviceView['whatIfs'][number]['id'];

/** Of the newest comparison its n-th run; `comparison` null: a run of the Schedule view, by its id. */
export interface CureRun {
  readonly comparison: number | null;
  readonly run: number;
}

export interface CureSlice {
  /** With the run that it is about. */
  readonly advice: (AdviceView & CureRun) | undefined;
  /** Something is asked for, tried or written. */
  readonly isCuring: boolean;
  readonly tried: TriedChange | undefined;
  adviseCell(of: CureRun, key: string): Promise<void>;
  /** In a copy of the workspace, compared with it as it is: the Compare view comes to the front. */
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
    adviseCell: ({ comparison, run }, key) =>
      busy(async () => {
        const told = await service.request('cure.advise', { comparison, run, key });
        if (!told.ok) failed(told.error.message);
        else set({ advice: { ...told.value, comparison, run } });
      }),
    tryWhatIf: (whatIf) =>
      busy(async () => {
        const { advice } = get();
        if (advice === undefined) return;
        // What is being typed belongs to it.
        await get().saveAll();
        const { comparison, run, key } = advice;
        const begun = await service.request('cure.try', { comparison, run, key, whatIf });
        if (!begun.ok) return failed(begun.error.message);
        await get().tookComparison(begun.value.comparison);
        set(({ comparisonTurn }) => ({
          advice: undefined,
          tried: begun.value.change ?? undefined,
          comparisonTurn: comparisonTurn + 1,
        }));
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
