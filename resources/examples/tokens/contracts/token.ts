// A plain ERC-20: Token.sol in AssemblyScript.
import { Address, Contract, Mapping, StorageString, U256, Value, emit, msg, require } from 'interleave';

@event
class Transfer {
  @indexed from: Address;
  @indexed to: Address;
  value: U256;
}

@event
class Approval {
  @indexed owner: Address;
  @indexed spender: Address;
  value: U256;
}

@error
class InsufficientBalance {
  sender: Address;
  balance: U256;
  needed: U256;
}

@error
class InsufficientAllowance {
  spender: Address;
  allowance: U256;
  needed: U256;
}

@contract
class Token extends Contract {
  @view name: StorageString;
  @view symbol: StorageString;
  @view totalSupply: Value<U256>;
  @view @name('balanceOf') balances: Mapping<Address, U256>;
  @view @name('allowance') allowances: Mapping<Address, Mapping<Address, U256>>;

  constructor(name: string, symbol: string, supply: U256) {
    this.name.set(name);
    this.symbol.set(symbol);
    this.totalSupply.set(supply);
    this.balances[msg.sender] = supply;
    emit(new Transfer(Address.ZERO, msg.sender, supply));
  }

  @pure decimals(): u8 {
    return 18;
  }

  transfer(to: Address, value: U256): bool {
    this.move(msg.sender, to, value);
    return true;
  }

  /** Sends `value` to each of `to`. */
  airdrop(to: Address[], value: U256): void {
    for (let i = 0; i < to.length; i++) this.move(msg.sender, to[i], value);
  }

  approve(spender: Address, value: U256): bool {
    this.allowances[msg.sender][spender] = value;
    emit(new Approval(msg.sender, spender, value));
    return true;
  }

  transferFrom(from: Address, to: Address, value: U256): bool {
    const allowance = this.allowances[from][msg.sender];
    require(allowance >= value, new InsufficientAllowance(msg.sender, allowance, value));
    if (allowance != U256.MAX) this.allowances[from][msg.sender] = allowance - value;
    this.move(from, to, value);
    return true;
  }

  private move(from: Address, to: Address, value: U256): void {
    const balance = this.balances[from];
    require(balance >= value, new InsufficientBalance(from, balance, value));
    this.balances[from] = balance - value;
    this.balances.add(to, value);
    emit(new Transfer(from, to, value));
  }
}
