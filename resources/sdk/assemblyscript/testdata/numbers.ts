import { Contract, U256, I256, checkedAdd, checkedSub, checkedMul } from "interleave";

@contract
export class Numbers extends Contract {
  @pure add(a: U256, b: U256): U256 { return a + b; }
  @pure sub(a: U256, b: U256): U256 { return a - b; }
  @pure mul(a: U256, b: U256): U256 { return a * b; }
  @pure div(a: U256, b: U256): U256 { return a / b; }
  @pure mod(a: U256, b: U256): U256 { return a % b; }
  @pure pow(a: U256, b: U256): U256 { return a ** b; }
  @pure wadd(a: U256, b: U256): U256 { return a.wrappingAdd(b); }
  @pure wsub(a: U256, b: U256): U256 { return a.wrappingSub(b); }
  @pure wmul(a: U256, b: U256): U256 { return a.wrappingMul(b); }
  @pure wpow(a: U256, b: U256): U256 { return a.wrappingPow(b); }
  @pure shl(a: U256, b: u32): U256 { return a << b; }
  @pure shr(a: U256, b: u32): U256 { return a >> b; }
  @pure bits(a: U256, b: U256): U256[] { return [a & b, a | b, a ^ b, ~a]; }
  @pure compare(a: U256, b: U256): bool[] { return [a < b, a <= b, a > b, a >= b, a == b, a != b]; }
  @pure decimal(a: U256): string { return a.toString(); }
  @pure hex(a: U256): string { return a.toHex(); }
  @pure parse(text: string): U256 { return U256.from(text); }
  @pure toU64(a: U256): u64 { return a.toU64(); }
  @pure toI8(a: U256): i8 { return a.to<i8>(); }
  @pure iadd(a: I256, b: I256): I256 { return a + b; }
  @pure isub(a: I256, b: I256): I256 { return a - b; }
  @pure imul(a: I256, b: I256): I256 { return a * b; }
  @pure idiv(a: I256, b: I256): I256 { return a / b; }
  @pure imod(a: I256, b: I256): I256 { return a % b; }
  @pure ishr(a: I256, b: u32): I256 { return a >> b; }
  @pure icompare(a: I256, b: I256): bool[] { return [a < b, a <= b, a > b, a >= b, a == b, a != b]; }
  @pure itext(a: I256): string { return a.toString(); }
  @pure iparse(text: string): I256 { return I256.from(text); }
  @pure from(a: i32, b: u64): I256 { return I256.from(a) + I256.fromU256(U256.from(b)); }
  @pure u8s(a: u8, b: u8): u8[] { return [checkedAdd(a, b)]; }
  @pure u8sub(a: u8, b: u8): u8 { return checkedSub(a, b); }
  @pure u64mul(a: u64, b: u64): u64 { return checkedMul(a, b); }
  @pure i8add(a: i8, b: i8): i8 { return checkedAdd(a, b); }
  @pure i8sub(a: i8, b: i8): i8 { return checkedSub(a, b); }
  @pure i8mul(a: i8, b: i8): i8 { return checkedMul(a, b); }
  @pure i64mul(a: i64, b: i64): i64 { return checkedMul(a, b); }
}
