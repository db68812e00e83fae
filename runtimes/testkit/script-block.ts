/** fast-check arbitraries: random blocks of script transactions. */
import fc from 'fast-check';
import { accountId, type AccountId } from '../core/cell.ts';
import type { RuntimeId } from '../core/transaction.ts';
import { SCRIPT_B } from './script-b-runtime.ts';
import { SCRIPT_C } from './script-c-runtime.ts';
import type { Op, Program } from './script-program.ts';
import { SCRIPT } from './script-runtime.ts';

export interface BlockPlan {
  /** What every account and contract has at first. */
  readonly funds: bigint;
  /** Person accounts; few of them means contention. Without code of their own, contract and person are the same thing here. */
  readonly accounts: number;
  /** What has code from the beginning: `contract(0)` and so on. */
  readonly contracts: readonly { readonly runtime: RuntimeId; readonly program: Program }[];
  readonly transactions: readonly PlannedTransaction[];
}

export interface PlannedTransaction {
  readonly from: number;
  readonly to: AccountId;
  /** The runtime that it is sent to; wrong where `to` has code of another one. */
  readonly runtime: RuntimeId;
  readonly gasLimit: number;
  /** Added to the right nonce; seldom anything but 0. */
  readonly nonceSkew: number;
  readonly program: Program;
}

export const RUNTIMES: readonly RuntimeId[] = [SCRIPT, SCRIPT_B, SCRIPT_C];

const numbered = (n: number): AccountId => accountId(n.toString(16).padStart(40, '0'));

export const account = (n: number): AccountId => numbered(0x1000 + n);
export const contract = (n: number): AccountId => numbered(0x5000 + n);
/** Accounts that may get code: apart, so that a deployment in the block is likely to matter. */
const library = (n: number): AccountId => numbered(0x9000 + n);

/** Contracts of a cross-runtime plan: few, so that they meet each other again in one call tree. */
const CONTRACTS = 6;

const slot = fc.integer({ min: 0, max: 3 });
const someAccount = fc.integer({ min: 0, max: 5 }).map(account);
const someLibrary = fc.integer({ min: 0, max: 1 }).map(library);
const someContract = fc.integer({ min: 0, max: CONTRACTS - 1 }).map(contract);

const never = fc.constant(undefined);
const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const invoke = fc
  .record({
    account: fc.oneof({ weight: 5, arbitrary: someContract }, { weight: 1, arbitrary: someLibrary }),
    value: fc.oneof({ weight: 3, arbitrary: never }, { weight: 1, arbitrary: fc.nat(3000) }),
    gas: fc.oneof({ weight: 3, arbitrary: never }, { weight: 1, arbitrary: fc.nat(12) }),
    isStatic: seldom,
    delegate: seldom,
    passOn: seldom,
  })
  .map(({ account: callee, value, gas, ...flags }): Op => ({
    op: 'invoke',
    account: callee,
    ...(value !== undefined && { value }),
    ...(gas !== undefined && { gas }),
    ...flags,
  }));

/** How often programs invoke others and draw random numbers, against 27 for the simple operations. */
interface Weights {
  readonly calls: number;
  readonly entropy: number;
}

const programs = ({ calls, entropy }: Weights): fc.Arbitrary<Program> =>
  fc.letrec<{ op: Op; program: Program }>((tie) => ({
    program: fc.array(tie('op'), { maxLength: 5, depthIdentifier: 'program' }),
    op: fc.oneof(
      { depthIdentifier: 'program', depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: slot.map((s): Op => ({ op: 'read', slot: s })) },
      { weight: 3, arbitrary: slot.map((s): Op => ({ op: 'probe', slot: s })) },
      { weight: 6, arbitrary: fc.tuple(slot, fc.nat(99)).map(([s, add]): Op => ({ op: 'write', slot: s, add })) },
      {
        weight: 4,
        arbitrary: fc.tuple(slot, fc.nat(99)).map(([s, amount]): Op => ({ op: 'credit', slot: s, amount })),
      },
      { weight: 2, arbitrary: slot.map((s): Op => ({ op: 'peek', slot: s })) },
      { weight: 2, arbitrary: fc.tuple(slot, fc.nat(99)).map(([s, add]): Op => ({ op: 'poke', slot: s, add })) },
      { weight: 2, arbitrary: fc.constant<Op>({ op: 'emit' }) },
      { weight: 1, arbitrary: fc.integer({ min: -9, max: 20 }).map((amount): Op => ({ op: 'refund', amount })) },
      { weight: 1, arbitrary: fc.constant<Op>({ op: 'revert' }) },
      { weight: 1, arbitrary: fc.constant<Op>({ op: 'trap' }) },
      {
        weight: 2,
        arbitrary: fc.tuple(someAccount, fc.nat(5000)).map(([a, amount]): Op => ({ op: 'pay', account: a, amount })),
      },
      { weight: 2, arbitrary: someLibrary.map((a): Op => ({ op: 'invoke', account: a })) },
      { weight: calls, arbitrary: invoke },
      { weight: entropy, arbitrary: fc.constant<Op>({ op: 'entropy' }) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(someLibrary, tie('program'))
          .map(([a, body]): Op => ({ op: 'deploy', account: a, body: body as Program })),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(someAccount, tie('program'))
          .map(([a, body]): Op => ({ op: 'call', account: a, body: body as Program })),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.integer({ min: 2, max: 3 }), tie('program'), tie('program'))
          .map(([modulus, then, otherwise]): Op => ({
            op: 'branch',
            modulus,
            then: then as Program,
            otherwise: otherwise as Program,
          })),
      },
    ),
  })).program;

