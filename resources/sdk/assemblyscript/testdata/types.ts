import {
  Contract, Value, U256, I256, Address, Bytes, Bytes4, Bytes32, Bytes7, require, revert, msg, keccak256, sha256, emit, self, tx, block, gasLeft, abiEncode, abiDecode, storageLoad, storageStore, transientLoad, transientStore,
} from "interleave";
import { Point, Named as Name, Line } from "./shapes";

type Id = u64;

@tuple class Everything { flag: bool; a: u8; b: i16; c: u32; d: i64; e: U256; f: I256; g: Address; h: Bytes4; i: Bytes32; j: Bytes; k: string }
@tuple class Extremes { lowest: i8; highest: u64; text: string }
@event class Note { @indexed text: string; @indexed point: Bytes32; @indexed n: i16; body: string; line: Line }
@event class Empty {}
@error class Bad { text: string; points: Point[] }
@error class Nothing {}

@contract
export class Types extends Contract {
  @payable @receive onValue(): void {}
  @fallback other(): void {
    if (msg.data.length < 8) throw new Error("unknown function");
    emit(new Empty());
  }

  @pure everything(flag: bool, a: u8, b: i16, c: u32, d: i64, e: U256, f: I256, g: Address, h: Bytes4, i: Bytes32, j: Bytes, k: string): Everything {
    return new Everything(flag, a, b, c, d, e, f, g, h, i, j, k);
  }
  @pure small(a: i8, b: u16, c: i32, d: Id): Extremes { return new Extremes(a, d, (<i64>b + c).toString()); }
  @pure echoStrings(texts: string[]): string[] { return texts; }
  @pure nested(rows: U256[][]): U256[][] { return rows; }
  @pure reverse(values: u32[]): Array<u32> { return values.reverse(); }
  @pure flags(values: bool[]): bool[] { return values; }
  @pure point(p: Point): Point { return new Point(-p.x, p.y + U256.ONE); }
  @pure points(list: Point[]): Point[] { return list; }
  @pure line(line: Line): Line { line.name += "!"; return line; }
  @pure lines(lines: Line[], at: u32): Line { return lines[at]; }
  @pure named(n: Name): Name { return n; }
  @pure seven(b: Bytes7): Bytes7 { return b; }
  @pure blobs(b: Bytes[]): Bytes[] { return b; }
  @pure hash(data: Bytes): Bytes32 { return keccak256(data); }
  @pure sha(data: Bytes): Bytes32 { return sha256(data); }
  @pure checkText(ok: bool): void { require(ok, "not ok: é€"); }
  @pure failText(): void { revert("plain"); }
  @pure failBad(): u8 { throw new Bad("why", [new Point(1, U256.from(2)), new Point(-3, U256.MAX)]); }
  @pure failNothing(n: u32): u32 {
    if (n > 1) throw new Nothing();
    else if (n == 1) throw new RangeError("one");
    return n;
  }
  @pure failAssert(n: u32): void { assert(n == 1); assert(n == 0, "assertion text"); }
  @pure index(values: u64[], i: u32): u64 { return values[i]; }
  note(text: string, n: i16): void { emit(new Note(text, keccak256(Bytes.fromString(text)), n, text, new Line(new Point(1, U256.ONE), text, [U256.from(7)]))); }
  @payable pay(): U256 { return msg.value; }
  @view me(): Address { return self.address; }
  @view env(): U256[] {
    return [
      U256.from(block.number), U256.from(block.timestamp), U256.from(block.gasLimit), block.baseFee, block.prevrandao, block.chainId, tx.gasPrice,
      block.hash(7).toU256(), tx.origin.toU256(), block.coinbase.toU256(), self.balance, U256.from(gasLeft()),
    ];
  }
  @pure text(a: Address, b: Bytes, c: Bytes4): string { return a.toString() + " " + b.toString() + " " + c.toString(); }
  @pure parse(): Address { return Address.from("0x00112233445566778899aabbccddeeff00112233"); }
  @name("renamed") @pure original(): u8 { return 1; }
  @pure encoded(p: Line, n: u8): Bytes[] { return [abiEncode(p), abiEncode(new Extremes(-1, 2, "t")), abiEncode(n), abiEncode("text")]; }
  @pure decoded(line: Bytes, several: Bytes): Extremes { return new Extremes(abiDecode<Extremes>(several).lowest, abiDecode<Line>(line).weights.length, abiDecode<Line>(line).name); }
  words(key: U256, value: U256): U256[] {
    const before = transientLoad(key);
    transientStore(key, value);
    storageStore(key, value + U256.ONE);
    return [before, transientLoad(key), storageLoad(key)];
  }
  @internal hidden(): void {}
  private alsoHidden(): void {}
  protected third(): void {}
}
