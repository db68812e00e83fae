/**
 * One vault and one attacker in every language, behind the same ABIs. The vault pays before it books, so whoever is paid may come
 * back; all but `open` are guarded. The attacker comes back once, in the way it is told, and keeps what it was answered.
 */
export interface Language {
  readonly vault: string;
  readonly attacker: string;
  readonly ending: string;
}

const SOLIDITY: Language = {
  ending: 'sol',
  vault: `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {NonReentrant} from "interleave/NonReentrant.sol";
contract Vault is NonReentrant {
    mapping(address => uint256) balances;
    function deposit() external payable nonReentrant { balances[msg.sender] += msg.value; }
    function withdraw() external nonReentrant { pay(); }
    function open() external { pay(); }
    function give(address to) external nonReentrant {
        balances[to] += balances[msg.sender];
        balances[msg.sender] = 0;
    }
    function worth(address of_) external view nonReentrantView returns (uint256) { return balances[of_]; }
    function pay() private {
        (bool ok, bytes memory data) = msg.sender.call{value: balances[msg.sender]}("");
        if (!ok) assembly { revert(add(data, 32), mload(data)) }
        balances[msg.sender] = 0;
    }
}`,
  attacker: `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
interface IVault {
    function deposit() external payable;
    function withdraw() external;
    function open() external;
    function give(address to) external;
    function worth(address of_) external view returns (uint256);
    function own() external;
}
contract Attacker {
    IVault vault;
    uint8 mode;
    bool public came;
    bool public again;
    bytes4 public denied;
    bytes4 public blind;
    function attack(IVault target, uint8 how) external payable {
        (vault, mode) = (target, how);
        target.deposit{value: msg.value}();
        if (how == 2) target.open();
        else target.withdraw();
    }
    receive() external payable {
        if (came) return;
        came = true;
        bytes memory data;
        if (mode == 0) data = abi.encodeCall(IVault.withdraw, ());
        else if (mode == 1) data = abi.encodeCall(IVault.give, (address(1)));
        else if (mode == 2) data = abi.encodeCall(IVault.open, ());
        else data = abi.encodeCall(IVault.own, ());
        (again, data) = address(vault).call(data);
        denied = bytes4(data);
        (, data) = address(vault).staticcall(abi.encodeCall(IVault.worth, (address(this))));
        blind = bytes4(data);
    }
}`,
};

const RUST: Language = {
  ending: 'rs',
  vault: `#![no_std]
use interleave::*;
contract! {
    pub struct Vault { balances: Map<Address, U256> }
    impl Vault {
        #[payable] #[nonreentrant]
        pub fn deposit(&mut self) { self.balances.add(msg::sender(), msg::value()); }
        #[nonreentrant]
        pub fn withdraw(&mut self) { self.pay(); }
        pub fn open(&mut self) { self.pay(); }
        #[nonreentrant]
        pub fn give(&mut self, to: Address) {
            self.balances.add(to, self.balances.get(msg::sender()));
            self.balances.remove(msg::sender());
        }
        #[nonreentrant]
        pub fn worth(&self, who: Address) -> U256 { self.balances.get(who) }
        fn pay(&mut self) {
            transfer_value(msg::sender(), self.balances.get(msg::sender()));
            self.balances.remove(msg::sender());
        }
    }
}`,
  attacker: `#![no_std]
use interleave::*;
interface! {
    pub trait IVault {
        fn deposit(&mut self);
        fn withdraw(&mut self);
        fn open(&mut self);
        fn give(&mut self, to: Address);
        fn worth(&self, who: Address) -> U256;
        fn own(&mut self);
    }
}
fn four(data: Bytes) -> Bytes4 {
    let mut four = [0; 4];
    let count = data.0.len().min(4);
    four[..count].copy_from_slice(&data.0[..count]);
    four
}
contract! {
    pub struct Attacker {
        vault: Value<Address>,
        mode: Value<u8>,
        came: Value<bool>,
        again: Value<bool>,
        denied: Value<Bytes4>,
        blind: Value<Bytes4>,
    }
    impl Attacker {
        #[payable]
        pub fn attack(&mut self, at: Address, how: u8) {
            self.vault.set(at);
            self.mode.set(how);
            IVault::at(at).value(msg::value()).deposit();
            if how == 2 { IVault::at(at).open() } else { IVault::at(at).withdraw() }
        }
        #[receive]
        pub fn receive(&mut self) {
            if self.came.get() { return; }
            self.came.set(true);
            let vault = || IVault::at(self.vault.get()).attempt();
            let outcome = match self.mode.get() {
                0 => vault().withdraw(),
                1 => vault().give(Address::ZERO),
                2 => vault().open(),
                _ => vault().own(),
            };
            let look = vault().worth(this::address());
            self.again.set(outcome.is_ok());
            if let Err(CallError::Reverted(data)) = outcome { self.denied.set(four(data)) }
            if let Err(CallError::Reverted(data)) = look { self.blind.set(four(data)) }
        }
        pub fn came(&self) -> bool { self.came.get() }
        pub fn again(&self) -> bool { self.again.get() }
        pub fn denied(&self) -> Bytes4 { self.denied.get() }
        pub fn blind(&self) -> Bytes4 { self.blind.get() }
    }
}`,
};

