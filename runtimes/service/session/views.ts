/** Values of the ledger as windows see them: decoded, with names in place of addresses. */
import { accountId, type AccountId } from '../../core/cell.ts';
import type { ContractEvent } from '../../core/effects.ts';
import type { FrameRecord } from '../../core/frame.ts';
import { toHex } from '../../core/hex.ts';
import type { Outcome } from '../../core/outcome.ts';
import { bareEntry, type AbiFunction } from '../../workspace/abi/contract-abi.ts';
import { consoleText } from '../../workspace/abi/console-text.ts';
import { decodeEvent } from '../../workspace/abi/decode-event.ts';
import { decodeResult } from '../../workspace/abi/decode-result.ts';
import { showNamed } from '../../workspace/abi/show.ts';
import type { LiveContract } from '../../workspace/live/live-contracts.ts';
import type { LiveLedger } from '../../workspace/live/live-ledger.ts';
import type { Called } from '../../workspace/live/live-request.ts';
import type { LoggedTransaction } from '../../workspace/live/transaction-log.ts';
import { createCallNamer } from '../../workspace/run/name-calls.ts';
import { describeOutcome } from '../../workspace/run/outcome-text.ts';
import type { AbiFunctionView, NamedValue } from '../contract/abi.ts';
import { callersFirst } from './callers-first.ts';
import type { CallResult, Contract, EventView, FrameView, TransactionView } from '../contract/ledger.ts';

/** Of 20 bytes, and no part of longer hex. */
const ADDRESS = /\b0x[0-9a-f]{40}\b/g;

const hex = (account: AccountId): string => `0x${account}`;

export class Views {
  readonly #live: LiveLedger;
  readonly #names: ReadonlyMap<AccountId, string>;

  /** Of the ledger as it stands: made anew for each answer. */
  constructor(live: LiveLedger) {
    this.#live = live;
    this.#names = new Map([...live.names].map(([name, account]) => [account, name]));
  }

  name(account: AccountId): string {
    return this.#names.get(account) ?? hex(account);
  }

  /** Texts with names in place of the addresses that have one. */
  #named(text: string): string {
    return text.replaceAll(ADDRESS, (found) => this.#names.get(accountId(found)) ?? found);
  }

  contract({ address, name, artifact, abi }: LiveContract): Contract {
    return {
      address: hex(address),
      name,
      contract: artifact.contract,
      runtime: artifact.runtime,
      source: artifact.source,
      compiler: artifact.compiler,
      balance: this.#live.balance(address).toString(),
      functions: abi.functions.map(functionView),
      bare: abi.bare.map(functionView),
    };
  }

