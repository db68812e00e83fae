/** Parts of wide arithmetic. */

/** The upper half of a product of two 64-bit numbers. */
export function mulHigh(x: u64, y: u64): u64 {
  const x0 = x & 0xffffffff;
  const x1 = x >> 32;
  const y0 = y & 0xffffffff;
  const y1 = y >> 32;
  const low = x0 * y0;
  const middle = x1 * y0 + (low >> 32);
  const other = x0 * y1 + (middle & 0xffffffff);
  return x1 * y1 + (middle >> 32) + (other >> 32);
}

/** `to[0..8] += from * digit`: 32-bit digits, lowest first; what does not fit is the result. */
export function mulAdd(to: usize, from: usize, digits: u32, digit: u32): u32 {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < digits; i++) {
    const at = i << 2;
    carry += <u64>load<u32>(from + at) * digit + load<u32>(to + at);
    store<u32>(to + at, <u32>carry);
    carry >>= 32;
  }
  return <u32>carry;
}

function digitsOf(at: usize): u32 {
  let n: u32 = 8;
  while (n > 0 && load<u32>(at + ((n - 1) << 2)) == 0) n--;
  return n;
}

/**
 * Eight 32-bit digits each, lowest first: `dividend` becomes the rest, `quotient` is written. The divisor is not zero and keeps
 * its value. Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
 */
export function divide(dividend: usize, divisor: usize, quotient: usize): void {
  memory.fill(quotient, 0, 32);
  const m = digitsOf(dividend);
  const n = digitsOf(divisor);
  if (m < n) return;
  if (n == 1) {
    const by = <u64>load<u32>(divisor);
    let rest: u64 = 0;
    for (let i: i32 = m - 1; i >= 0; i--) {
      const part = (rest << 32) | load<u32>(dividend + (i << 2));
      store<u32>(quotient + (i << 2), <u32>(part / by));
      rest = part % by;
      store<u32>(dividend + (i << 2), 0);
    }
    store<u32>(dividend, <u32>rest);
    return;
  }
  const shift = <u64>clz<u32>(load<u32>(divisor + ((n - 1) << 2)));
  const u = memory.data(36);
  const v = memory.data(32);
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const digit = ((<u64>load<u32>(divisor + (i << 2))) << shift) | carry;
    store<u32>(v + (i << 2), <u32>digit);
    carry = digit >> 32;
  }
  carry = 0;
  for (let i: u32 = 0; i < m; i++) {
    const digit = ((<u64>load<u32>(dividend + (i << 2))) << shift) | carry;
    store<u32>(u + (i << 2), <u32>digit);
    carry = digit >> 32;
  }
  store<u32>(u + (m << 2), <u32>carry);
  const first = <u64>load<u32>(v + ((n - 1) << 2));
  const second = <u64>load<u32>(v + ((n - 2) << 2));
  for (let j: i32 = m - n; j >= 0; j--) {
    const top = u + ((<u32>j + n) << 2);
    const upper = ((<u64>load<u32>(top)) << 32) | load<u32>(top - 4);
    let guess = upper / first;
    let rest = upper % first;
    while (guess > 0xffffffff || guess * second > ((rest << 32) | load<u32>(top - 8))) {
      guess--;
      rest += first;
      if (rest > 0xffffffff) break;
    }
    let borrow: i64 = 0;
    let product: u64 = 0;
    for (let i: u32 = 0; i < n; i++) {
      product += guess * load<u32>(v + (i << 2));
      const at = u + ((<u32>j + i) << 2);
      const difference = <i64>load<u32>(at) - <i64>(product & 0xffffffff) + borrow;
      store<u32>(at, <u32>difference);
      borrow = difference >> 32;
      product >>= 32;
    }
    const difference = <i64>load<u32>(top) - <i64>product + borrow;
    store<u32>(top, <u32>difference);
    if (difference < 0) {
      guess--;
      carry = 0;
      for (let i: u32 = 0; i < n; i++) {
        const at = u + ((<u32>j + i) << 2);
        carry += <u64>load<u32>(at) + load<u32>(v + (i << 2));
        store<u32>(at, <u32>carry);
        carry >>= 32;
      }
      store<u32>(top, load<u32>(top) + <u32>carry);
    }
    store<u32>(quotient + (j << 2), <u32>guess);
  }
  for (let i: u32 = 0; i < 8; i++) {
    const low = i < n ? <u64>load<u32>(u + (i << 2)) : 0;
    const high = i < n ? <u64>load<u32>(u + ((i + 1) << 2)) : 0;
    store<u32>(dividend + (i << 2), i < n ? <u32>((low >> shift) | ((high << 32) >> shift)) : 0);
  }
}
