import { Contract, Counter, U256, msg, Mapping, Address } from "interleave";

@contract
class HotCounter extends Contract {
  hits: Counter;
  byCaller: Mapping<Address, Counter>;
  hit(): void {
    this.hits.add(U256.ONE);
    this.byCaller[msg.sender].add(U256.ONE);
  }
  undo(): void {
    this.hits.sub(U256.ONE);
  }
  @view count(): U256 {
    return this.hits.get();
  }
}
