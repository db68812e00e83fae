/** States the property the whole kernel is about: whatever the policy and the interleaving, a block equals its serial execution. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { BlockContext } from '../core/block.ts';
import { balanceCell, codeCell, codeValue, parseCell, parseCode } from '../core/cell.ts';
import type { CodeBlob } from '../core/effects.ts';
import type { FrameRecord } from '../core/frame.ts';
import { integer, quantity, toHex } from '../core/hex.ts';
import { seeded, type Random } from '../core/random.ts';
import type { Receipt } from '../core/receipt.ts';
import type { Decision, PolicyName, ScheduleEvent } from '../core/schedule.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { ToExecutor } from '../core/wire.ts';
import type { BlockResult } from '../kernel/block-request.ts';
import { decisionEffects } from '../kernel/decision-effects.ts';
import type { RunGate } from '../kernel/run-gate.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { IncarnationNotes } from './incarnation-notes.ts';
import { account, contract, type BlockPlan } from './script-block.ts';
import { ScriptOracle } from './script-oracle.ts';
import { encodeProgram, decodeProgram } from './script-program.ts';
import { scriptRuntime } from './script-runtime.ts';
import { SimulatedLanes, type SimulatedHost } from './simulated-lanes.ts';

export interface Interleaving {
  /** Of one block after the other; the transactions are shared out among them. */
  readonly policies: readonly PolicyName[];
  readonly hosts: readonly ScriptHost[];
  readonly seed: number;
  readonly lossRate: number;
  /** What lets the scheduler's decisions pass; where it is stopped, what has run until then is compared, and nothing else. */
  readonly gate?: RunGate;
}

export interface ScriptHost {
  readonly runtime: RuntimeId;
  readonly executors: number;
  readonly lanes: number;
  /** false: whatever it has a part in is recorded; true unless told. */
  readonly deterministic?: boolean;
}

/** How a test breaks the product on purpose. */
export interface Sabotage {
  readonly validate?: boolean;
  readonly tamper?: (message: ToExecutor) => ToExecutor | undefined;
}

export interface Comparison {
  readonly events: readonly ScheduleEvent[];
  /** Differences in words; empty: equivalent. */
  readonly differences: readonly string[];
  /** Frames that were recorded in what was committed. */
  readonly frames: number;
  readonly ledger: Ledger;
  readonly ran: readonly RanBlock[];
}

/** Blocks as they were run. */
export interface RanBlock {
  readonly context: BlockContext;
  readonly transactions: readonly Transaction[];
  readonly result: BlockResult;
  /** What the committed incarnations drew by `entropy`, by index. */
  readonly draws: readonly (readonly number[])[];
}

const COINBASE = account(99);
const SHORT = 2;

const context = (number: number): BlockContext => ({
  number,
  timestamp: 1n,
  coinbase: COINBASE,
  gasLimit: 10n ** 12n,
  baseFee: 0n,
  prevRandao: '00'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
});

function transactionsOf(plan: BlockPlan): Transaction[] {
  const nonces = new Map<number, number>();
  return plan.transactions.map(({ from, to, runtime, gasLimit, nonceSkew, program }) => {
    const nonce = nonces.get(from) ?? 0;
    if (nonceSkew === 0) nonces.set(from, nonce + 1);
    return {
      from: account(from),
      to,
      runtime,
      nonce: BigInt(nonce + nonceSkew),
      value: 0n,
      data: encodeProgram(program),
      gasLimit: BigInt(gasLimit),
      maxFeePerGas: 1n,
      maxPriorityFeePerGas: 1n,
      type: 2,
    };
  });
}

/** One block after the other. Every second is so short that some lanes have nothing to do in it. */
function blocksOf(transactions: readonly Transaction[], count: number): (readonly Transaction[])[] {
  const long = Math.ceil((transactions.length - SHORT * Math.floor(count / 2)) / Math.ceil(count / 2));
  let taken = 0;
  return Array.from({ length: count }, (_, n) => {
    const start = taken;
    taken += n % 2 === 1 ? SHORT : Math.max(long, 0);
    return transactions.slice(start, n === count - 1 ? undefined : taken);
  });
}

