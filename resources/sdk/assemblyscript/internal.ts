// What the code that the compiler adds to contracts uses; not for contracts.
export { decode, encode, headOf, isDynamic, make } from './abi/codec';
export { Reader, readInput } from './abi/reader';
export { abiDecode } from './abi/values';
export { Writer } from './abi/writer';
export { Address } from './address';
export { Bytes } from './bytes';
export { Attempt, callInterface, CallOutcome, Interface } from './call';
export { Contract, indexOf, inputSize, refuseValue, revert, selector } from './contract';
export { emitEvent, topicOf } from './event';
export { denyWhileGuarded, enterGuarded, leaveGuarded } from './guard';
export { onAbort, refuse } from './panic';
export { I256 } from './number/i256';
export { U256 } from './number/u256';
export { Slot, slotAfter } from './storage/slot';
export { Bytes1, Bytes2, Bytes3, Bytes4, Bytes5, Bytes6, Bytes7, Bytes8 } from './fixed/bytes-1-8';
export { Bytes9, Bytes10, Bytes11, Bytes12, Bytes13, Bytes14, Bytes15, Bytes16 } from './fixed/bytes-9-16';
export { Bytes17, Bytes18, Bytes19, Bytes20, Bytes21, Bytes22, Bytes23, Bytes24 } from './fixed/bytes-17-24';
export { Bytes25, Bytes26, Bytes27, Bytes28, Bytes29, Bytes30, Bytes31, Bytes32 } from './fixed/bytes-25-32';
