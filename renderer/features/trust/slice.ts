/** Whether the user trusts the open workspace: without that, assemblies that were compiled elsewhere are refused. */
import { NOT_TRUSTED } from '../../../runtimes/core/not-trusted.ts';
import type { SliceContext, State } from '../../store/store.ts';
import type { Notice } from '../notices/slice.ts';

export interface TrustSlice {
  /** Undefined: not known yet. */
  readonly trusted: boolean | undefined;
  readonly isTrustShown: boolean;
  readonly trustError: string | undefined;
  /** Shows the dialog that grants and withdraws trust, or closes it. */
  showTrust(shown: boolean): void;
  loadTrust(): Promise<void>;
  /** @returns whether it is as asked; otherwise the dialog says why not. */
  setTrust(trusted: boolean): Promise<boolean>;
  tookTrust(trusted: boolean): void;
}

export function createTrustSlice({ set, get, service }: SliceContext): TrustSlice {
  return {
    trusted: undefined,
    isTrustShown: false,
    trustError: undefined,
    showTrust: (isTrustShown) => set({ isTrustShown, trustError: undefined }),
    loadTrust: async () => {
      const answer = await service.request('workspace.trust', {});
      if (answer.ok) get().tookTrust(answer.value.trusted);
    },
    setTrust: async (trusted) => {
      const answer = await service.request('workspace.setTrust', { trusted });
      if (!answer.ok) {
        set({ trustError: answer.error.message });
        return false;
      }
      get().tookTrust(answer.value.trusted);
      if (answer.value.trusted === trusted) return true;
      set({ trustError: 'A folder that this one is in is trusted: open that one and withdraw its trust.' });
      return false;
    },
    tookTrust: (trusted) => {
      const before = get().trusted;
      if (before === trusted) return;
      set({ trusted });
      if (before === undefined) return;
      for (const path of trustMatters(get())) void get().compile(path);
    },
  };
}

/** What was compiled and may come out otherwise now: assemblies, which no document shows, and scenarios that name them. */
const trustMatters = ({ compiled, documents }: State): readonly string[] =>
  Object.keys(compiled).filter((path) => /\.ya?ml$/i.test(path) || documents[path] === undefined);

export const TRUST = 'Trust this workspace';

/** What a notice offers where trust is what is missing. */
export const trustAction = (code: string | undefined, get: () => State): Pick<Notice, 'action'> =>
  code === NOT_TRUSTED ? { action: { label: TRUST, run: () => get().showTrust(true) } } : {};
