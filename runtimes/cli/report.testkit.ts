import type { RunReport, VerifyReport } from '../workspace/run/report.ts';
import type { Layout } from './report/layout.ts';

/** A report in which something of everything happened. */
export const runReport = (changes: Partial<RunReport> = {}): RunReport => ({
  contracts: [],
  precompiles: [],
  ledger: null,
  exported: null,
  scenario: 'token-rush',
  policy: 'optimistic',
  seed: 42,
  stateRoot: 'ab'.repeat(32),
  transactions: { submitted: 12_500, committed: 12_000, reverted: 490, invalidated: 0, rejected: 10 },
  recorded: 0,
  outcomes: { success: 12_000, revert: 480, outOfGas: 10 },
  reasons: [{ outcome: 'revert', function: 'token.transfer', reason: 'ERC20InsufficientBalance(1, 2)', count: 480 }],
  incarnations: 15_000,
  aborts: 2500,
  conflicts: [
    { cell: `token.balances[0x${'12'.repeat(20)}]`, writer: 'token.transfer', victim: 'token.mint', count: 1234 },
  ],
  executors: [
    { id: 'evm#0', runtime: 'evm', pid: 4711, transactions: 8000, frames: 0, busyMs: 1800, restarts: 0 },
    { id: 'evm#1', runtime: 'evm', pid: 4712, transactions: 7000, frames: 0, busyMs: 1000, restarts: 0 },
  ],
  blocks: 13,
  gasUsed: '123456789012345678901',
  elapsedMs: 2000,
  throughput: 6245,
  expectations: [
    { read: 'token.totalSupply()', expected: '1000', actual: '1000', ok: true },
    { read: 'token.owner()', expected: 'alice', actual: 'bob', ok: false },
  ],
  ...changes,
});

export const verifyReport = (changes: Partial<VerifyReport> = {}): VerifyReport => ({
  ...runReport(),
  serialStateRoot: 'ab'.repeat(32),
  equivalent: true,
  differences: [],
  oracle: 'serial execution',
  serialElapsedMs: 3000,
  verification: { executed: 12_600, byRecord: 0, byDecision: 0, recordProblems: [] },
  ...changes,
});

/** Marks what is painted, so that tests see it. */
export const marked: Layout = { width: 80, paint: (style, text) => `<${style}>${text}</${style}>` };

export const plain: Layout = { width: 80, paint: (_style, text) => text };
