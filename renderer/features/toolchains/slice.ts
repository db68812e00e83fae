import type { Toolchain } from '../../../runtimes/service/contract/code.ts';
import type { SliceContext } from '../../store/store.ts';

export interface ToolchainsSlice {
  /** undefined: nobody has looked yet. */
  readonly toolchains: readonly Toolchain[] | undefined;
  readonly lookingForToolchains: boolean;
  loadToolchains(): Promise<void>;
}

export function createToolchainsSlice({ set, get, service }: SliceContext): ToolchainsSlice {
  return {
    toolchains: undefined,
    lookingForToolchains: false,
    loadToolchains: async () => {
      set({ lookingForToolchains: true });
      const found = await service.request('code.toolchains', {});
      set({ lookingForToolchains: false });
      if (found.ok) set({ toolchains: found.value });
      else get().notify({ kind: 'error', text: found.error.message });
    },
  };
}
