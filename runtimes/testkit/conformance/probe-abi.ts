/**
 * The probe: the contract that the kit puts to the test, the same in every language. An implementation must have these functions and do
 * what is said of them here; `probes/` has some.
 */
import {
  decodeEventLog,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeErrorResult,
  encodeEventTopics,
  encodeFunctionData,
  parseAbi,
  toFunctionSignature,
  type AbiFunction,
} from 'viem';
import type { AccountId } from '../../core/cell.ts';
import type { ContractEvent } from '../../core/effects.ts';
import { fromHex, toHex } from '../../core/hex.ts';

export const PROBE_ABI = parseAbi([
  // Stores `start` in `number`.
  'constructor(uint256 start) payable',
  // Takes value without data.
  'receive() external payable',
  'event Noted(uint256 indexed key, uint256 value)',
  'error Refused(uint256 code, address who)',

  // `number` is the first variable, `values` (a mapping) the second.
  'function number() view returns (uint256)',
  'function values(uint256 key) view returns (uint256)',
  'function setNumber(uint256 value)',
  'function setValue(uint256 key, uint256 value)',
  // number += amount
  'function add(uint256 amount)',
  // Emits Noted(key, value).
  'function note(uint256 key, uint256 value)',
  // A word of transient storage.
  'function held() view returns (uint256)',
  'function hold(uint256 value)',

  // Writes `code` to `number`, `values[code]` and transient storage, emits Noted(code, code), then reverts with Refused(code, caller).
  'function refuse(uint256 code)',
  'function refuseText(string text) pure',
  // Reverts without data.
  'function refuseBare() pure',
  // a / b; Panic(0x12) where b is zero.
  'function divide(uint256 a, uint256 b) pure returns (uint256)',
  // Writes to `number` and does what the runtime stops for (a bad opcode, `unreachable`).
  'function trap()',
  // Writes to `number` again and again, without end.
  'function spin()',
  // Allocates without end.
  'function hoard()',
  // A function that calls itself, not through a message, without end.
  'function recurse(uint256 n)',

  // x = (x * 31 + i) % 1000003 for each i below `rounds`, from 0.
  'function work(uint256 rounds) pure returns (uint256)',
  'function echo(bytes data) pure returns (bytes)',
  // The value it was called with.
  'function paid() payable returns (uint256)',
  'function place() view returns (address self, address caller, address origin, uint256 balance)',
  'function surroundings() view returns (uint256 number, uint256 timestamp, address coinbase, uint256 baseFee, uint256 chainId, uint256 prevRandao, bytes32 parent)',

  // Calls with at most so much gas (0: all that may be given), and goes on whatever happens.
  'function relay(address to, uint256 value, uint256 gas, bytes data) payable returns (bool ok, bytes output)',
  // The same as a static call, and as a delegate call.
  'function look(address to, bytes data) view returns (bool ok, bytes output)',
  'function borrow(address to, bytes data) returns (bool ok, bytes output)',
  // Two calls one after the other; gives what they gave.
  'function both(address to, bytes first, bytes second) returns (bytes, bytes)',
  // Writes 1 to values[1], emits Noted(1, 1), calls to.refuse(code) through the language's own interface and catches its failure with
  // what the language has for that; then emits Noted(2, 2).
  'function attempt(address to, uint256 code) returns (bool ok, bytes reason)',
  // Calls itself through messages. Gives how many of them succeeded.
  'function dive(uint256 depth) returns (uint256)',
  // Creates a contract with number() and gives `start` and the value to it.
  'function create(uint256 start) payable returns (address)',
]);

export type ProbeFunction = Extract<(typeof PROBE_ABI)[number], { type: 'function' }>['name'];

/** The selectors' signatures, without `create`, which needs a capability. */
export const PROBE_SIGNATURES: readonly string[] = PROBE_ABI.filter(
  (entry): entry is Extract<(typeof PROBE_ABI)[number], { type: 'function' }> =>
    entry.type === 'function' && entry.name !== 'create',
).map((entry) => toFunctionSignature(entry));

export const signatureOf = (entry: unknown): string => toFunctionSignature(entry as AbiFunction);

const bytes = (hex: string): Uint8Array => fromHex(hex.slice(2));
export const hexOf = (data: Uint8Array): `0x${string}` => `0x${toHex(data)}`;
export const addressOf = (account: AccountId): `0x${string}` => `0x${account}`;
/** 64 hex digits. */
export const wordOf = (value: bigint | number | AccountId): string =>
  (typeof value === 'string' ? value : BigInt.asUintN(256, BigInt(value)).toString(16)).padStart(64, '0');

/** Call data of one of the probe's functions. */
export const dataOf = (functionName: ProbeFunction, args: readonly unknown[] = []): Uint8Array =>
  bytes(encodeFunctionData({ abi: PROBE_ABI, functionName, args } as Parameters<typeof encodeFunctionData>[0]));

/** The same as an argument of type `bytes`. */
export const callOf = (functionName: ProbeFunction, args: readonly unknown[] = []): `0x${string}` =>
  hexOf(dataOf(functionName, args));

export const constructorArgs = (start: bigint): Uint8Array =>
  bytes(encodeAbiParameters([{ type: 'uint256' }], [start]));

export const decode = (functionName: ProbeFunction, output: Uint8Array): unknown =>
  decodeFunctionResult({ abi: PROBE_ABI, functionName, data: hexOf(output) } as never);

/** Revert data of `Refused`. */
export const refused = (code: bigint, who: AccountId): `0x${string}` =>
  encodeErrorResult({ abi: PROBE_ABI, errorName: 'Refused', args: [code, addressOf(who)] });

const PREDEFINED = parseAbi(['error Error(string text)', 'error Panic(uint256 code)']);
export const errorText = (text: string): `0x${string}` =>
  encodeErrorResult({ abi: PREDEFINED, errorName: 'Error', args: [text] });
export const panic = (code: bigint): `0x${string}` =>
  encodeErrorResult({ abi: PREDEFINED, errorName: 'Panic', args: [code] });

/** The event that `note` emits. */
export const noted = (account: AccountId, key: bigint, value: bigint): ContractEvent => ({
  account,
  topics: encodeEventTopics({ abi: PROBE_ABI, eventName: 'Noted', args: { key } }).map((topic) =>
    String(topic).slice(2),
  ),
  data: fromHex(wordOf(value)),
});

/** Keys of the `Noted` events, in order. */
export const notedKeys = (events: readonly ContractEvent[]): readonly bigint[] =>
  events.map(({ topics, data }) => {
    const [first, ...rest] = topics.map((topic) => `0x${topic}` as const);
    return decodeEventLog({
      abi: PROBE_ABI,
      eventName: 'Noted',
      topics: [first as `0x${string}`, ...rest],
      data: hexOf(data),
    }).args.key;
  });