const frameText = ({ selector, ...frame }: FrameRecord): string =>
  [...Object.values(frame), new TextDecoder().decode(selector)].map(String).join(' ');

const receiptText = (
  receipt: Pick<Receipt, 'outcome' | 'gasUsed' | 'events'>,
  frames: readonly FrameRecord[],
): string =>
  JSON.stringify([
    receipt.outcome.status,
    'reason' in receipt.outcome && receipt.outcome.status === 'invalid' ? receipt.outcome.reason : '',
    'output' in receipt.outcome ? new TextDecoder().decode(receipt.outcome.output) : '',
    String(receipt.gasUsed),
    receipt.events.map((event) => [event.account, integer(event.topics[0] as string).toString()]),
    frames.map(frameText),
  ]);

/** The blocks by the oracle, with the decisions that the run took and the numbers that it drew. */
function oracle(plan: BlockPlan, blocks: readonly RanBlock[]): ExpectedRun {
  const state = new ScriptOracle();
  for (let n = 0; n < plan.accounts; n++) state.setBalance(account(n), plan.funds);
  for (const [n, { runtime, program }] of plan.contracts.entries()) {
    state.setBalance(contract(n), plan.funds);
    state.setCode(contract(n), { runtime, bytes: encodeProgram(program) });
  }
  const receipts = blocks.flatMap(({ context: block, transactions, result, draws }) =>
    transactions.map((tx, index) => {
      const decision = result.decisions.get(index);
      if (decision !== undefined) return decided(state, tx, block, decision);
      const { from, to, runtime, nonce, gasLimit, maxFeePerGas: price } = tx;
      const script = { from, to: to ?? from, nonce, gasLimit, price, program: decodeProgram(tx.data) };
      const { outcome, events, frames } = state.run(script, runtime, COINBASE, draws[index] ?? []);
      const output =
        'word' in outcome && (outcome.status === 'success' || outcome.status === 'revert') ? String(outcome.word) : '';
      const reason = outcome.status === 'invalid' ? outcome.reason : '';
      return JSON.stringify([
        outcome.status,
        reason,
        output,
        String(outcome.gasUsed),
        events.map((event) => [event.account, String(event.word)]),
        frames.map(frameText),
      ]);
    }),
  );
  return { state: state.dump(), receipts };
}

interface ExpectedRun {
  readonly state: readonly string[];
  readonly receipts: readonly string[];
}

function decided(state: ScriptOracle, tx: Transaction, block: BlockContext, decision: Decision): string {
  const value = (key: string): string => {
    const cell = parseCell(key);
    if (cell === undefined) throw new Error(key);
    return quantity(cell.field.kind === 'nonce' ? state.nonce(cell.account) : state.balance(cell.account));
  };
  const effects = decisionEffects(tx, block, decision, 'lost', (key) => ({ value: value(key), version: 0 as never }));
  for (const write of effects.writes) {
    const cell = parseCell(write.key);
    if (cell?.field.kind === 'nonce') state.setNonce(cell.account, integer(write.value));
    else if (cell !== undefined) state.setBalance(cell.account, integer(write.value));
  }
  for (const delta of effects.deltas) state.creditBalance(parseCell(delta.key)?.account ?? COINBASE, delta.amount);
  return receiptText(effects, []);
}

function dump(ledger: Ledger): string[] {
  const lines: string[] = [];
  for (const [key, { value }] of ledger.cells()) {
    const cell = parseCell(key);
    if (cell === undefined || value === '') continue;
    const { account: owner, field } = cell;
    if (field.kind === 'storage') lines.push(`slot ${owner} ${integer(field.slot)} = ${integer(value)}`);
    else if (field.kind === 'code') {
      const code = parseCode(value);
      lines.push(`code ${owner} = ${code?.runtime} ${new TextDecoder().decode(ledger.code(code?.hash ?? ''))}`);
    } else lines.push(`${field.kind} ${owner} = ${integer(value)}`);
  }
  return lines.sort();
}