  transaction({ block, index, timestamp, transaction, receipt, frames }: LoggedTransaction): TransactionView {
    const { from, to, data, value, gasLimit } = transaction;
    const { outcome, gasUsed, events, runtime } = receipt;
    const callee = to === null ? undefined : this.#live.contracts.at(to);
    const selector = toHex(data.subarray(0, 4));
    const called =
      callee && (callee.abi.functions.find((one) => one.selector === selector) ?? bareEntry(callee.abi, data));
    const created = outcome.status === 'success' ? outcome.created : undefined;
    return {
      id: `${block}-${index}`,
      block,
      index,
      timestamp,
      from: hex(from),
      fromName: this.name(from),
      to: to === null ? null : hex(to),
      label: this.label(transaction, receipt),
      // A receipt names the host's version too.
      runtime: runtime.split('@', 1)[0] ?? runtime,
      ...this.#outcome(outcome, callee),
      gasUsed: gasUsed.toString(),
      gasLimit: gasLimit.toString(),
      value: value.toString(),
      created: created === undefined ? null : hex(created),
      outputs: called === undefined ? [] : outputsOf(called, outcome),
      events: events.map((event) => this.#event(event)),
      frames: this.#tree(frames),
    };
  }

  call({ function: called, effects }: Called, to: AccountId): CallResult {
    const { outcome, gasUsed, events } = effects;
    const outputs = outcome.status === 'success' ? decodeResult(called, outcome.output) : undefined;
    return {
      ...(outputs?.ok === false
        ? { status: 'reverted' as const, reason: outputs.error }
        : this.#outcome(outcome, this.#live.contracts.at(to))),
      gasUsed: gasUsed.toString(),
      outputs: outputsOf(called, outcome),
      events: events.map((event) => this.#event(event)),
      frames: this.#tree(effects.frames),
    };
  }

  #outcome(outcome: Outcome, callee: LiveContract | undefined): Pick<TransactionView, 'status' | 'reason'> {
    if (outcome.status === 'success') return { status: 'committed', reason: '' };
    const words = this.#named(describeOutcome(outcome, callee?.abi, this.#live.contracts.abis));
    if (outcome.status === 'invalidated') return { status: 'invalidated', reason: words };
    return { status: 'reverted', reason: words.replace(/^reverted: /, '') };
  }

  label(transaction: LoggedTransaction['transaction'], receipt: LoggedTransaction['receipt']): string {
    return this.#named(createCallNamer(this.#live.contracts.resolve)(transaction, receipt));
  }

  #event(event: ContractEvent): EventView {
    const contract = this.#live.contracts.at(event.account);
    // A proxy emits what its implementation declares: whoever knows the event will do.
    for (const abi of [contract?.abi, ...this.#live.contracts.abis]) {
      const decoded = abi && decodeEvent(event, abi);
      if (decoded)
        return {
          address: hex(event.account),
          emitter: this.name(event.account),
          ...decoded,
          text: this.#named(decoded.text),
        };
    }
    const [topic = ''] = event.topics;
    const text = `unknown event 0x${topic.slice(0, 8)} (${event.data.length} bytes)`;
    return { address: hex(event.account), emitter: this.name(event.account), name: '', args: [], text };
  }

  /** @param frames callees before their callers. */
  #tree(frames: readonly FrameRecord[]): readonly FrameView[] {
    return callersFirst(frames).map((frame) => this.#frame(frame));
  }

  #frame({ depth, kind, runtime, caller, account, code, selector, gasUsed, status, said }: FrameRecord): FrameView {
    const digits = toHex(selector);
    const abi = this.#live.contracts.at(code)?.abi;
    const called = kind === 'create' ? undefined : abi?.functions.find((one) => one.selector === digits);
    const bare = abi && kind !== 'create' ? bareEntry(abi, selector)?.name : undefined;
    const name = called?.name ?? (kind === 'create' ? 'constructor' : digits === '' ? 'receive' : `0x${digits}`);
    return {
      depth,
      kind,
      runtime,
      caller: this.name(caller),
      callee:
        called === undefined && bare !== undefined ? `${this.name(account)} ${bare}` : `${this.name(account)}.${name}`,
      gasUsed: gasUsed.toString(),
      status,
      ...(said !== undefined && { said: this.#named(consoleText(said)) }),
    };
  }
}

const functionView = ({ name, signature, mutability, inputs, outputs }: AbiFunction): AbiFunctionView => ({
  name,
  signature,
  mutability,
  inputs,
  outputs,
});

function outputsOf(called: AbiFunction, outcome: Outcome): readonly NamedValue[] {
  // Most fallbacks return nothing, which is no value.
  if (called.selector === '' && outcome.status === 'success' && outcome.output.length === 0) return [];
  const values = outcome.status === 'success' ? decodeResult(called, outcome.output) : undefined;
  if (!values?.ok) return [];
  return called.outputs.map(({ name, type }, i) => ({
    name,
    type: type.text,
    value: showNamed(values.value[i] ?? false, type),
  }));
}

/** The account that a form means: an address, or somebody's name. */
export function findAccount(live: LiveLedger, text: string): AccountId | undefined {
  const trimmed = text.trim();
  const named = live.names.get(trimmed);
  if (named !== undefined) return named;
  try {
    return accountId(trimmed);
  } catch {
    return undefined;
  }
}
