import { expect, it } from 'vitest';
import type { TrafficForm } from '../../../runtimes/service/contract/traffic.ts';
import { lanesField, withLanes } from './lane-fields.ts';

const form = (number: string, lanes: Record<string, string> = {}): TrafficForm => ({
  header: { name: '', seed: '', lanes: number, policy: '', shuffle: '', recordSteps: '', blockSize: '' },
  accounts: { count: '', balance: '' },
  accountNames: [],
  executors: {},
  lanes,
  contracts: [],
  precompiles: [],
  setup: [],
  traffic: [],
  expectations: 0,
});
const saysOf = ({ header, lanes }: TrafficForm): unknown => [header.lanes, lanes];
const used = ['evm', 'wasm'];

it('one number for all is shown at each runtime, and becomes a map where one of them differs', () => {
  expect(lanesField(form('3'), 'wasm')).toBe('3');
  const differ = withLanes(form('3'), used, 'evm', '4');
  expect(saysOf(differ)).toEqual(['', { evm: '4', wasm: '3' }]);
  expect(saysOf(withLanes(differ, used, 'wasm', '4'))).toEqual(['4', {}]);
  expect(saysOf(withLanes(form('3'), ['evm'], 'evm', '4'))).toEqual(['4', {}]);
});

it('an emptied field is the default of its runtime alone', () => {
  expect(saysOf(withLanes(form('', { evm: '4', wasm: '2' }), used, 'evm', ''))).toEqual(['', { wasm: '2' }]);
  expect(saysOf(withLanes(form('', { wasm: '2' }), used, 'wasm', ''))).toEqual(['', {}]);
});

it('what the file says of runtimes that are not used stays', () => {
  expect(saysOf(withLanes(form('', { evm: '1', cil: '2' }), used, 'wasm', '1'))).toEqual([
    '',
    { evm: '1', wasm: '1', cil: '2' },
  ]);
});
