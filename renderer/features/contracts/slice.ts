/** Contracts that are deployed, and what calling them gave. */
import type { FormValue } from '../../../runtimes/service/contract/abi.ts';
import type { CompiledContract } from '../../../runtimes/service/contract/code.ts';
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type { CallResult, Contract, TransactionView, Verdict } from '../../../runtimes/service/contract/ledger.ts';
import type { SliceContext } from '../../store/store.ts';
import type { CodeSlice } from '../problems/slice.ts';
import { trustAction } from '../trust/slice.ts';

/** What stands under a form: nothing yet, under way, or how it ended. */
export type Outcome =
  | { readonly kind: 'busy'; readonly what: string; readonly cancel: () => void }
  | { readonly kind: 'error'; readonly error: ServiceError }
  | { readonly kind: 'called'; readonly result: CallResult }
  | { readonly kind: 'sent'; readonly transaction: TransactionView };

export interface FormInput {
  readonly args: readonly FormValue[];
  readonly value: string;
  readonly gas: string;
}

/** A form that is to be brought to the front; `turn` tells the same asked for twice apart. */
export type ContractFocus = { readonly turn: number } & (
  | { readonly kind: 'deploy'; readonly source: string; readonly contract: string }
  | { readonly kind: 'function'; readonly address: string; readonly signature: string }
);

/** A contract as its source names it, and with `function` one of its functions. */
export interface ContractEntry {
  readonly source: string;
  readonly contract: string;
  readonly function?: { readonly name: string; readonly parameters: number } | undefined;
}

export interface ContractsSlice {
  readonly contracts: readonly Contract[];
  /** By `deployKey` or `outcomeKey`. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** What forms hold, by the key of their outcome: who looks at another contract meanwhile has not typed in vain. */
  readonly drafts: Readonly<Record<string, FormInput>>;
  keepDraft(key: string, draft: FormInput): void;
  readonly contractFocus: ContractFocus | undefined;
  /** Deploys what the source has now; where the constructor wants arguments, its form is shown instead. */
  deployEntry(entry: ContractEntry): Promise<void>;
  /** For a file that is no text but is compiled: shows the form that deploys its first contract. */
  openCompiled(path: string): Promise<void>;
  /** Shows the form of a function of the newest that is deployed; deploys one first where there is none. */
  runEntry(entry: ContractEntry): Promise<void>;
  /** The same, then debugs it with what its form holds; where the form wants something first, it is shown. */
  debugEntry(entry: ContractEntry): Promise<void>;
  /** Plans the call and debugs it: on the state as it is, and nothing of it is kept. */
  debugCall(contract: Contract, signature: string, input: FormInput): Promise<void>;
  loadContracts(): Promise<void>;
  deploy(contract: CompiledContract, input: FormInput): Promise<void>;
  /** Shows what stands at an address by the interface of a compiled contract. An error is a sentence. */
  adopt(contract: CompiledContract, address: string): Promise<string | undefined>;
  /** By address: whether the code is what the source compiles to. */
  readonly verdicts: Readonly<Record<string, Verified>>;
  verify(address: string): Promise<void>;
  /** `mode` call: against the state as it is, leaving no trace. */
  run(contract: Contract, signature: string, mode: 'call' | 'send', input: FormInput): Promise<void>;
}

export type Verified =
  | { readonly kind: 'busy' }
  | { readonly kind: 'known'; readonly verdict: Verdict }
  | { readonly kind: 'error'; readonly message: string };

/** Of a contract's deployment; else `outcomeKey`. */
export const deployKey = ({ source, contract }: { source: string; contract: string }): string =>
  `deploy ${source}:${contract}`;
export const outcomeKey = (address: string, signature: string): string => `${address} ${signature}`;

