import { Bytes, keccak256, require } from 'interleave';

@precompile
export function doubleHash(input: Bytes): Bytes {
  require(input.length > 0, 'nothing to hash');
  return keccak256(keccak256(input).toBytes()).toBytes();
}

@precompile
function reversed(input: Bytes): Bytes {
  const out = Bytes.zeros(input.length);
  for (let i: u32 = 0; i < input.length; i++) out[i] = input[input.length - 1 - i];
  return out;
}
