// What contracts import: `import { .. } from "interleave"`. README.md teaches it.
export { abiDecode, abiEncode } from './abi/values';
export { Address } from './address';
export { Bytes } from './bytes';
export { ALL_GAS, Attempt, call, CallOutcome, delegateCall, Interface, sendValue, staticCall } from './call';
export { Contract, emit, require, revert } from './contract';
export { block, gasLeft, keccak256, msg, self, sha256, tx } from './environment';
export { checkedAdd, checkedMul, checkedSub } from './number/checked';
export { I256 } from './number/i256';
export { U256 } from './number/u256';
export { StorageArray } from './storage/array';
export { Counter } from './storage/counter';
export { Mapping } from './storage/mapping';
export { storageLoad, storageStore, transientLoad, transientStore } from './storage/raw';
export { StorageBytes, StorageString, Value } from './storage/value';
export { Bytes1, Bytes2, Bytes3, Bytes4, Bytes5, Bytes6, Bytes7, Bytes8 } from './fixed/bytes-1-8';
export { Bytes9, Bytes10, Bytes11, Bytes12, Bytes13, Bytes14, Bytes15, Bytes16 } from './fixed/bytes-9-16';
export { Bytes17, Bytes18, Bytes19, Bytes20, Bytes21, Bytes22, Bytes23, Bytes24 } from './fixed/bytes-17-24';
export { Bytes25, Bytes26, Bytes27, Bytes28, Bytes29, Bytes30, Bytes31, Bytes32 } from './fixed/bytes-25-32';
