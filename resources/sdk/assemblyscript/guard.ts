import * as host from './host/interleave';

/** keccak256("interleave.reentrancy.guard"): where all SDKs keep an account's lock, in transient storage. Not zero: a guarded function runs. */
function key(): usize {
  return memory.data<u8>([
    0xc2, 0x7d, 0xa3, 0xa1, 0xf6, 0x24, 0x59, 0x9a, 0x63, 0xf5, 0x54, 0xea, 0x7f, 0xa8, 0xa1, 0x07, 0x67, 0x6b, 0xf1,
    0x61, 0x4f, 0x47, 0x30, 0x48, 0x87, 0xf2, 0x88, 0xc8, 0xfc, 0x4b, 0xf7, 0xbe,
  ]);
}

/** What a `@nonreentrant` function that changes something begins with. */
export function enterGuarded(): void {
  denyWhileGuarded();
  hold(1);
}

/** And ends with. */
export function leaveGuarded(): void {
  hold(0);
}

function hold(last: u8): void {
  const word = memory.data(32);
  store<u8>(word, last, 31);
  host.transient_store(key(), word);
}

/** What a `@nonreentrant` function that only reads begins with. Reverts with `Reentrancy()`. */
export function denyWhileGuarded(): void {
  const word = memory.data(32);
  host.transient_load(key(), word);
  if ((load<u64>(word) | load<u64>(word, 8) | load<u64>(word, 16) | load<u64>(word, 24)) != 0) {
    const data = memory.data<u8>([0xab, 0x14, 0x3c, 0x06]);
    host.revert(data, 4);
    unreachable();
  }
}
