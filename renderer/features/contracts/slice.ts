/** Contracts that are deployed, and what calling them gave. */
import type { FormValue } from '../../../runtimes/service/contract/abi.ts';
import type { CompiledContract } from '../../../runtimes/service/contract/code.ts';
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type { CallResult, Contract, TransactionView } from '../../../runtimes/service/contract/ledger.ts';
import type { SliceContext } from '../../store/store.ts';
import type { CodeSlice } from '../problems/slice.ts';

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

export interface ContractsSlice {
  readonly contracts: readonly Contract[];
  /** By `deploy`, or by `address signature`. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  loadContracts(): Promise<void>;
  deploy(contract: CompiledContract, input: FormInput): Promise<void>;
  /** `mode` call: against the state as it is, leaving no trace. */
  run(contract: Contract, signature: string, mode: 'call' | 'send', input: FormInput): Promise<void>;
}

export const DEPLOY = 'deploy';
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
  return {
    contracts: [],
    outcomes: {},
    loadContracts: async () => {
      const contracts = await service.request('contracts.list', {});
      if (contracts.ok) set({ contracts: contracts.value });
    },
    deploy: async ({ source, contract }, input) => {
      const stop = busy(DEPLOY, `deploying ${contract}`);
      if (stop === undefined) return;
      // What is deployed is what is on the disk.
      await get().save(source);
      const answer = await service.request(
        'contracts.deploy',
        { path: source, contract, args: input.args, ...sending(input) },
        { signal: stop.signal },
      );
      put(
        DEPLOY,
        answer.ok ? { kind: 'sent', transaction: answer.value.transaction } : { kind: 'error', error: answer.error },
      );
      if (answer.ok) await get().loadContracts();
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

/** Contracts that can be deployed, those of the file in front first. */
export function deployable(compiled: CodeSlice['compiled'], active: string | undefined): readonly CompiledContract[] {
  const all = Object.values(compiled).flatMap(({ contracts }) => contracts.filter((one) => one.deployable));
  return all.sort((a, b) => Number(b.source === active) - Number(a.source === active));
}
