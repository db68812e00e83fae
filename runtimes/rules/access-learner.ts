/**
 * Learns which storage slots a function touches as formulas of the call: a fixed slot, or a mapping entry whose keys are the
 * sender, a word of the arguments, or a constant. The keys come from the keccak preimages that executors note
 * (`keccak(key ++ slot)`, Solidity documentation, "Layout of State Variables in Storage").
 */
import { balanceCell, nonceCell, parseCell, storageCell, type AccountId, type CellKey } from '../core/cell.ts';
import { decodeHex, toHex } from '../core/hex.ts';
import type { Transaction } from '../core/transaction.ts';
import type { AccessLearner, LearnedAccess } from '../sdk/access-learner.ts';
import type { PreimageTable } from '../sdk/runtime-module.ts';
import { keccak256 } from './keccak.ts';

/** 64 hex digits. */
type Word = string;

type Source =
  | { readonly kind: 'constant'; readonly word: Word }
  | { readonly kind: 'sender' }
  /** The n-th word of the arguments. */
  | { readonly kind: 'argument'; readonly position: number };

/** `keccak(key ++ inner)` nested; `offset` reaches members of a struct. */
type Formula =
  | { readonly kind: 'slot'; readonly slot: Word }
  | { readonly kind: 'entry'; readonly key: Source; readonly inner: Formula; readonly offset: number };

interface Learned {
  /** By a text of account and formula, so that the same is learned once. */
  readonly reads: Map<string, Cell>;
  readonly writes: Map<string, Cell>;
  seen: number;
}

interface Cell {
  readonly account: AccountId;
  readonly formula: Formula;
}

/** Executions from which a function is learned; afterwards one in SAMPLE is looked at. */
const THOROUGH = 32;
const SAMPLE = 64;
/** Distinct cells kept of a function; one that touches more has no formula that we know. */
const MOST = 64;
/** Slots above a hash that are tried as members of a struct. */
const MEMBERS = 8;
/** Mappings in mappings. */
const DEEPEST = 4;

export function createAccessLearner(): AccessLearner {
  const functions = new Map<string, Learned>();
  return {
    expect: (tx, wanted) => expectation(tx, functions.get(functionOf(tx)), wanted ?? everywhere),
    observe: (tx, effects, preimages) => {
      if (effects.outcome.status !== 'success') return;
      const key = functionOf(tx);
      let learned = functions.get(key);
      if (learned === undefined) functions.set(key, (learned = { reads: new Map(), writes: new Map(), seen: 0 }));
      learned.seen++;
      if (learned.seen > THOROUGH && learned.seen % SAMPLE !== 0) return;
      for (const { key: cell } of effects.reads) learn(learned.reads, cell, tx, preimages);
      for (const { key: cell } of effects.writes) learn(learned.writes, cell, tx, preimages);
    },
  };
}

const functionOf = (tx: Transaction): string => `${tx.to} ${toHex(tx.data.subarray(0, 4))}`;

const everywhere = (): boolean => true;

function expectation(
  tx: Transaction,
  learned: Learned | undefined,
  wanted: (account: AccountId) => boolean,
): LearnedAccess {
  const own = wanted(tx.from) ? [nonceCell(tx.from), balanceCell(tx.from)] : [];
  const declared: CellKey[] = [];
  for (const { account, slots } of tx.accessList ?? [])
    for (const slot of slots) declared.push(storageCell(account, '', slot));
  const cells = (formulas: Iterable<Cell>): CellKey[] => {
    const keys: CellKey[] = [];
    for (const { account, formula } of formulas)
      if (wanted(account)) keys.push(storageCell(account, '', evaluate(formula, tx)));
    return keys;
  };
  return {
    reads: [...own, ...declared, ...cells(learned?.reads.values() ?? [])],
    writes: [...own, ...cells(learned?.writes.values() ?? [])],
  };
}

function learn(into: Map<string, Cell>, key: CellKey, tx: Transaction, preimages: PreimageTable): void {
  const cell = parseCell(key);
  if (cell?.field.kind !== 'storage' || cell.field.epoch !== '' || cell.field.slot.length !== 64) return;
  const formula = explain(cell.field.slot, tx, preimages, DEEPEST);
  if (formula === undefined || into.size >= MOST) return;
  into.set(`${cell.account} ${JSON.stringify(formula)}`, { account: cell.account, formula });
}

function explain(slot: Word, tx: Transaction, preimages: PreimageTable, depth: number): Formula | undefined {
  // A number below 2^64 is a slot that the compiler gave out.
  if (slot.startsWith('0'.repeat(48))) return { kind: 'slot', slot };
  if (depth === 0) return undefined;
  const at = BigInt(`0x${slot}`);
  for (let offset = 0; offset < MEMBERS; offset++) {
    const preimage = preimages.get((at - BigInt(offset)).toString(16).padStart(64, '0'));
    if (preimage?.length !== 64) continue;
    const inner = explain(toHex(preimage.subarray(32)), tx, preimages, depth - 1);
    return inner && { kind: 'entry', key: sourceOf(toHex(preimage.subarray(0, 32)), tx), inner, offset };
  }
  return undefined;
}

function sourceOf(word: Word, tx: Transaction): Source {
  if (word === tx.from.padStart(64, '0')) return { kind: 'sender' };
  for (let position = 0; 4 + 32 * (position + 1) <= tx.data.length; position++) {
    if (word === argument(tx, position)) return { kind: 'argument', position };
  }
  return { kind: 'constant', word };
}

const argument = (tx: Transaction, position: number): Word =>
  toHex(tx.data.subarray(4 + 32 * position, 36 + 32 * position)).padEnd(64, '0');

function evaluate(formula: Formula, tx: Transaction): Word {
  if (formula.kind === 'slot') return formula.slot;
  const { key, inner, offset } = formula;
  const word =
    key.kind === 'constant' ? key.word : key.kind === 'sender' ? tx.from.padStart(64, '0') : argument(tx, key.position);
  const hash = toHex(keccak256(decodeHex(word + evaluate(inner, tx))));
  return offset === 0
    ? hash
    : BigInt.asUintN(256, BigInt(`0x${hash}`) + BigInt(offset))
        .toString(16)
        .padStart(64, '0');
}
