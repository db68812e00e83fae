/** Two contracts of two runtimes that call each other: text for workspaces of tests. */
const ABI = JSON.stringify([
  {
    type: 'function',
    name: 'add',
    inputs: [{ name: 'amount', type: 'uint256' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', name: 'total', inputs: [], outputs: [{ name: '', type: 'uint256' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'setListener',
    inputs: [{ name: 'listener', type: 'address' }],
    outputs: [],
    stateMutability: 'nonpayable',
  },
]);

const LAYOUT = JSON.stringify({
  storage: [
    { label: 'total', slot: '0', offset: 0, type: 't_uint256' },
    { label: 'listener', slot: '1', offset: 0, type: 't_address' },
  ],
  types: {
    t_uint256: { encoding: 'inplace', label: 'uint256', numberOfBytes: '32' },
    t_address: { encoding: 'inplace', label: 'address', numberOfBytes: '20' },
  },
});

const section = (name: string, json: string): string =>
  `(@custom "${name}" "${json.replaceAll('"', String.raw`\22`)}")`;

/** Adds to a total, and tells a listener what was added; refuses more than 1000 at once. */
export const ADDER_WAT = `(module
  ;; slot 0: total, slot 1: listener
  (import "interleave" "input_size" (func $input_size (result i32)))
  (import "interleave" "input_read" (func $input_read (param i32 i32 i32)))
  (import "interleave" "finish" (func $finish (param i32 i32)))
  (import "interleave" "revert" (func $revert (param i32 i32)))
  (import "interleave" "storage_load" (func $load (param i32 i32)))
  (import "interleave" "storage_store" (func $store (param i32 i32)))
  (import "interleave" "return_size" (func $return_size (result i32)))
  (import "interleave" "return_read" (func $return_read (param i32 i32 i32)))
  (import "interleave" "call" (func $call (param i32 i32 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0..31 key, 32..63 value, 64..99 input, 128..159 zero value, 160.. call data
  ${section('interleave.abi', ABI)}
  ${section('interleave.layout', LAYOUT)}
  (func $byteswap (param $x i32) (result i32)
    (i32.or (i32.or (i32.shl (local.get $x) (i32.const 24)) (i32.shl (i32.and (local.get $x) (i32.const 0xff00)) (i32.const 8)))
            (i32.or (i32.and (i32.shr_u (local.get $x) (i32.const 8)) (i32.const 0xff00)) (i32.shr_u (local.get $x) (i32.const 24)))))
  (func $low (param $at i32) (result i32) (call $byteswap (i32.load (i32.add (local.get $at) (i32.const 28)))))
  (func (export "call")
    (local $selector i32)
    (call $input_read (i32.const 64) (i32.const 0) (i32.const 36))
    (local.set $selector (call $byteswap (i32.load (i32.const 64))))
    (if (i32.eq (local.get $selector) (i32.const 0x1003e2d2)) (then ;; add(uint256)
      (if (i32.gt_u (call $low (i32.const 68)) (i32.const 1000)) (then (call $revert (i32.const 68) (i32.const 32))))
      (call $load (i32.const 0) (i32.const 32))
      (i32.store (i32.const 60) (call $byteswap (i32.add (call $low (i32.const 32)) (call $low (i32.const 68)))))
      (call $store (i32.const 0) (i32.const 32))
      (i32.store8 (i32.const 31) (i32.const 1))
      (call $load (i32.const 0) (i32.const 32))
      (if (i64.ne (i64.load (i32.const 56)) (i64.const 0)) (then
        (i32.store (i32.const 160) (call $byteswap (i32.const 0x6230b84e)))
        (memory.copy (i32.const 164) (i32.const 68) (i32.const 32))
        (if (call $call (i32.const 44) (i32.const 128) (i64.const -1) (i32.const 160) (i32.const 36)) (then
          (call $return_read (i32.const 256) (i32.const 0) (call $return_size))
          (call $revert (i32.const 256) (call $return_size))))))
      (return)))
    (if (i32.eq (local.get $selector) (i32.const 0x2ddbd13a)) (then ;; total()
      (call $load (i32.const 0) (i32.const 32))
      (call $finish (i32.const 32) (i32.const 32))))
    (if (i32.eq (local.get $selector) (i32.const 0xadcd905b)) (then ;; setListener(address)
      (i32.store8 (i32.const 31) (i32.const 1))
      (call $store (i32.const 0) (i32.const 68))
      (return)))
    (call $revert (i32.const 0) (i32.const 0))))
`;

/** Gives to an adder, and is its listener. */
export const BRIDGE_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface Adder { function add(uint256 amount) external; function total() external view returns (uint256); }

contract Bridge {
    Adder public immutable adder;
    uint256 public heardSum;
    mapping(address => uint256) public given;
    constructor(Adder a) { adder = a; }
    function give(uint256 amount) external {
        given[msg.sender] += amount;
        adder.add(amount);
        require(adder.total() >= amount, "lost");
    }
    function heard(uint256 amount) external { require(msg.sender == address(adder), "who"); heardSum += amount; }
}
`;

export const CROSS_YAML = `name: cross
seed: 5
accounts: { count: 30 }
executors: { evm: 2, wasm: 2 }
contracts:
  adder: { source: contracts/adder.wat }
  bridge: { source: contracts/Bridge.sol, args: [$adder] }
setup:
  - { to: adder, call: setListener, args: [$bridge] }
traffic:
  - { to: bridge, call: give, args: [3], count: 60, from: random }
  - { to: adder, call: add, args: [2], count: 60, from: random }
  - { to: adder, call: add, args: [5000], count: 5, from: random }
  - { to: { account: random }, value: 5, count: 20, from: random }
expect:
  - { read: adder.total(), equals: 300 }
  - { read: bridge.heardSum(), equals: 300 }
`;
