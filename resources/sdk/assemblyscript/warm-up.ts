// What the compiler begins with, so that the user's first contract does not wait for it.
import { Address, Contract, emit, Mapping, msg, StorageString, U256 } from 'interleave';

@event
class Given {
  @indexed to: Address;
  value: U256;
}

@contract
export class WarmUp extends Contract {
  @view name: StorageString;
  @view balances: Mapping<Address, U256>;

  give(to: Address, value: U256): U256 {
    this.balances.sub(msg.sender, value);
    emit(new Given(to, value));
    return this.balances.add(to, value);
  }
}
