import { U256 } from "interleave";
import { Many as Other } from "../line";

// A class of the same name as the one it extends.
@contract
class Many extends Other {
  constructor(a: U256) { super(a + U256.ONE, ""); }
  loop(n: u32): u32 { return super.loop(n) + 1; }
}
