import * as host from './host/interleave';

/**
 * Lines for whoever tries the contract out, as console.log of Hardhat and Foundry: they are shown with the calls of the transaction, also
 * where that reverts, and change nothing. A line costs what a call of an account without code costs.
 */
export namespace console {
  export function log(text: string): void {
    const size = <u32>String.UTF8.byteLength(text);
    const total = 68 + ((size + 31) & ~31);
    const data = heap.alloc(20 + total);
    memory.fill(data, 0, 20 + total);
    // "console.log" in the last eleven bytes of the address.
    store<u8>(data, 0x63, 9);
    store<u8>(data, 0x6f, 10);
    store<u64>(data, bswap<u64>(0x6e736f6c652e6c6f), 11);
    store<u8>(data, 0x67, 19);
    const call = data + 20;
    store<u32>(call, bswap<u32>(0x41304fac));
    store<u8>(call, 32, 35);
    store<u32>(call, bswap<u32>(size), 64);
    String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, call + 68);
    host.static_call(data, -1, call, total);
  }
}
