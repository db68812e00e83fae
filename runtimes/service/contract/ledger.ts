/** The live ledger as windows see it: accounts, contracts, transactions, blocks. */
import { z } from 'zod';
import { abiFunction, formValue, namedValue } from './abi.ts';

/** `0x` and 40 digits (64 for an account without an address), or a name where one is read from a form. */
export const address = z.string().max(100);
/** Wei, in words or digits: `1.5 ether`. */
export const amount = z.string().max(200);

export const head = z.object({ number: z.number(), hash: z.string(), stateRoot: z.string() });
export type Head = z.infer<typeof head>;

/** Seconds since 1970. `next`: what was set for the next block. */
export const ledgerTime = z.object({ newest: z.number(), next: z.number().nullable() });
export type LedgerTime = z.infer<typeof ledgerTime>;

export const ledgerInfo = z.object({
  chainId: z.string(),
  hardfork: z.string(),
  branch: z.string(),
  file: z.string(),
  head,
  time: ledgerTime,
});
export type LedgerInfo = z.infer<typeof ledgerInfo>;

export const account = z.object({
  address,
  /** Empty: it has none. */
  name: z.string(),
  /** Wei. */
  balance: z.string(),
  nonce: z.string(),
  /** Whether the workspace made it; else it stands in the address book. */
  own: z.boolean(),
});
export type Account = z.infer<typeof account>;

export const contract = z.object({
  address,
  name: z.string(),
  contract: z.string(),
  runtime: z.string(),
  source: z.string(),
  compiler: z.string(),
  balance: z.string(),
  functions: z.array(abiFunction).readonly(),
  /** `receive` takes value alone, `fallback` any data: called by this word as their signature. */
  bare: z.array(abiFunction).readonly(),
});
export type Contract = z.infer<typeof contract>;

/** same: it is what the source compiles to; metadata: it does the same, but comments, names or settings differ. */
export const verdict = z.object({ verdict: z.enum(['same', 'metadata', 'differs']), why: z.string() });
export type Verdict = z.infer<typeof verdict>;

export const event = z.object({
  address,
  /** Name of the contract, or its address. */
  emitter: z.string(),
  /** Empty where no ABI knows it. */
  name: z.string(),
  args: z.array(namedValue).readonly(),
  text: z.string(),
});
export type EventView = z.infer<typeof event>;

export const frame = z.object({
  depth: z.number(),
  kind: z.enum(['call', 'static', 'delegate', 'create']),
  runtime: z.string(),
  caller: z.string(),
  /** `Token.transfer`. */
  callee: z.string(),
  gasUsed: z.string(),
  status: z.enum(['success', 'revert', 'outOfGas', 'trap']),
  /** Of a call to the console, which is no frame otherwise: what was written. */
  said: z.string().optional(),
});
export type FrameView = z.infer<typeof frame>;

/** committed: its writes are in the ledger; reverted: the contract, gas or a trap undid them; invalidated: the policy dropped it. */
export const status = z.enum(['committed', 'reverted', 'invalidated']);

export const transaction = z.object({
  /** `12-0`: block and index. */
  id: z.string(),
  block: z.number(),
  index: z.number(),
  /** Seconds since 1970. */
  timestamp: z.number(),
  from: address,
  fromName: z.string(),
  to: address.nullable(),
  /** `vault.take(amount: 5)`, `Vault.constructor(cap: 9)`, `Vault receive`, `transfer to alice`. */
  label: z.string(),
  runtime: z.string(),
  status,
  /** Why it reverted, in words; else empty. */
  reason: z.string(),
  gasUsed: z.string(),
  gasLimit: z.string(),
  /** Wei. */
  value: z.string(),
  created: address.nullable(),
  outputs: z.array(namedValue).readonly(),
  events: z.array(event).readonly(),
  /** Callers before their callees; what they wrote to the console among them. */
  frames: z.array(frame).readonly(),
});
export type TransactionView = z.infer<typeof transaction>;

export const callResult = z.object({
  status,
  reason: z.string(),
  gasUsed: z.string(),
  outputs: z.array(namedValue).readonly(),
  events: z.array(event).readonly(),
  frames: z.array(frame).readonly(),
});
export type CallResult = z.infer<typeof callResult>;

export const sending = {
  from: address,
  value: amount.optional(),
  /** Gas limit; absent: as much as a transaction may have. */
  gas: z.string().max(20).optional(),
};

export const deploying = z.object({
  ...sending,
  path: z.string(),
  contract: z.string(),
  args: z.array(formValue).readonly(),
});

export const calling = z.object({
  ...sending,
  to: address,
  signature: z.string(),
  args: z.array(formValue).readonly(),
});

export const block = z.object({
  number: z.number(),
  hash: z.string(),
  timestamp: z.number(),
  transactions: z.number(),
  gasUsed: z.string(),
  policy: z.string(),
});
export type BlockView = z.infer<typeof block>;

export const executor = z.object({
  id: z.string(),
  runtime: z.string(),
  /** Absent while none runs. */
  pid: z.number().optional(),
  restarts: z.number(),
});
export type ExecutorView = z.infer<typeof executor>;
