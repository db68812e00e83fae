import { keccak_256 } from '@noble/hashes/sha3.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseFields, type AbiField } from './abi-type.ts';

export interface AbiFunction {
  readonly name: string;
  /** Canonical: `transfer(address,uint256)`. */
  readonly signature: string;
  /** First four bytes of the signature's keccak-256: 8 hex digits. */
  readonly selector: string;
  readonly inputs: readonly AbiField[];
  readonly outputs: readonly AbiField[];
  readonly mutability: 'pure' | 'view' | 'nonpayable' | 'payable';
}

export interface AbiEvent {
  readonly name: string;
  readonly signature: string;
  readonly inputs: readonly (AbiField & { readonly indexed: boolean })[];
}

export interface AbiError {
  readonly name: string;
  readonly signature: string;
  readonly inputs: readonly AbiField[];
}

/** A contract's ABI, validated and indexed. */
export interface ContractAbi {
  readonly functions: readonly AbiFunction[];
  /** What takes calls that mean no function: `receive` value alone, `fallback` any data. Signature is the bare word, there is no selector. */
  readonly bare: readonly AbiFunction[];
  /** Parameters of the constructor; none where the ABI has no constructor. */
  readonly constructorInputs: readonly AbiField[];
  /** By topic 0 (64 hex digits); anonymous events are left out. */
  readonly events: ReadonlyMap<string, AbiEvent>;
  /** By selector (8 hex digits). */
  readonly errors: ReadonlyMap<string, AbiError>;
}

const MUTABILITIES = ['pure', 'view', 'nonpayable', 'payable'] as const;

/** What a fallback takes and gives: bytes as they are, without the ABI's encoding. */
const RAW: AbiField = { name: 'data', type: { kind: 'bytes', text: 'bytes' } };

/** What a call runs that means no function of the ABI. */
export const bareEntry = ({ bare }: ContractAbi, data: Uint8Array): AbiFunction | undefined =>
  (data.length === 0 ? bare.find(({ name }) => name === 'receive') : undefined) ??
  bare.find(({ name }) => name === 'fallback');

/** Reads ABI JSON: the list itself, or an artifact (Hardhat, Foundry, Truffle) that holds it under `abi`. */
export function parseContractAbi(json: unknown): Result<ContractAbi, string> {
  const list = Array.isArray(json) ? json : (json as { readonly abi?: unknown } | null | undefined)?.abi;
  if (!Array.isArray(list)) return err('this is neither an ABI (a list) nor an artifact with "abi"');
  const functions: AbiFunction[] = [];
  const bare: AbiFunction[] = [];
  const events = new Map<string, AbiEvent>();
  const errors = new Map<string, AbiError>();
  let constructorInputs: readonly AbiField[] = [];
  for (const [index, item] of (list as readonly unknown[]).entries()) {
    if (typeof item !== 'object' || item === null) return err(`entry ${index} of the ABI is not an object`);
    const entry = item as Record<string, unknown>;
    const type = entry['type'] ?? 'function';
    if (type === 'fallback' || type === 'receive') {
      const isPayable = type === 'receive' || entry['stateMutability'] === 'payable' || entry['payable'] === true;
      const data = type === 'receive' ? [] : [RAW];
      const mutability = isPayable ? 'payable' : 'nonpayable';
      bare.push({ name: type, signature: type, selector: '', inputs: data, outputs: data, mutability });
      continue;
    }
    const { name } = entry;
    const label = `entry ${index} of the ABI (${typeof name === 'string' ? name.slice(0, 60) : String(type).slice(0, 60)})`;
    const inputs = parseFields(entry['inputs']);
    if (!inputs.ok) return err(`${label}: ${inputs.error}`);
    if (type === 'constructor') {
      constructorInputs = inputs.value;
      continue;
    }
    if (typeof name !== 'string' || name === '') return err(`${label} has no name`);
    const signature = signatureOf(name, inputs.value);
    if (type === 'function') {
      const outputs = parseFields(entry['outputs']);
      if (!outputs.ok) return err(`${label}: ${outputs.error}`);
      // Old compilers say `constant` and `payable` instead.
      const old = entry['constant'] === true ? 'view' : entry['payable'] === true ? 'payable' : 'nonpayable';
      const mutability = MUTABILITIES.find((known) => known === entry['stateMutability']) ?? old;
      functions.push({
        name,
        signature,
        selector: selectorOf(signature),
        inputs: inputs.value,
        outputs: outputs.value,
        mutability,
      });
    } else if (type === 'error') errors.set(selectorOf(signature), { name, signature, inputs: inputs.value });
    else if (type === 'event') {
      const raw = entry['inputs'] as readonly { readonly indexed?: unknown }[] | undefined;
      const fields = inputs.value.map((field, i) => ({ ...field, indexed: raw?.[i]?.indexed === true }));
      if (entry['anonymous'] !== true) events.set(hashText(signature), { name, signature, inputs: fields });
    } else return err(`${label}: unknown type "${String(type).slice(0, 60)}"`);
  }
  return ok({ functions, bare, constructorInputs, events, errors });
}

const signatureOf = (name: string, inputs: readonly AbiField[]): string =>
  `${name}(${inputs.map((input) => input.type.text).join(',')})`;

/** keccak-256 of a text: 64 hex digits. */
const hashText = (text: string): string => toHex(keccak_256(utf8ToBytes(text)));

/** First four bytes of a signature's keccak-256: 8 hex digits. */
export const selectorOf = (signature: string): string => hashText(signature).slice(0, 8);
