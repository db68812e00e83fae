import { hash } from 'node:crypto';
import { parseCell, type CellKey, type CellValue } from '../core/cell.ts';
import { decodeHex } from '../core/hex.ts';
import { rootOver } from './state-root.ts';
import { EMPTY_HASH, INNER_TAG, LEAF_TAG, type TreeStep } from './state-tree.ts';

/** What one cell holds under a state root, checkable without the ledger. */
export interface InclusionProof {
  readonly key: CellKey;
  /** The empty text: the cell is absent. */
  readonly value: CellValue;
  /** Digest of the ledger's configuration, 64 hex digits. */
  readonly config: string;
  /** From the root down. */
  readonly steps: readonly TreeStep[];
  /** Of an absent cell: the cell that stands where its path ends. Missing too where the ledger is empty. */
  readonly instead?: { readonly key: CellKey; readonly value: CellValue };
}

const sha256 = (...parts: Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');
const pathOf = (key: CellKey): Buffer => sha256(Buffer.from(key));
/** 64 hex digits. */
export const HASH = /^[0-9a-f]{64}$/;

/** Whether a proof holds under a root. A malformed one does not. */
export function verifyProof(root: string, proof: InclusionProof): boolean {
  const { key, value, config, steps, instead } = proof;
  const wellFormed =
    parseCell(key) !== undefined &&
    HASH.test(config) &&
    steps.every(({ bit, sibling }) => Number.isInteger(bit) && bit >= 0 && bit < 256 && HASH.test(sibling));
  if (!wellFormed) return false;
  // A proof is of the cell itself, or of its absence: another cell in its place, or nothing anywhere.
  if (value !== '' ? instead !== undefined : instead?.key === key || instead?.value === '') return false;
  const leaf = value !== '' ? { key, value } : instead;
  if (!leaf) return steps.length === 0 && rootOver(config, EMPTY_HASH) === root;

  const path = pathOf(key);
  const leafPath = pathOf(leaf.key);
  let node: Uint8Array = sha256(Buffer.of(LEAF_TAG), leafPath, Buffer.from(leaf.value));
  for (const { bit, sibling } of steps.toReversed()) {
    const side = sideOf(path, bit);
    // The tree decides each bit by the paths below it: the leaf that is shown must lie on the way of the key.
    if (sideOf(leafPath, bit) !== side) return false;
    const other = decodeHex(sibling);
    node = sha256(Buffer.of(INNER_TAG, bit), ...(side === 0 ? [node, other] : [other, node]));
  }
  return rootOver(config, Buffer.from(node).toString('hex')) === root;
}

const sideOf = (path: Buffer, bit: number): number => ((path[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
