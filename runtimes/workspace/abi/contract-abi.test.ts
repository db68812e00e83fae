import { describe, expect, it } from 'vitest';
import { parseContractAbi, selectorOf } from './contract-abi.ts';
import { findFunction } from './find-function.ts';

const uint = { type: 'uint256', name: 'x' };

describe('ABI JSON', () => {
  it('is read from a list or an artifact, old forms too', () => {
    const list = [
      { name: 'old', inputs: [{ type: 'uint' }], constant: true },
      { type: 'function', name: 'f', inputs: [{ type: 'tuple[2]', components: [uint, { type: 'bytes[]' }] }] },
      { type: 'fallback', stateMutability: 'nonpayable' },
      { type: 'receive', stateMutability: 'payable' },
      { type: 'constructor', inputs: [uint] },
      { type: 'event', name: 'Quiet', anonymous: true, inputs: [] },
    ];
    for (const json of [list, { abi: list }]) {
      const abi = parseContractAbi(json);
      expect(abi).toMatchObject({
        ok: true,
        value: {
          functions: [
            { signature: 'old(uint256)', mutability: 'view', outputs: [] },
            { signature: 'f((uint256,bytes[])[2])', mutability: 'nonpayable' },
          ],
          bare: [
            { signature: 'fallback', mutability: 'nonpayable', inputs: [{ type: { text: 'bytes' } }] },
            { signature: 'receive', mutability: 'payable', inputs: [] },
          ],
          constructorInputs: [{ name: 'x' }],
        },
      });
      expect(abi.ok && abi.value.events.size).toBe(0);
    }
    expect(selectorOf('transfer(address,uint256)')).toBe('a9059cbb');
  });

  it.each([
    [undefined, 'neither an ABI'],
    [null, 'neither an ABI'],
    ['[]', 'neither an ABI'],
    [{ abi: 5 }, 'neither an ABI'],
    [[5], 'entry 0 of the ABI is not an object'],
    [[{ type: 'function' }], 'entry 0 of the ABI (function) has no name'],
    [[{ type: 'method', name: 'f' }], 'unknown type "method"'],
    [[{ name: 'f', inputs: 5 }], 'entry 0 of the ABI (f): its parameters are not a list'],
    [[{ name: 'f', inputs: [{ name: 'x' }] }], 'a parameter has no type'],
    [[{ name: 'f', inputs: [{ type: 'uint7' }] }], 'unknown type "uint7"'],
    [[{ name: 'f', inputs: [{ type: 'uint264' }] }], 'unknown type "uint264"'],
    [[{ name: 'f', inputs: [{ type: 'bytes33' }] }], 'unknown type "bytes33"'],
    [[{ name: 'f', inputs: [{ type: 'uint8[0]' }] }], 'unknown type'],
    [[{ name: 'f', inputs: [{ type: 'tuple' }] }], 'a tuple has no components'],
    [[{ name: 'f', inputs: [{ type: `uint8${'[]'.repeat(500)}` }] }], 'nest deeper than 16'],
  ])('is refused where it is wrong: %j', (json, message) => {
    const abi = parseContractAbi(json);
    expect(abi.ok ? '' : abi.error).toContain(message);
  });
});

describe('a function is found', () => {
  const parsed = parseContractAbi([
    { name: 'f', inputs: [uint] },
    { name: 'g', inputs: [] },
    { name: 'g', inputs: [{ type: 'bool' }] },
  ]);
  if (!parsed.ok) throw new Error(parsed.error);
  const find = (name: string, types?: string): string => {
    const found = findFunction(parsed.value, name, types);
    return found.ok ? found.value.signature : found.error;
  };
  it('by its bare name unless it is overloaded, or by its signature', () => {
    expect([find('f'), find('f', 'uint256'), find('g', ''), find('g', 'bool')]).toEqual([
      'f(uint256)',
      'f(uint256)',
      'g()',
      'g(bool)',
    ]);
    expect(find('g')).toBe('"g" is overloaded; write one of: g(), g(bool)');
    expect(find('f', 'bool')).toBe('no function "f(bool)"; there is f(uint256)');
    expect(find('toString')).toBe('no function "toString". There are: f(uint256), g(), g(bool).');
  });
});
