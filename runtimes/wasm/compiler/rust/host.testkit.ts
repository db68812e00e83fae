/** A small ledger in memory behind the imports of HOST-ABI.md, to execute compiled contracts in tests. Nothing is metered. */
import { createHash } from 'node:crypto';
import { keccak256, type Hex } from 'viem';
import { fromHex, toHex } from './hex.testkit.ts';

export interface TestEvent {
  readonly address: string;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

export interface TestOutcome {
  readonly status: 'success' | 'reverted' | 'failed';
  readonly data: Hex;
  /** Of `failed`: what the engine said. */
  readonly trap?: string;
}

export interface TestMessage {
  readonly from?: string;
  readonly value?: bigint;
  readonly isStatic?: boolean;
}

interface Account {
  balance: bigint;
  module?: WebAssembly.Module;
  readonly storage: Map<string, Hex>;
  readonly counters: Map<string, bigint>;
}

interface Frame {
  readonly self: string;
  readonly caller: string;
  readonly value: bigint;
  readonly input: Uint8Array;
  readonly isStatic: boolean;
}

/** What leaves a module through an exception. */
class Ended extends Error {
  readonly success: boolean;
  readonly data: Uint8Array;
  constructor(success: boolean, data: Uint8Array) {
    super('the contract has ended');
    this.success = success;
    this.data = data;
  }
}

export const ALICE = `0x${'a1'.repeat(20)}`;
const WORD = (value: bigint): Uint8Array => fromHex(`0x${BigInt.asUintN(256, value).toString(16).padStart(64, '0')}`);
const MAX_DEPTH = 64;

export class TestLedger {
  accounts = new Map<string, Account>();
  events: TestEvent[] = [];
  /** Every host function that was called, in order. */
  trace: string[] = [];
  #transient = new Map<string, Hex>();
  #depth = 0;
  #made = 0;

  account(address: string): Account {
    const key = address.toLowerCase();
    const known = this.accounts.get(key);
    if (known) return known;
    const made: Account = { balance: 0n, storage: new Map(), counters: new Map() };
    this.accounts.set(key, made);
    return made;
  }

  /** The word under a key, as hex. */
  slot(address: string, key: Hex): Hex {
    return this.account(address).storage.get(key) ?? `0x${'00'.repeat(32)}`;
  }