export function createContractsSlice({ set, get, service }: SliceContext): ContractsSlice {
  const put = (key: string, outcome: Outcome): void =>
    set(({ outcomes }) => ({ outcomes: { ...outcomes, [key]: outcome } }));
  /** One at a time per form: a second press while the first is under way does nothing. */
  const busy = (key: string, what: string): AbortController | undefined => {
    if (get().outcomes[key]?.kind === 'busy') return undefined;
    const stop = new AbortController();
    put(key, { kind: 'busy', what, cancel: () => stop.abort() });
    return stop;
  };
  const sending = ({ value, gas }: FormInput) => ({
    from: get().sender,
    ...(value.trim() !== '' && { value }),
    ...(gas.trim() !== '' && { gas }),
  });
  let turn = 0;
  /** Whose form comes after the deployment that waits for its arguments. */
  let next: ContractEntry | undefined;
  const isOf = ({ source, contract }: ContractEntry, other: { source: string; contract: string }): boolean =>
    other.source === source && other.contract === contract;
  /** @returns whether there is one. */
  const showFunction = (entry: ContractEntry): boolean => {
    const deployed = get().contracts.findLast((one) => isOf(entry, one));
    const named = deployed?.functions.filter(({ name }) => name === entry.function?.name) ?? [];
    const wanted = named.find(({ inputs }) => inputs.length === entry.function?.parameters) ?? named[0];
    if (deployed === undefined || wanted === undefined) return false;
    const { address } = deployed;
    set({ contractFocus: { kind: 'function', address, signature: wanted.signature, turn: ++turn } });
    return true;
  };
  return {
    contracts: [],
    outcomes: {},
    drafts: {},
    keepDraft: (key, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } })),
    verdicts: {},
    contractFocus: undefined,
    deployEntry: async (entry) => {
      next = entry;
      const { source, contract } = entry;
      await get().save(source);
      await get().compile(source);
      const compiled = get().compiled[source]?.contracts.find((one) => isOf(entry, one));
      if (compiled === undefined || !compiled.deployable) {
        const why = `${contract} cannot be deployed: ${source} does not compile. What is wrong stands in Problems.`;
        return get().notify({ kind: 'error', text: why });
      }
      set({ contractFocus: { kind: 'deploy', source, contract, turn: ++turn } });
      if (compiled.constructor.inputs.length > 0) return;
      await get().deploy(compiled, { args: [], value: '', gas: '' });
    },
    openCompiled: async (path) => {
      await get().compile(path);
      const { contracts = [], diagnostics = [] } = get().compiled[path] ?? {};
      const first = contracts.find(({ deployable: isDeployable }) => isDeployable);
      if (first !== undefined) {
        const focus = { kind: 'deploy', source: path, contract: first.contract, turn: ++turn } as const;
        return set({ activePath: path, contractFocus: focus });
      }
      const [flaw] = diagnostics;
      if (flaw) get().notify({ kind: 'error', text: flaw.message, ...trustAction(flaw.code, get) });
    },
    runEntry: async (entry) => {
      if (!showFunction(entry)) await get().deployEntry(entry);
    },
    debugEntry: async (entry) => {
      const before = get().contractFocus;
      await get().runEntry(entry);
      const focus = get().contractFocus;
      // It was not shown: what is in front is another one.
      if (focus === before || focus?.kind !== 'function') return;
      const { address, signature } = focus;
      const contract = get().contracts.find((one) => one.address === address);
      const all = contract === undefined ? [] : [...contract.functions, ...contract.bare];
      const inputs = all.find((one) => one.signature === signature)?.inputs;
      const draft = get().drafts[outcomeKey(address, signature)];
      if (contract === undefined || inputs === undefined || (inputs.length > 0 && draft === undefined)) return;
      await get().debugCall(contract, signature, draft ?? { args: [], value: '', gas: '' });
    },
    debugCall: async (contract, signature, input) => {
      const { name = signature } =
        [...contract.functions, ...contract.bare].find((one) => one.signature === signature) ?? {};
      const { address } = contract;
      const call = { to: address, signature, args: input.args, ...sending(input) };
      const error = await get().startDebugging({ kind: 'call', ...call }, `${contract.name}.${name}`);
      if (error?.argument === undefined) return;
      // The form says which field.
      get().stopDebugging();
      put(outcomeKey(address, signature), { kind: 'error', error });
      set({ contractFocus: { kind: 'function', address, signature, turn: ++turn } });
    },
    loadContracts: async () => {
      const contracts = await service.request('contracts.list', {});
      if (contracts.ok) set({ contracts: contracts.value });
    },
    deploy: async ({ source, contract }, input) => {
      const key = deployKey({ source, contract });
      const stop = busy(key, `deploying ${contract}`);
      if (stop === undefined) return;
      // What is deployed is what is on the disk.
      await get().save(source);
      const answer = await service.request(
        'contracts.deploy',
        { path: source, contract, args: input.args, ...sending(input) },
        { signal: stop.signal },
      );
      put(
        key,
        answer.ok ? { kind: 'sent', transaction: answer.value.transaction } : { kind: 'error', error: answer.error },
      );
      if (!answer.ok) return;
      await get().loadContracts();
      if (next?.function && isOf(next, { source, contract }) && answer.value.contract) showFunction(next);
      next = undefined;
    },
    adopt: async ({ source, contract }, address) => {
      await get().save(source);
      const adopted = await service.request('contracts.adopt', { address, path: source, contract });
      if (!adopted.ok) return adopted.error.message;
      await get().loadContracts();
      await get().verify(adopted.value.address);
      return undefined;
    },
    verify: async (address) => {
      const note = (verified: Verified): void =>
        set(({ verdicts }) => ({ verdicts: { ...verdicts, [address]: verified } }));
      if (get().verdicts[address]?.kind === 'busy') return;
      note({ kind: 'busy' });
      const source = get().contracts.find((one) => one.address === address)?.source;
      if (source !== undefined) await get().save(source);
      const answer = await service.request('contracts.verify', { address });
      note(answer.ok ? { kind: 'known', verdict: answer.value } : { kind: 'error', message: answer.error.message });
    },
    run: async ({ address, name }, signature, mode, input) => {
      const key = outcomeKey(address, signature);
      const stop = busy(key, `${mode === 'call' ? 'calling' : 'sending to'} ${name}`);
      if (stop === undefined) return;
      const calling = { to: address, signature, args: input.args, ...sending(input) };
      const options = { signal: stop.signal };
      if (mode === 'call') {
        const answer = await service.request('contracts.call', calling, options);
        put(key, answer.ok ? { kind: 'called', result: answer.value } : { kind: 'error', error: answer.error });
      } else {
        const answer = await service.request('contracts.send', calling, options);
        put(key, answer.ok ? { kind: 'sent', transaction: answer.value } : { kind: 'error', error: answer.error });
      }
    },
  };
}

const stem = (path: string): string => (path.slice(path.lastIndexOf('/') + 1).split('.')[0] ?? '').toLowerCase();

/** Contracts that can be deployed: those of the file in front first, and of a file's the one that is called like it. */
export function deployable(compiled: CodeSlice['compiled'], active: string | undefined): readonly CompiledContract[] {
  const named = ({ contract, source }: CompiledContract): number => Number(contract.toLowerCase() === stem(source));
  return Object.values(compiled)
    .flatMap(({ contracts }) => contracts.filter((one) => one.deployable).sort((a, b) => named(b) - named(a)))
    .sort((a, b) => Number(b.source === active) - Number(a.source === active));
}