export function genesisLedger({ funds, accounts, contracts }: Omit<BlockPlan, 'transactions'>): Ledger {
  const codes: CodeBlob[] = contracts.map(({ program }) => {
    const bytes = encodeProgram(program);
    return { hash: toHex(keccak_256(bytes)), bytes };
  });
  const owners = [...Array.from({ length: accounts }, (_, n) => account(n)), ...contracts.map((_, n) => contract(n))];
  return createMemoryLedger({
    config: { chainId: 1n, hardfork: 'cancun' },
    genesis: {
      cells: [
        ...owners.map((owner) => [balanceCell(owner), quantity(funds)] as const),
        ...contracts.map(
          ({ runtime }, n) => [codeCell(contract(n)), codeValue(runtime, codes[n]?.hash ?? '')] as const,
        ),
      ],
      codes,
    },
  });
}

/** Hosts of the script runtimes; `entropy`: where what they draw comes from. */
export const simulatedHosts = (hosts: readonly ScriptHost[], entropy: Random): SimulatedHost[] =>
  hosts.map(({ deterministic = true, ...host }) => ({
    ...host,
    deterministic,
    module: { createLane: scriptRuntime(host.runtime, () => entropy.below(2 ** 32)) },
  }));

/** Runs the plan on the product under an interleaving and compares with the oracle. @throws Error where the simulation stops. */
export async function compareWithOracle(
  plan: BlockPlan,
  how: Interleaving,
  { validate = true, tamper }: Sabotage = {},
): Promise<Comparison> {
  const blocks = blocksOf(transactionsOf(plan), how.policies.length);
  const ledger = genesisLedger(plan);
  const notes = new IncarnationNotes();
  const simulation = await SimulatedLanes.create({
    ledger,
    hosts: simulatedHosts(how.hosts, seeded(how.seed + 1)),
    random: seeded(how.seed),
    lossRate: how.lossRate,
    tamper,
    onMessage: (message) => notes.take(message),
  });
  const events: ScheduleEvent[] = [];
  const receipts: string[] = [];
  const ran: RanBlock[] = [];
  let frames = 0;
  for (const [n, transactions] of blocks.entries()) {
    notes.clear();
    const committed: (readonly FrameRecord[])[] = [];
    const draws: (readonly number[])[] = [];
    const result = await simulation.run({
      context: context(n + 1),
      transactions,
      policy: how.policies[n] as PolicyName,
      onEvent: (event) => {
        events.push(event);
        if (event.kind !== 'commit') return;
        committed[event.index] = notes.frames(event);
        draws[event.index] = notes.draws(event);
      },
      validate,
      ...(how.gate && { gate: how.gate }),
    });
    if (!result.ok && result.error.code === 'stopped') break;
    if (!result.ok) return { events, frames, ledger, ran, differences: [`the block failed: ${result.error.message}`] };
    for (const receipt of result.value.receipts) {
      const records = committed[receipt.index] ?? [];
      frames += records.length;
      receipts.push(receiptText(receipt, records));
    }
    const done = transactions.slice(0, result.value.receipts.length);
    ran.push({ context: context(n + 1), transactions: done, result: result.value, draws });
    if (how.gate?.isStopped === true) break;
  }
  const leftovers = how.gate?.isStopped === true ? [] : await simulation.settle();
  if (how.lossRate === 0 && simulation.recycled > 0) leftovers.push(`${simulation.recycled} lanes started anew`);
  const faults = events.filter((event) => event.kind === 'retry' && event.cause === 'fault');
  const expected = oracle(plan, ran);
  return {
    events,
    frames,
    ledger,
    ran,
    differences: [
      ...differing('receipt', receipts, expected.receipts),
      ...differing('state', dump(ledger), expected.state),
      ...leftovers,
      ...faults.map((event) => JSON.stringify(event)),
    ],
  };
}

function differing(what: string, actual: readonly string[], expected: readonly string[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i < Math.max(actual.length, expected.length); i++) {
    if (actual[i] !== expected[i])
      lines.push(`${what} ${i}: ${actual[i] ?? 'nothing'}, expected ${expected[i] ?? 'nothing'}`);
  }
  return lines;
}
