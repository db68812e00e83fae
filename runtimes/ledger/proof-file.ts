/** Proofs as a file that can be checked without the ledger: JSON. */
import type { CellKey } from '../core/cell.ts';
import { isObject } from '../core/json-shape.ts';
import { err, ok, type Result } from '../core/result.ts';
import { HASH, verifyProof, type InclusionProof } from './proof.ts';

export interface ProofFile {
  /** Number of the block after which the cells held this. */
  readonly block: number;
  /** 64 hex digits. */
  readonly stateRoot: string;
  readonly proofs: readonly NamedProof[];
}

export interface NamedProof extends InclusionProof {
  /** What people call the cell. A note: nothing proves it. */
  readonly name: string;
}

const VERSION = 1;

/** `{"interleaveProof":1,"block":…,"stateRoot":…,"proofs":[{"name","key","value","config","steps":[{"bit","sibling"}…],"instead"?}…]}` */
export const proofFileText = ({ block, stateRoot, proofs }: ProofFile): string =>
  `${JSON.stringify({ interleaveProof: VERSION, block, stateRoot, proofs }, null, 1)}\n`;

/** The error says what is wrong and where, by the path of the value. */
export function parseProofFile(text: string): Result<ProofFile, string> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return err(`it is no JSON: ${error instanceof Error ? error.message : ''}`);
  }
  if (!isObject(file) || file['interleaveProof'] === undefined)
    return err('it is no file of proofs: interleaveProof is missing');
  const { interleaveProof: version, block, stateRoot, proofs } = file;
  if (version !== VERSION)
    return err(`interleaveProof is ${JSON.stringify(version)}: this program knows version ${VERSION} only`);
  if (!Number.isSafeInteger(block)) return err('block: expected a number');
  if (!isHash(stateRoot)) return err('stateRoot: expected 64 hex digits');
  if (!Array.isArray(proofs) || proofs.length === 0) return err('proofs: expected a list of one or more');
  for (const [at, proof] of proofs.entries()) {
    const flaw = proofFlaw(proof, `proofs[${at}]`);
    if (flaw !== undefined) return err(flaw);
  }
  return ok({ block: block as number, stateRoot, proofs: proofs as NamedProof[] });
}

export interface CheckedProof {
  readonly name: string;
  readonly key: CellKey;
  readonly value: string;
  readonly holds: boolean;
}

/** @param root what is trusted, 64 hex digits. */
export const checkProofs = ({ proofs }: ProofFile, root: string): readonly CheckedProof[] =>
  proofs.map((proof) => ({
    name: proof.name,
    key: proof.key,
    value: proof.value,
    holds: verifyProof(root, proof),
  }));

const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);

/** Why it has not the shape of a proof; whether it holds is another question. */
function proofFlaw(proof: unknown, path: string): string | undefined {
  if (!isObject(proof)) return `${path}: expected an object`;
  for (const field of ['name', 'key', 'value'])
    if (typeof proof[field] !== 'string') return `${path}.${field}: expected a text`;
  if (!isHash(proof['config'])) return `${path}.config: expected 64 hex digits`;
  const { steps, instead } = proof;
  if (!Array.isArray(steps)) return `${path}.steps: expected a list`;
  const bad = steps.findIndex((step) => !isObject(step) || !Number.isInteger(step['bit']) || !isHash(step['sibling']));
  if (bad >= 0) return `${path}.steps[${bad}]: expected a bit and a sibling of 64 hex digits`;
  if (instead === undefined) return undefined;
  const isCell = isObject(instead) && typeof instead['key'] === 'string' && typeof instead['value'] === 'string';
  return isCell ? undefined : `${path}.instead: expected a key and a value`;
}
