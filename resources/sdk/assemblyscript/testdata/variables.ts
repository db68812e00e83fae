// Arguments of all kinds, in functions that are not put into others. See runtimes/wasm/debug/assemblyscript-values.test.ts.
import { Address, Bytes, Contract, I256, Mapping, StorageString, U256, Value } from 'interleave';

@contract
class Variables extends Contract {
  total: Value<U256>;
  names: Mapping<Address, StorageString>;

  all(n: u64, name: string, list: u32[], who: Address, big: U256, flag: bool, data: Bytes, sig: I256): u64 {
    let r = this.look(n, name, list, who, big, flag, data);
    r += this.look(n + 1, name + '!', [7, 8], who, big + U256.ONE, !flag, data);
    r += this.signs(-5, sig, -1, <u8>n, ['a', name], [big, U256.ONE]);
    r += this.signs(5, sig, 77, <u8>n, ['b', name], [big]);
    const f = this.recurse(n) + this.recurse(n + 1);
    return r + f;
  }
  private look(n: u64, name: string, list: u32[], who: Address, big: U256, flag: bool, data: Bytes): u64 {
    this.names[who].set(name);
    let sum: u64 = n;
    for (let i = 0; i < list.length; i++) sum += list[i];
    this.total.set(big);
    if (flag) this.total.set(big + U256.from(sum));
    return sum + data.length + name.length;
  }
  private signs(a: i32, b: I256, c: i64, d: u8, words: string[], nums: U256[]): u64 {
    let sum: u64 = words.length + nums.length;
    for (let i = 0; i < words.length; i++) sum += words[i].length * a * <i32>c;
    this.total.set(nums[0] + U256.from(d));
    if (b.toString() == '3') return 0;
    return sum;
  }
  private recurse(n: u64): u64 {
    if (n == 0) return 0;
    return this.recurse(n - 1) + n * 2;
  }
}
