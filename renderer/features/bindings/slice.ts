/** The interface of a contract, written for another language. */
import type { BindingLanguage } from '../../../runtimes/service/contract/bindings.ts';
import type { CompiledContract } from '../../../runtimes/service/contract/code.ts';
import type { SliceContext, State } from '../../store/store.ts';
import { counted } from '../../ui/format.ts';
import { joined, nameOf, parentOf } from '../explorer/tree-of.ts';

export interface BindingChoice {
  /** The source that has the contract; undefined: none is compiled yet. */
  readonly source: string | undefined;
  readonly contract: string | undefined;
  readonly to: BindingLanguage;
}

export interface BindingsSlice {
  /** What the dialog begins with; undefined: it is closed. */
  readonly binding: BindingChoice | undefined;
  readonly bindingFlaw: string | undefined;
  readonly isMakingBinding: boolean;
  /** Opens the dialog; without a source, for the contract of the file in front. */
  chooseBinding(to: BindingLanguage, of?: { readonly source: string; readonly contract?: string }): Promise<void>;
  closeBinding(): void;
  /** Writes it and shows the file. */
  makeBinding(contract: CompiledContract, to: BindingLanguage, file: string): Promise<void>;
}

/** How the workspace calls languages: AssemblyScript is TypeScript's syntax, and people look for that. */
export const BINDING_NAMES: Readonly<Record<BindingLanguage, string>> = {
  assemblyscript: 'TypeScript',
  rust: 'Rust',
  csharp: 'C#',
  solidity: 'Solidity',
};

export function createBindingsSlice({ set, get, service }: SliceContext): BindingsSlice {
  return {
    binding: undefined,
    bindingFlaw: undefined,
    isMakingBinding: false,
    chooseBinding: async (to, of) => {
      const source = of?.source ?? get().activePath;
      if (source !== undefined && get().compiled[source] === undefined) await get().compile(source);
      const known = bindable(get().compiled);
      const own = known.find((one) => one.source === source && (of?.contract ?? one.contract) === one.contract);
      const chosen = own ?? known[0];
      set({ binding: { source: chosen?.source, contract: chosen?.contract, to }, bindingFlaw: undefined });
    },
    closeBinding: () => set({ binding: undefined }),
    makeBinding: async ({ source, contract }, to, file) => {
      set({ isMakingBinding: true, bindingFlaw: undefined });
      await get().settle();
      const made = await service.request('bindings.make', { path: source, contract, to, file: file.trim() });
      set({ isMakingBinding: false });
      if (!made.ok) return set({ bindingFlaw: made.error.message });
      set({ binding: undefined });
      const { omitted } = made.value;
      if (omitted.length > 0)
        get().notify({
          kind: 'warning',
          text: `${counted(omitted.length, 'function')} of ${contract} cannot be called from ${BINDING_NAMES[to]}: ${omitted.map((one) => `${one.function} (${one.reason})`).join(', ')}`,
        });
      await get().openFile(made.value.file);
    },
  };
}

/** Contracts that have an interface, those that can be deployed first. */
export const bindable = (compiled: State['compiled']): readonly CompiledContract[] =>
  Object.values(compiled)
    .flatMap(({ contracts }) => contracts)
    .toSorted((a, b) => Number(b.deployable) - Number(a.deployable));

/** Where it goes unless somebody says otherwise: beside the source, as files of the language are called. */
export function bindingFile({ source, contract }: { source: string; contract: string }, to: BindingLanguage): string {
  const name = /^I[A-Z]/.test(contract) ? contract : `I${contract.charAt(0).toUpperCase()}${contract.slice(1)}`;
  const snake = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=^I)(?=[A-Z])/g, '_').toLowerCase();
  const file = { assemblyscript: `${name}.ts`, rust: `${snake}.rs`, csharp: `${name}.cs`, solidity: `${name}.sol` }[to];
  // A contract's interface in its own language has its own file already.
  const path = joined(parentOf(source), file);
  return path === source ? joined(parentOf(source), `bindings/${nameOf(path)}`) : path;
}