  /** The address of the new contract, and how its constructor ended. */
  deploy(module: Uint8Array, args: Hex = '0x', message: TestMessage = {}): TestOutcome & { readonly address: string } {
    this.#made++;
    const address = `0x${'c0'.repeat(18)}${this.#made.toString(16).padStart(4, '0')}`;
    this.account(address).module = new WebAssembly.Module(Uint8Array.from(module));
    return { address, ...this.#run('deploy', address, address, fromHex(args), message) };
  }

  call(address: string, data: Hex, message: TestMessage = {}): TestOutcome {
    this.#transient.clear();
    return this.#run('call', address, address, fromHex(data), message);
  }

  #run(entry: 'call' | 'deploy', self: string, code: string, input: Uint8Array, message: TestMessage): TestOutcome {
    const saved = structuredCloneState(this.accounts);
    const eventCount = this.events.length;
    const caller = message.from ?? ALICE;
    const value = message.value ?? 0n;
    const undo = (outcome: TestOutcome): TestOutcome => {
      this.accounts = saved;
      this.events.length = eventCount;
      return outcome;
    };
    if (this.#depth >= MAX_DEPTH) return undo({ status: 'failed', data: '0x', trap: 'too deep' });
    if (self === code && value > 0n) {
      if (this.#depth > 0 && this.account(caller).balance < value) return undo({ status: 'failed', data: '0x' });
      if (this.#depth > 0) this.account(caller).balance -= value;
      this.account(self).balance += value;
    }
    const { module } = this.account(code);
    if (!module) return { status: 'success', data: '0x' };
    this.#depth++;
    try {
      const frame = { self, caller, value, input, isStatic: message.isStatic ?? false };
      const instance: WebAssembly.Instance = new WebAssembly.Instance(module, {
        interleave: this.#imports(frame, () => instance.exports['memory'] as WebAssembly.Memory),
      });
      (instance.exports[entry] as () => void)();
      return { status: 'success', data: '0x' };
    } catch (thrown) {
      if (thrown instanceof Ended && thrown.success) return { status: 'success', data: toHex(thrown.data) };
      if (thrown instanceof Ended) return undo({ status: 'reverted', data: toHex(thrown.data) });
      return undo({ status: 'failed', data: '0x', trap: String(thrown) });
    } finally {
      this.#depth--;
    }
  }

  #imports(frame: Frame, memoryOf: () => WebAssembly.Memory): Record<string, (...args: never[]) => unknown> {
    let returned: Uint8Array = new Uint8Array();
    const view = (at: number, size: number): Uint8Array => new Uint8Array(memoryOf().buffer, at >>> 0, size >>> 0);
    const copy = (at: number, size: number): Uint8Array => view(at, size).slice();
    const put = (at: number, bytes: Uint8Array): void => {
      view(at, bytes.length).set(bytes);
    };
    const word = (at: number): Hex => toHex(copy(at, 32));
    const address = (at: number): string => toHex(copy(at, 20));
    const number = (at: number): bigint => BigInt(word(at));
    const changing = (): void => {
      if (frame.isStatic) throw new Error('state change in a static call');
    };
    const nested = (target: string, code: string, data: Uint8Array, message: TestMessage): number => {
      const outcome = this.#run('call', target, code, data, message);
      returned = fromHex(outcome.data);
      return { success: 0, reverted: 1, failed: 2 }[outcome.status];
    };
    const own = (): Account => this.account(frame.self);
    const add = (key: number, amount: bigint): void => {
      changing();
      own().counters.set(word(key), BigInt.asUintN(256, (own().counters.get(word(key)) ?? 0n) + amount));
    };
    const functions: Record<string, (...args: never[]) => unknown> = {
      input_size: () => frame.input.length,
      input_read: (dst: number, offset: number, size: number) => {
        const part = new Uint8Array(size);
        part.set(frame.input.subarray(offset, offset + size));
        put(dst, part);
      },
      finish: (at: number, size: number) => {
        throw new Ended(true, copy(at, size));
      },
      revert: (at: number, size: number) => {
        throw new Ended(false, copy(at, size));
      },
      caller: (dst: number) => {
        put(dst, fromHex(frame.caller as Hex));
      },
      address: (dst: number) => {
        put(dst, fromHex(frame.self as Hex));
      },
      origin: (dst: number) => {
        put(dst, fromHex(ALICE as Hex));
      },
      value: (dst: number) => {
        put(dst, WORD(frame.value));
      },
      gas_price: (dst: number) => {
        put(dst, WORD(7n));
      },
      gas_left: () => 1_000_000n,
      balance: (at: number, dst: number) => {
        put(dst, WORD(this.account(address(at)).balance));
      },
      code_size: (at: number) => (this.account(address(at)).module ? 1 : 0),
      block_number: () => 42n,
      block_timestamp: () => 1_700_000_000n,
      block_gas_limit: () => 30_000_000n,
      coinbase: (dst: number) => {
        put(dst, fromHex(`0x${'cb'.repeat(20)}`));
      },
      base_fee: (dst: number) => {
        put(dst, WORD(5n));
      },
      prevrandao: (dst: number) => {
        put(dst, WORD(99n));
      },
      chain_id: (dst: number) => {
        put(dst, WORD(31337n));
      },
      block_hash: (block: bigint, dst: number) => {
        put(dst, WORD(block + 1n));
      },
      storage_load: (key: number, dst: number) => {
        put(dst, fromHex(this.slot(frame.self, word(key))));
      },
      storage_store: (key: number, src: number) => {
        changing();
        if (number(src) === 0n) own().storage.delete(word(key));
        else own().storage.set(word(key), word(src));
      },
      transient_load: (key: number, dst: number) => {
        put(dst, fromHex(this.#transient.get(frame.self + word(key)) ?? `0x${'00'.repeat(32)}`));
      },
      transient_store: (key: number, src: number) => {
        changing();
        this.#transient.set(frame.self + word(key), word(src));
      },
      counter_add: (key: number, amount: number) => {
        add(key, number(amount));
      },
      counter_sub: (key: number, amount: number) => {
        add(key, -number(amount));
      },
      counter_load: (key: number, dst: number) => {
        put(dst, WORD(own().counters.get(word(key)) ?? 0n));
      },
      keccak256: (at: number, size: number, dst: number) => {
        put(dst, fromHex(keccak256(copy(at, size))));
      },
      sha256: (at: number, size: number, dst: number) => {
        put(dst, createHash('sha256').update(copy(at, size)).digest());
      },
      emit: (topics: number, count: number, at: number, size: number) => {
        changing();
        const list = Array.from({ length: count }, (_, i) => word(topics + 32 * i));
        this.events.push({ address: frame.self, topics: list, data: toHex(copy(at, size)) });
      },
      call: (to: number, value: number, _gas: bigint, at: number, size: number) => {
        if (number(value) > 0n) changing();
        const { isStatic } = frame;
        const message = { from: frame.self, value: number(value), isStatic };
        return nested(address(to), address(to), copy(at, size), message);
      },
      static_call: (to: number, _gas: bigint, at: number, size: number) =>
        nested(address(to), address(to), copy(at, size), { from: frame.self, isStatic: true }),
      delegate_call: (to: number, _gas: bigint, at: number, size: number) =>
        nested(frame.self, address(to), copy(at, size), {
          from: frame.caller,
          value: frame.value,
          isStatic: frame.isStatic,
        }),
      return_size: () => returned.length,
      return_read: (dst: number, offset: number, size: number) => {
        if (offset + size > returned.length) throw new Error('return data out of bounds');
        put(dst, returned.slice(offset, offset + size));
      },
    };
    for (const [name, run] of Object.entries(functions))
      functions[name] = (...args: never[]) => {
        this.trace.push(name);
        return run(...args);
      };
    return functions;
  }
}

const structuredCloneState = (accounts: ReadonlyMap<string, Account>): Map<string, Account> =>
  new Map(
    [...accounts].map(([key, { balance, module, storage, counters }]) => [
      key,
      { balance, storage: new Map(storage), counters: new Map(counters), ...(module ? { module } : {}) },
    ]),
  );
