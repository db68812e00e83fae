/** fast-check arbitraries: random blocks of script transactions. */
import fc from 'fast-check';
import { accountId, type AccountId } from '../core/cell.ts';
import type { Op, Program } from './script-program.ts';

export interface BlockPlan {
  /** Contract and person accounts are the same thing here; few of them means contention. */
  readonly accounts: number;
  readonly transactions: readonly PlannedTransaction[];
}

export interface PlannedTransaction {
  readonly from: number;
  readonly to: number;
  readonly gasLimit: number;
  /** Added to the right nonce; seldom anything but 0. */
  readonly nonceSkew: number;
  readonly program: Program;
}

export const account = (n: number): AccountId => accountId((0x1000 + n).toString(16).padStart(40, '0'));

/** Accounts that may get code: apart, so that a deployment in the block is likely to matter. */
const library = (n: number): AccountId => accountId((0x9000 + n).toString(16).padStart(40, '0'));

const slot = fc.integer({ min: 0, max: 3 });
const someAccount = fc.integer({ min: 0, max: 5 }).map(account);
const someLibrary = fc.integer({ min: 0, max: 1 }).map(library);

const { program } = fc.letrec<{ op: Op; program: Program }>((tie) => ({
  program: fc.array(tie('op'), { maxLength: 5, depthIdentifier: 'program' }),
  op: fc.oneof(
    { depthIdentifier: 'program', depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: slot.map((s): Op => ({ op: 'read', slot: s })) },
    { weight: 3, arbitrary: slot.map((s): Op => ({ op: 'probe', slot: s })) },
    { weight: 6, arbitrary: fc.tuple(slot, fc.nat(99)).map(([s, add]): Op => ({ op: 'write', slot: s, add })) },
    { weight: 4, arbitrary: fc.tuple(slot, fc.nat(99)).map(([s, amount]): Op => ({ op: 'credit', slot: s, amount })) },
    { weight: 2, arbitrary: fc.constant<Op>({ op: 'emit' }) },
    { weight: 1, arbitrary: fc.constant<Op>({ op: 'revert' }) },
    { weight: 1, arbitrary: fc.constant<Op>({ op: 'trap' }) },
    {
      weight: 2,
      arbitrary: fc.tuple(someAccount, fc.nat(5000)).map(([a, amount]): Op => ({ op: 'pay', account: a, amount })),
    },
    { weight: 2, arbitrary: someLibrary.map((a): Op => ({ op: 'invoke', account: a })) },
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
}));

export const blockPlan: fc.Arbitrary<BlockPlan> = fc.integer({ min: 1, max: 6 }).chain((accounts) =>
  fc.record({
    accounts: fc.constant(accounts),
    transactions: fc.array(
      fc.record({
        from: fc.nat(accounts - 1),
        to: fc.nat(accounts - 1),
        gasLimit: fc.oneof({ weight: 6, arbitrary: fc.constant(60) }, { weight: 1, arbitrary: fc.nat(12) }),
        nonceSkew: fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
        program,
      }),
      { minLength: 1, maxLength: 40, size: 'max' },
    ),
  }),
);
