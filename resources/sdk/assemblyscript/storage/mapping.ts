import { addToCell, takeFromCell } from './amount';
import { clearCell, loadCell, storeCell } from './cell';
import { Slot, slotOfKey } from './slot';

/**
 * Solidity's `mapping(K => V)`: every key has a value, zero at first. `map[key]` and `map.get(key)` read; where V is itself a
 * mapping, an array or a storage struct, they give it for reading and writing: `this.allowances[owner][spender] = value`.
 */
@unmanaged
export class Mapping<K, V> extends Slot {
  @operator('[]') get(key: K): V {
    return loadCell<V>(slotOfKey<K>(key, changetype<usize>(this)));
  }
  @operator('[]=') set(key: K, value: V): void {
    storeCell<V>(slotOfKey<K>(key, changetype<usize>(this)), value);
  }
  /** Back to zero. */
  remove(key: K): void {
    clearCell<V>(slotOfKey<K>(key, changetype<usize>(this)));
  }
  /** Adds to the number that is there, and gives the sum; too much reverts with `Panic(0x11)`. */
  add(key: K, amount: V): V {
    return addToCell<V>(slotOfKey<K>(key, changetype<usize>(this)), amount);
  }
  /** Takes from the number that is there, and gives the rest; too much reverts with `Panic(0x11)`. */
  sub(key: K, amount: V): V {
    return takeFromCell<V>(slotOfKey<K>(key, changetype<usize>(this)), amount);
  }
}
