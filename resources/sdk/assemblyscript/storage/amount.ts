import { checkedAdd, checkedSub } from '../number/checked';
import { loadCell, storeCell } from './cell';

// Numbers that are changed where they lie: U256, I256 and the integers. Too much reverts with `Panic(0x11)`.

export function addToCell<T>(key: usize, amount: T): T {
  const before = loadCell<T>(key);
  if (isInteger<T>()) {
    const sum = checkedAdd<T>(before, amount);
    storeCell<T>(key, sum);
    return sum;
  } else {
    const sum = before + amount;
    storeCell<T>(key, sum);
    return sum;
  }
}

export function takeFromCell<T>(key: usize, amount: T): T {
  const before = loadCell<T>(key);
  if (isInteger<T>()) {
    const rest = checkedSub<T>(before, amount);
    storeCell<T>(key, rest);
    return rest;
  } else {
    const rest = before - amount;
    storeCell<T>(key, rest);
    return rest;
  }
}
