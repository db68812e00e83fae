import { Bytes } from '../bytes';
import { addToCell, takeFromCell } from './amount';
import { loadCell, storeCell, clearCell } from './cell';
import { Slot } from './slot';

/** A variable: `Value<U256>`, `Value<Address>`, `Value<bool>`, .. */
@unmanaged
export class Value<T> extends Slot {
  get(): T {
    return loadCell<T>(changetype<usize>(this));
  }
  set(value: T): void {
    storeCell<T>(changetype<usize>(this), value);
  }
  /** Back to zero. */
  clear(): void {
    clearCell<T>(changetype<usize>(this));
  }
  /** Adds to a number, and gives the sum; too much reverts with `Panic(0x11)`. */
  add(amount: T): T {
    return addToCell<T>(changetype<usize>(this), amount);
  }
  /** Takes from a number, and gives the rest; too much reverts with `Panic(0x11)`. */
  sub(amount: T): T {
    return takeFromCell<T>(changetype<usize>(this), amount);
  }
}

/** A text, in UTF-8. */
@unmanaged
export class StorageString extends Slot {
  get(): string {
    return loadCell<string>(changetype<usize>(this));
  }
  set(text: string): void {
    storeCell<string>(changetype<usize>(this), text);
  }
}

@unmanaged
export class StorageBytes extends Slot {
  get(): Bytes {
    return loadCell<Bytes>(changetype<usize>(this));
  }
  set(bytes: Bytes): void {
    storeCell<Bytes>(changetype<usize>(this), bytes);
  }
}
