import { encodeErrorResult, getAddress, pad, parseAbi, type Hex } from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { ALICE } from '../rust/host.testkit.ts';
import { compileTestContracts, deployTestContract, type TestContract } from './contract.testkit.ts';

const BOB = `0x${'b0'.repeat(20)}`;
const error = (text: string): Hex =>
  encodeErrorResult({ abi: parseAbi(['error Error(string)']), errorName: 'Error', args: [text] });

describe('contracts that extend classes', () => {
  let artifacts: readonly Artifact[];
  let many: TestContract;
  beforeAll(async () => {
    artifacts = await compileTestContracts('line');
    many = deployTestContract(artifacts[0], [5n, 'xx']);
  });

  test('their functions and storage come from all of them', () => {
    const names = many.abi.filter((one) => one.type === 'function').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['owner', 'transferOwnership', 'paused', 'run', 'hook', 'sumOf']));
    expect(names).not.toContain('onlyOwner');
    const layout = artifacts[0]?.storageLayout as { storage: { label: string }[] };
    expect(layout.storage.map(({ label }) => label)).toEqual(['owner', 'paused', 'total', 'count', 'list', '_locked']);
  });

  test('constructors run from the outermost class on', () => {
    expect(many.read('owner')).toBe(getAddress(ALICE));
    expect(many.send('ownedBy', [], { from: BOB })).toEqual({ status: 'reverted', data: error('not the owner') });
    expect(many.ledger.slot(many.address, pad('0x2'))).toBe(pad('0x5'));
    const plain = deployTestContract(artifacts.find(({ contract }) => contract === 'Plain'));
    expect(plain.read('owner')).toBe(getAddress(ALICE));
  });

  test('globals begin anew with every call', () => {
    expect([many.send('run', [4n]).data, many.send('run', [4n]).data]).toEqual([pad('0x1'), pad('0x1')]);
  });

  test('methods of structs, control flow, `throw` in all places', () => {
    expect(many.read('sumOf', [{ a: 1n, b: [1, 255] }, 3])).toBe(261n);
    expect([many.read('loop', [4]), many.read('w', [6])]).toEqual([14, 55]);
    expect(many.send('t', [0]).data).toBe(error('zero'));
    expect(many.send('t', [1]).data).toBe(pad('0x5'));
    expect(many.send('t', [2]).data).toBe(error(''));
    const bytes = Array.from({ length: 40 }, (_, i) => i);
    many.read('bytesToArray', [bytes]);
    expect(many.read('arr')).toEqual(bytes);
  });

  test('a contract extends another, overrides it and calls it', async () => {
    const deeper = deployTestContract(artifacts.find(({ contract }) => contract === 'Deeper'));
    expect(deeper.send('run', [4n]).data).toBe(pad('0x65'));
    expect(deeper.ledger.slot(deeper.address, pad('0x3'))).toBe(pad('0x3'));
    const [artifact] = await compileTestContracts('other/line');
    const other = deployTestContract(artifact, [7n]);
    expect(other.read('loop', [4])).toBe(15);
    expect([other.read('owner'), other.ledger.slot(other.address, pad('0x2'))]).toEqual([
      getAddress(ALICE),
      pad('0x8'),
    ]);
  });
});