/** Programs that call others at least once, mostly several times. */
const caller = (entropy: number): fc.Arbitrary<Program> => {
  const [many, few] = [programs({ calls: 12, entropy }), programs({ calls: 3, entropy })];
  return fc
    .tuple(many, invoke, many, fc.option(invoke, { freq: 2 }), few)
    .map(([before, first, between, second, after]) => [
      ...before,
      first,
      ...between,
      ...(second === null ? [] : [second]),
      ...after,
    ]);
};

const gasLimit = (most: number): fc.Arbitrary<number> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(most) }, { weight: 1, arbitrary: fc.nat(12) });
const nonceSkew = fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });

/** Blocks of one runtime. */
export const blockPlan: fc.Arbitrary<BlockPlan> = fc.integer({ min: 1, max: 6 }).chain((accounts) =>
  fc.record({
    funds: fc.constant(4_000n),
    accounts: fc.constant(accounts),
    contracts: fc.constant([]),
    transactions: fc.array(
      fc.record({
        from: fc.nat(accounts - 1),
        to: fc.nat(accounts - 1).map(account),
        runtime: fc.constant(SCRIPT),
        gasLimit: gasLimit(60),
        nonceSkew,
        program: programs({ calls: 0, entropy: 0 }),
      }),
      { minLength: 1, maxLength: 40, size: 'max' },
    ),
  }),
);

const runtime = fc.constantFrom(...RUNTIMES);

/** Blocks whose transactions begin in any of the runtimes and call contracts of all of them. */
const crossPlans = (entropy: number): fc.Arbitrary<BlockPlan> =>
  fc.integer({ min: 1, max: 6 }).chain((accounts) =>
    fc.record({
      funds: fc.constant(4_000n),
      accounts: fc.constant(accounts),
      contracts: fc.array(fc.record({ runtime, program: caller(entropy) }), {
        minLength: CONTRACTS,
        maxLength: CONTRACTS,
      }),
      transactions: fc.array(
        fc.record({
          from: fc.nat(accounts - 1),
          to: fc.oneof(
            { weight: 4, arbitrary: fc.nat(accounts - 1).map(account) },
            { weight: 2, arbitrary: someContract },
            { weight: 1, arbitrary: someLibrary },
          ),
          runtime,
          gasLimit: gasLimit(120),
          nonceSkew,
          program: caller(entropy),
        }),
        { minLength: 1, maxLength: 16, size: 'max' },
      ),
    }),
  );

export const crossPlan = crossPlans(0);
/** The same, and about half of the transactions are not deterministic, by code of their own or of a contract somewhere in the call tree. */
export const entropyPlan = crossPlans(2);

const chainLink = (n: number, callee: number, passOn: boolean): Program => [
  { op: 'poke', slot: 0, add: n },
  { op: 'read', slot: 0 },
  { op: 'invoke', account: contract(callee), passOn },
  { op: 'peek', slot: 0 },
  { op: 'write', slot: 0, add: 1 },
  { op: 'emit' },
];

/** Chains of calls that change the runtime at each step until the gas is gone, or until too many changes stop them. */
export const chainPlan: fc.Arbitrary<BlockPlan> = fc
  .record({
    circle: fc.integer({ min: 2, max: 3 }),
    passOn: fc.boolean(),
    gas: fc.constantFrom(2_000, 60_000, 900_000),
  })
  .chain(({ circle, passOn, gas }) =>
    fc.record({
      funds: fc.constant(10n ** 8n),
      accounts: fc.constant(3),
      contracts: fc.constant(
        Array.from({ length: circle }, (_, n) => ({
          runtime: RUNTIMES[n] as RuntimeId,
          program: chainLink(n, (n + 1) % circle, passOn),
        })),
      ),
      transactions: fc.array(
        fc.record({
          from: fc.nat(2),
          to: fc.nat(2).map(account),
          runtime: fc.constantFrom(...RUNTIMES.slice(0, circle)),
          gasLimit: fc.constant(gas),
          nonceSkew: fc.constant(0),
          program: fc.nat(circle - 1).map((n): Program => [{ op: 'invoke', account: contract(n) }, { op: 'emit' }]),
        }),
        { minLength: 2, maxLength: 5, size: 'max' },
      ),
    }),
  );
