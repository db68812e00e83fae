import * as host from './host/interleave';
import { Address } from './address';
import { Bytes } from './bytes';
import { Bytes32 } from './fixed/bytes-25-32';
import { Bytes4 } from './fixed/bytes-1-8';
import { U256 } from './number/u256';
import { callData } from './precompile';

/** The call. */
export class msg {
  /** Who calls: an account or a contract. */
  static get sender(): Address {
    const address = new Address();
    host.caller(changetype<usize>(address));
    return address;
  }
  /** What was sent along. */
  static get value(): U256 {
    const word = memory.data(32);
    host.value(word);
    return U256.fromPointer(word);
  }
  /** The whole call data. */
  static get data(): Bytes {
    return callData();
  }
  /** The first four bytes of the call data. */
  static get sig(): Bytes4 {
    const value = new Bytes4();
    host.input_read(changetype<usize>(value), 0, 4);
    return value;
  }
}

/** The transaction. */
export class tx {
  /** Who signed it. */
  static get origin(): Address {
    const address = new Address();
    host.origin(changetype<usize>(address));
    return address;
  }
  static get gasPrice(): U256 {
    const word = memory.data(32);
    host.gas_price(word);
    return U256.fromPointer(word);
  }
}

/** The block. */
export class block {
  static get number(): u64 {
    return host.block_number();
  }
  /** In seconds. */
  static get timestamp(): u64 {
    return host.block_timestamp();
  }
  static get gasLimit(): u64 {
    return host.block_gas_limit();
  }
  static get coinbase(): Address {
    const address = new Address();
    host.coinbase(changetype<usize>(address));
    return address;
  }
  static get baseFee(): U256 {
    const word = memory.data(32);
    host.base_fee(word);
    return U256.fromPointer(word);
  }
  static get prevrandao(): U256 {
    const word = memory.data(32);
    host.prevrandao(word);
    return U256.fromPointer(word);
  }
  static get chainId(): U256 {
    const word = memory.data(32);
    host.chain_id(word);
    return U256.fromPointer(word);
  }
  /** Zero outside the last 256 blocks. */
  static hash(number: u64): Bytes32 {
    const hash = new Bytes32();
    host.block_hash(number, changetype<usize>(hash));
    return hash;
  }
}

/** The contract itself. */
export class self {
  static get address(): Address {
    const address = new Address();
    host.address(changetype<usize>(address));
    return address;
  }
  static get balance(): U256 {
    return self.address.balance;
  }
}

/** Ledger gas that is left. */
export function gasLeft(): u64 {
  return host.gas_left();
}

export function keccak256(data: Bytes): Bytes32 {
  const hash = new Bytes32();
  host.keccak256(data.pointer, data.length, changetype<usize>(hash));
  return hash;
}

export function sha256(data: Bytes): Bytes32 {
  const hash = new Bytes32();
  host.sha256(data.pointer, data.length, changetype<usize>(hash));
  return hash;
}
