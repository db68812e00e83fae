import type { ValueTypeName } from './value-type.ts';

export interface HostSignature {
  readonly params: readonly ValueTypeName[];
  readonly results: readonly ValueTypeName[];
}

/** The module that contracts import from. */
export const HOST_MODULE = 'interleave';

/** Added to every prepared module in place of `memory.grow`: `(i32 pages) i32`, the pages before or -1. */
export const GROW_MEMORY = 'grow_memory';

const signature = (text: string): HostSignature => {
  const [params = '', results = ''] = text.split('->');
  const types = (part: string): ValueTypeName[] => part.split(' ').filter((type) => type !== '') as ValueTypeName[];
  return { params: types(params), results: types(results) };
};

const read = signature('->i32');
const get64 = signature('->i64');
const one = signature('i32->');
const two = signature('i32 i32->');
const three = signature('i32 i32 i32->');

/** What a contract may import from `interleave`: HOST-ABI.md, version 1. */
export const HOST_FUNCTIONS = {
  input_size: read,
  input_read: three,
  finish: two,
  revert: two,
  caller: one,
  address: one,
  origin: one,
  value: one,
  gas_price: one,
  gas_left: get64,
  balance: two,
  code_size: signature('i32->i32'),
  block_number: get64,
  block_timestamp: get64,
  block_gas_limit: get64,
  coinbase: one,
  base_fee: one,
  prevrandao: one,
  chain_id: one,
  block_hash: signature('i64 i32->'),
  storage_load: two,
  storage_store: two,
  transient_load: two,
  transient_store: two,
  counter_add: two,
  counter_sub: two,
  counter_load: two,
  keccak256: three,
  sha256: three,
  emit: signature('i32 i32 i32 i32->'),
  call: signature('i32 i32 i64 i32 i32->i32'),
  static_call: signature('i32 i64 i32 i32->i32'),
  delegate_call: signature('i32 i64 i32 i32->i32'),
  return_size: read,
  return_read: three,
} as const satisfies Record<string, HostSignature>;

export type HostFunction = keyof typeof HOST_FUNCTIONS;
