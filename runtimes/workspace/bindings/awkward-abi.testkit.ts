/** An ABI in which everything that is hard about bindings occurs. */
import type { AbiJson } from '../../core/artifact.ts';

const uint = (name: string, type = 'uint256') => ({ name, type });
const order = {
  internalType: 'struct Market.Order',
  type: 'tuple',
  components: [
    { name: 'owner', type: 'address' },
    { name: 'type', type: 'uint8' },
    {
      name: 'legs',
      type: 'tuple[]',
      internalType: 'struct Market.Leg[]',
      components: [uint('amount', 'uint112'), uint('self', 'bytes4')],
    },
  ],
};
const fn = (name: string, inputs: object[], outputs: object[] = [], stateMutability = 'nonpayable') => ({
  type: 'function',
  name,
  inputs,
  outputs,
  stateMutability,
});

export const AWKWARD: AbiJson = [
  { type: 'constructor', inputs: [uint('supply')] },
  { type: 'receive', stateMutability: 'payable' },
  { type: 'fallback', stateMutability: 'nonpayable' },
  fn('place', [{ name: 'order', ...order }], [uint('id')], 'payable'),
  fn('place', [{ name: 'orders', ...order, type: 'tuple[]', internalType: 'struct Market.Order[]' }]),
  fn('order', [uint('id')], [{ name: '', ...order }], 'view'),
  fn('order_2', []),
  fn('tryPlace', [uint('id')]),
  fn('getReserves', [], [uint('reserve0', 'uint112'), uint('reserve1', 'uint112'), uint('', 'uint32')], 'view'),
  fn('pairs', [{ name: '', type: 'tuple', components: [uint('a'), { name: 'b', type: 'bool' }] }], [], 'pure'),
  fn('setFee', [uint('fee', 'uint24')]),
  fn('setSmall', [uint('fee', 'uint16'), uint('delta', 'int64')]),
  fn('matrix', [{ name: 'cells', type: 'uint8[3][]' }], [{ name: '', type: 'uint256[2]' }], 'view'),
  fn('callback', [{ name: 'then', type: 'function', internalType: 'function () external' }]),
  fn('mapping', [uint('value')]),
  fn('gas', [], [uint('')], 'view'),
  fn('at', [{ name: 'at', type: 'address' }]),
  fn('self', []),
  fn('delete', [
    { name: 'delete', type: 'string' },
    { name: 'fn', type: 'bytes' },
  ]),
  fn('DOMAIN_SEPARATOR', [], [{ name: '', type: 'bytes32' }], 'view'),
  fn('tokenURI', [uint('place')], [{ name: 'uri', type: 'string' }], 'view'),
  fn('_hidden__name_', [uint('msg'), uint('msg'), uint('')]),
  fn('a$b', [uint('$')]),
  fn('Moved', []),
  fn('place', [{ name: 'again', ...order }], [uint('id')], 'payable'),
  {
    type: 'event',
    name: 'Placed',
    inputs: [
      { name: 'order', indexed: true, ...order },
      { ...uint('id'), indexed: false },
    ],
  },
  { type: 'event', name: 'Placed', inputs: [{ ...uint('id'), indexed: true }] },
  { type: 'event', name: 'Moved', inputs: [] },
  {
    type: 'event',
    name: 'Silent',
    anonymous: true,
    inputs: ['a', 'b', 'c', 'd'].map((name) => ({ ...uint(name), indexed: true })),
  },
  { type: 'error', name: 'Bad', inputs: [uint('why', 'bytes')] },
  { type: 'error', name: 'Bad', inputs: [{ name: 'text', type: 'string' }] },
  { type: 'error', name: 'Placed', inputs: [] },
  { type: 'error', name: 'TooBig', inputs: [{ name: 'order', ...order }] },
];
