/** States the property the whole kernel is about: whatever the policy and the interleaving, a block equals its serial execution. */
import type { BlockContext } from '../core/block.ts';
import { balanceCell, parseCell, parseCode } from '../core/cell.ts';
import { integer, quantity } from '../core/hex.ts';
import { seeded } from '../core/random.ts';
import type { Receipt } from '../core/receipt.ts';
import type { Decision, PolicyName, ScheduleEvent } from '../core/schedule.ts';
import type { Transaction } from '../core/transaction.ts';
import { decisionEffects } from '../kernel/decision-effects.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { account, type BlockPlan } from './script-block.ts';
import { ScriptOracle } from './script-oracle.ts';
import { encodeProgram, decodeProgram } from './script-program.ts';
import { createLane, SCRIPT } from './script-runtime.ts';
import { SimulatedLanes } from './simulated-lanes.ts';

export interface Interleaving {
  readonly policy: PolicyName;
  readonly lanes: number;
  readonly seed: number;
  readonly lossRate: number;
}

export interface Comparison {
  readonly events: readonly ScheduleEvent[];
  /** Differences in words; empty: equivalent. */
  readonly differences: readonly string[];
}

const FUNDS = 4_000n;
const COINBASE = account(99);

const context: BlockContext = {
  number: 1,
  timestamp: 1n,
  coinbase: COINBASE,
  gasLimit: 10n ** 12n,
  baseFee: 0n,
  prevRandao: '00'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
};

function transactionsOf(plan: BlockPlan): Transaction[] {
  const nonces = new Map<number, number>();
  return plan.transactions.map(({ from, to, gasLimit, nonceSkew, program }) => {
    const nonce = nonces.get(from) ?? 0;
    if (nonceSkew === 0) nonces.set(from, nonce + 1);
    return {
      from: account(from),
      to: account(to),
      runtime: SCRIPT,
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

const receiptText = (receipt: Pick<Receipt, 'outcome' | 'gasUsed' | 'events'>): string =>
  JSON.stringify([
    receipt.outcome.status,
    'reason' in receipt.outcome && receipt.outcome.status === 'invalid' ? receipt.outcome.reason : '',
    'output' in receipt.outcome ? new TextDecoder().decode(receipt.outcome.output) : '',
    String(receipt.gasUsed),
    receipt.events.map((event) => [event.account, integer(event.topics[0] as string).toString()]),
  ]);

/** The block by the oracle, with the decisions that the run took. */
function oracle(
  plan: BlockPlan,
  transactions: readonly Transaction[],
  decisions: ReadonlyMap<number, Decision>,
): { state: string[]; receipts: string[] } {
  const state = new ScriptOracle();
  for (let n = 0; n < plan.accounts; n++) state.setBalance(account(n), FUNDS);
  const receipts = transactions.map((tx, index) => {
    const decision = decisions.get(index);
    if (decision !== undefined) return decided(state, tx, decision);
    const { from, to, nonce, gasLimit, maxFeePerGas: price } = tx;
    const { outcome, events } = state.run(
      { from, to: to ?? from, nonce, gasLimit, price, program: decodeProgram(tx.data) },
      COINBASE,
    );
    const output =
      'word' in outcome && (outcome.status === 'success' || outcome.status === 'revert') ? String(outcome.word) : '';
    const reason = outcome.status === 'invalid' ? outcome.reason : '';
    return JSON.stringify([
      outcome.status,
      reason,
      output,
      String(outcome.gasUsed),
      events.map((event) => [event.account, String(event.word)]),
    ]);
  });
  return { state: state.dump(), receipts };
}

function decided(state: ScriptOracle, tx: Transaction, decision: Decision): string {
  const value = (key: string): string => {
    const cell = parseCell(key);
    if (cell === undefined) throw new Error(key);
    return quantity(cell.field.kind === 'nonce' ? state.nonce(cell.account) : state.balance(cell.account));
  };
  const effects = decisionEffects(tx, context, decision, 'lost', (key) => ({ value: value(key), version: 0 as never }));
  for (const write of effects.writes) {
    const cell = parseCell(write.key);
    if (cell?.field.kind === 'nonce') state.setNonce(cell.account, integer(write.value));
    else if (cell !== undefined) state.setBalance(cell.account, integer(write.value));
  }
  for (const delta of effects.deltas) state.creditBalance(parseCell(delta.key)?.account ?? COINBASE, delta.amount);
  return receiptText(effects);
}

function dump(ledger: Ledger): string[] {
  const lines: string[] = [];
  for (const [key, { value }] of ledger.cells()) {
    const cell = parseCell(key);
    if (cell === undefined || value === '') continue;
    const { account: owner, field } = cell;
    if (field.kind === 'storage') lines.push(`slot ${owner} ${integer(field.slot)} = ${integer(value)}`);
    else if (field.kind === 'code')
      lines.push(`code ${owner} = ${new TextDecoder().decode(ledger.code(parseCode(value)?.hash ?? ''))}`);
    else lines.push(`${field.kind} ${owner} = ${integer(value)}`);
  }
  return lines.sort();
}

/** Runs the plan on the product under an interleaving and compares with the oracle. `validate: false` breaks the product on purpose. */
export async function compareWithOracle(plan: BlockPlan, how: Interleaving, validate = true): Promise<Comparison> {
  const transactions = transactionsOf(plan);
  const genesis = Array.from({ length: plan.accounts }, (_, n) => [balanceCell(account(n)), quantity(FUNDS)] as const);
  const ledger = createMemoryLedger({
    config: { chainId: 1n, hardfork: 'cancun' },
    genesis: { cells: genesis, codes: [] },
  });
  const simulation = await SimulatedLanes.create({
    ledger,
    runtime: SCRIPT,
    module: { createLane },
    lanes: how.lanes,
    random: seeded(how.seed),
    lossRate: how.lossRate,
  });
  const events: ScheduleEvent[] = [];
  const result = await simulation.run({
    context,
    transactions,
    policy: how.policy,
    onEvent: (event) => events.push(event),
    validate,
  });
  if (!result.ok) return { events, differences: [`the block failed: ${result.error.message}`] };
  const expected = oracle(plan, transactions, result.value.decisions);
  const receipts = result.value.receipts.map(receiptText);
  return {
    events,
    differences: [
      ...differing('receipt', receipts, expected.receipts),
      ...differing('state', dump(ledger), expected.state),
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
