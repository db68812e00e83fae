/** Every function of the examples' contracts and of the test kit's comes to the same with a debugger as without: effects, gas and all that was read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AbiParameter } from 'viem';
import { ALICE } from '../../rules/test-ledger.testkit.ts';
import { compileContracts, type TestContract } from '../contracts.testkit.ts';
import { cil } from '../module.ts';
import { SteppedContract, stopsOf } from './debug.testkit.ts';

const ROOT = join(import.meta.dirname, '../../..');
const EXAMPLES = [
  'tokens/contracts/Token.cs',
  'hot-counters/contracts/Counter.cs',
  'three-way-swap/contracts/Mint.cs',
  'market-race/contracts/oracle/Oracle.cs',
  'market-race/contracts/oracle/IMarket.cs',
].map((file) => join('resources/examples', file));

/** What is compiled together: one compile of each. */
const FILES = { examples: EXAMPLES, 'the test kit': ['runtimes/cil/probes/Lane.cs'] };

type Inputs = readonly (AbiParameter & { readonly components?: readonly AbiParameter[] })[];

/** `size`: what numbers are, and how long lists. */
function argument({ type, ...more }: Inputs[number], size: number): unknown {
  if (type.endsWith(']')) {
    const length = /\[(\d+)\]$/.exec(type)?.[1] ?? size;
    const item = { ...more, type: type.replace(/\[\d*\]$/, '') };
    return Array.from({ length: Number(length) }, () => argument(item, size));
  }
  if (type === 'tuple') {
    const { components = [] } = more;
    return Object.fromEntries(components.map((one) => [one.name, argument(one, size)]));
  }
  if (type === 'bool') return size > 0;
  if (type === 'string') return 'a'.repeat(size);
  if (type === 'address') return `0x${ALICE}`;
  if (type.startsWith('bytes')) return `0x${'01'.repeat(Number(type.slice(5) || size))}`;
  return Number(/\d+/.exec(type)?.[0]) > 48 ? BigInt(size) : size;
}

describe.each(Object.entries(FILES))('%s', (_, files) => {
  test('each function of each contract', { timeout: 240_000 }, async () => {
    const texts = files.map((file) => readFileSync(join(ROOT, file), 'utf8'));
    const usings = new Set(texts.flatMap((text) => text.match(/^using .*;$/gm) ?? []));
    const contracts = await compileContracts(
      [...usings, ...texts.map((text) => text.replace(/^using .*;$/gm, ''))].join('\n'),
    );
    let statements = 0;
    for (const contract of contracts.values()) {
      if (isNonDeterministic(contract)) continue;
      const stepped = new SteppedContract(contract);
      const constructor = contract.abi.find((entry) => entry.type === 'constructor');
      await stepped.deploy((constructor?.inputs ?? []).map((one) => argument(one, 3)));
      expect(stepped.traced.cells).toEqual(stepped.plain.cells);
      for (const entry of contract.abi) {
        if (entry.type !== 'function') continue;
        for (const size of [0, 3]) {
          const args = entry.inputs.map((one) => argument(one, size));
          const { plain, traced, events } = await stepped.call(entry.name, args, 200_000n);
          expect([entry.name, traced]).toEqual([entry.name, plain]);
          statements += stopsOf(stepped.info, events).length;
        }
      }
    }
    expect(statements).toBeGreaterThan(5);
  });
});

const isNonDeterministic = ({ code }: TestContract): boolean => cil.isDeterministic?.(code, 'deployment') === false;
