/** The state of the live ledger or of a run, after any block: accounts, cells by name, how a cell came to what it holds. */
import { z } from 'zod';
import { address } from './ledger.ts';

/** null: the live ledger. */
export const run = z.number().int().min(1).nullable();
/** A block: of the ledger's file its id, of a run its number. */
export const point = z.number().int().min(0);
/** Absent: where the state stands. */
export const at = { run, block: point.optional() };
export const cellKey = z
  .string()
  .max(250)
  .regex(/^[0-9a-f]{40,64}\/[0-9a-z/]+$/, 'not the key of a cell');
/** `0x` and 40 or 64 digits. */
export const account = z.string().regex(/^0x(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'not an account');

export const stateSource = z.object({
  run,
  /** `live ledger`, `market-race, optimistic`. */
  title: z.string(),
  /** It goes on. */
  isRunning: z.boolean(),
});
export type StateSourceView = z.infer<typeof stateSource>;

export const statePoint = z.object({
  id: point,
  number: z.number(),
  /** Seconds since 1970; null: the beginning, or not known. */
  timestamp: z.number().nullable(),
  transactions: z.number(),
});
export type StatePoint = z.infer<typeof statePoint>;

export const stateAccount = z.object({
  address,
  /** Empty: it has none. */
  name: z.string(),
  /** Runtime of its code; null: it has none. */
  runtime: z.string().nullable(),
  /** Wei. */
  balance: z.string(),
  nonce: z.string(),
  hasStorage: z.boolean(),
});
export type StateAccount = z.infer<typeof stateAccount>;

export const accountPage = z.object({
  /** Of which this is the state. */
  block: statePoint,
  accounts: z.array(stateAccount).readonly(),
  /** null: these were the last. */
  next: z.string().nullable(),
});
export type AccountPage = z.infer<typeof accountPage>;

export const cellPart = z.object({
  /** Without the account: `balances[alice]`, `@balance`, `[0x…]`. */
  name: z.string(),
  /** `balances`; empty where nobody knows it. */
  variable: z.string(),
  /** As in the source, `wei` of a balance, `code`; empty where nobody knows. */
  type: z.string(),
  /** In words; empty: nothing is there. */
  value: z.string(),
});
export type CellPart = z.infer<typeof cellPart>;

export const stateCell = z.object({
  key: z.string(),
  account: address,
  /** As people know the account. */
  owner: z.string(),
  /** The variables that are in it. */
  parts: z.array(cellPart).readonly(),
  /** As the ledger has it. */
  raw: z.string(),
});
export type StateCell = z.infer<typeof stateCell>;

export const cellPage = z.object({
  block: statePoint,
  cells: z.array(stateCell).readonly(),
  /** null: these were the last. */
  next: z.string().nullable(),
});
export type CellPage = z.infer<typeof cellPage>;

export const found = z.object({
  /** `cell` null: the account is meant. */
  found: z.array(z.object({ account: stateAccount, cell: stateCell.nullable() })).readonly(),
});
export type FoundInState = z.infer<typeof found>;

export const writePlace = z.object({ block: point, index: z.number().int().min(0).nullable() });
export type WritePlace = z.infer<typeof writePlace>;

export const cellWrite = z.object({
  block: statePoint,
  /** Who wrote it; null: the beginning, a change of no transaction, or not kept (any more). */
  by: z
    .object({
      index: z.number(),
      sender: z.string(),
      /** `token.transfer(bob, 5)`. */
      label: z.string(),
      runtime: z.string(),
      /** Of a run: row of its schedule. */
      row: z.number().nullable(),
    })
    .nullable(),
  /** As parts of the cell, in their order. */
  before: z.array(cellPart).readonly(),
  after: z.array(cellPart).readonly(),
  rawBefore: z.string(),
  rawAfter: z.string(),
});
export type CellWrite = z.infer<typeof cellWrite>;

export const versionPage = z.object({
  cell: stateCell,
  /** The newest first. */
  versions: z.array(cellWrite).readonly(),
  /** null: these were the last. */
  next: writePlace.nullable(),
});
export type VersionPage = z.infer<typeof versionPage>;

/** A cell with what it held before and holds after. */
export const changedCell = z.object({
  key: z.string(),
  account: address,
  owner: z.string(),
  before: z.array(cellPart).readonly(),
  after: z.array(cellPart).readonly(),
  rawBefore: z.string(),
  rawAfter: z.string(),
});
export type ChangedCell = z.infer<typeof changedCell>;

export const stateChanges = z.object({
  before: statePoint,
  after: statePoint,
  /** All that differ, of which `cells` has some. */
  total: z.number(),
  cells: z.array(changedCell).readonly(),
  /** null: these were the last. */
  next: z.string().nullable(),
});
export type StateChanges = z.infer<typeof stateChanges>;

export const touchedCells = z.object({
  block: statePoint,
  index: z.number(),
  label: z.string(),
  sender: z.string(),
  /** What it wrote first; null: not kept (any more). */
  cells: z
    .array(changedCell.extend({ isRead: z.boolean(), isWritten: z.boolean() }))
    .readonly()
    .nullable(),
});
export type TouchedCells = z.infer<typeof touchedCells>;
