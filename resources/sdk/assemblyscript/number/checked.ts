import { OVERFLOW, panic } from '../panic';

// AssemblyScript's own integers wrap around silently. These revert with `Panic(0x11)`.

export function checkedAdd<T extends number>(x: T, y: T): T {
  const sum = <T>(x + y);
  if (isSigned<T>()) {
    if (y < <T>0 ? sum > x : sum < x) panic(OVERFLOW);
  } else if (sum < x) panic(OVERFLOW);
  return sum;
}

export function checkedSub<T extends number>(x: T, y: T): T {
  const difference = <T>(x - y);
  if (isSigned<T>()) {
    if (y < <T>0 ? difference < x : difference > x) panic(OVERFLOW);
  } else if (y > x) panic(OVERFLOW);
  return difference;
}

export function checkedMul<T extends number>(x: T, y: T): T {
  if (x == <T>0 || y == <T>0) return <T>0;
  const product = <T>(x * y);
  if (isSigned<T>()) {
    // The lowest number has no positive counterpart, and dividing it by -1 would trap.
    const minusOne = <T>i64(-1);
    const bits = sizeof<T>() * 8;
    const lowest = <T>(i64(-1) << (bits - 1));
    if ((x == minusOne && y == lowest) || (y == minusOne && x == lowest)) panic(OVERFLOW);
    if (x != minusOne && <T>(product / x) != y) panic(OVERFLOW);
  } else if (<T>(product / x) != y) panic(OVERFLOW);
  return product;
}