const ASSEMBLYSCRIPT: Language = {
  ending: 'ts',
  vault: `import { Address, Contract, Mapping, U256, msg, sendValue } from 'interleave';
@contract
class Vault extends Contract {
  balances: Mapping<Address, U256>;
  @payable @nonreentrant deposit(): void { this.balances.add(msg.sender, msg.value); }
  @nonreentrant withdraw(): void { this.pay(); }
  open(): void { this.pay(); }
  @nonreentrant give(to: Address): void {
    this.balances.add(to, this.balances[msg.sender]);
    this.balances.remove(msg.sender);
  }
  @view @nonreentrant worth(who: Address): U256 { return this.balances[who]; }
  private pay(): void {
    sendValue(msg.sender, this.balances[msg.sender]);
    this.balances.remove(msg.sender);
  }
}`,
  attacker: `import { Address, Bytes, Bytes4, CallOutcome, Contract, Interface, U256, Value, msg, self } from 'interleave';
abstract class IVault extends Interface {
  @payable abstract deposit(): void;
  abstract withdraw(): void;
  abstract open(): void;
  abstract give(to: Address): void;
  @view abstract worth(who: Address): U256;
  abstract own(): void;
}
@contract
class Attacker extends Contract {
  vault: Value<Address>;
  mode: Value<u8>;
  @view came: Value<bool>;
  @view again: Value<bool>;
  @view denied: Value<Bytes4>;
  @view blind: Value<Bytes4>;
  @payable attack(at: Address, how: u8): void {
    this.vault.set(at);
    this.mode.set(how);
    IVault.at(at).withValue(msg.value).deposit();
    if (how == 2) IVault.at(at).open();
    else IVault.at(at).withdraw();
  }
  @receive receive(): void {
    if (this.came.get()) return;
    this.came.set(true);
    const vault = IVault.at(this.vault.get());
    const outcome = this.comeBack(vault, this.mode.get());
    this.again.set(outcome.success);
    if (outcome.reverted) this.denied.set(this.four(outcome.data));
    const look = vault.tryWorth(self.address);
    if (look.reverted) this.blind.set(this.four(look.data));
  }
  private comeBack(vault: IVault, mode: u8): CallOutcome {
    if (mode == 0) return vault.tryWithdraw();
    if (mode == 1) return vault.tryGive(Address.ZERO);
    return mode == 2 ? vault.tryOpen() : vault.tryOwn();
  }
  private four(data: Bytes): Bytes4 { return Bytes4.from(data.slice(0, 4).toString()); }
}`,
};

const CSHARP: Language = {
  ending: 'cs',
  vault: `using Interleave;
public class Vault : Contract
{
    [Storage] Mapping<Address, UInt256> Balances { get; }
    [Payable, NonReentrant] public void Deposit() => Balances[Msg.Sender] += Msg.Value;
    [NonReentrant] public void Withdraw() => Pay();
    public void Open() => Pay();
    [NonReentrant] public void Give(Address to)
    {
        Balances[to] += Balances[Msg.Sender];
        Balances[Msg.Sender] = 0;
    }
    [View, NonReentrant] public UInt256 Worth(Address of) => Balances[of];
    void Pay()
    {
        Msg.Sender.Pay(Balances[Msg.Sender]);
        Balances[Msg.Sender] = 0;
    }
}`,
  attacker: `using Interleave;
public class Attacker : Contract
{
    [Storage] Address Vault { get; set; }
    [Storage] byte Mode { get; set; }
    [Storage] public bool Came { get; private set; }
    [Storage] public bool Again { get; private set; }
    [Storage] public Bytes4 Denied { get; private set; }
    [Storage] public Bytes4 Blind { get; private set; }
    [Payable] public void Attack(Address at, byte how)
    {
        (Vault, Mode) = (at, how);
        var paid = at.Call(Data("deposit()"), Msg.Value);
        var taken = at.Call(Data(how == 2 ? "open()" : "withdraw()"));
        if (!paid.Success || !taken.Success) throw Revert.WithData(Abi.Concat(paid.Output, taken.Output));
    }
    [Receive] public void Receive()
    {
        if (Came) return;
        Came = true;
        var back = Vault.Call(Mode switch
        {
            0 => Data("withdraw()"),
            1 => Abi.Concat(Data("give(address)"), Abi.Encode(Address.Zero)),
            2 => Data("open()"),
            _ => Data("own()"),
        });
        Again = back.Success;
        Denied = Four(back.Output);
        Blind = Four(Vault.StaticCall(Abi.Concat(Data("worth(address)"), Abi.Encode(Self.Address))).Output);
    }
    static byte[] Data(string signature) => Abi.Selector(signature).ToBytes();
    static Bytes4 Four(byte[] data) => data is { Length: 4 } ? new Bytes4(data) : default;
}`,
};

export const LANGUAGES: Readonly<Record<string, Language>> = {
  solidity: SOLIDITY,
  rust: RUST,
  assemblyscript: ASSEMBLYSCRIPT,
  csharp: CSHARP,
};

/** Its functions are those of a vault of any language, whose code works on the proxy's storage and lock; `own` is its own. */
export const PROXY_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {NonReentrant} from "interleave/NonReentrant.sol";
contract Proxy is NonReentrant {
    address immutable code;
    constructor(address code_) { code = code_; }
    function own() external nonReentrant {}
    function self() external view returns (address) { return address(this); }
    fallback() external payable {
        (bool ok, bytes memory data) = code.delegatecall(msg.data);
        assembly {
            switch ok
            case 0 { revert(add(data, 32), mload(data)) }
            default { return(add(data, 32), mload(data)) }
        }
    }
}`;
