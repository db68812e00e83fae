/** A C# contract, a Solidity one and a WebAssembly one that call each other, back into the lane that waits included. */
import { ADDER_WAT } from './cross-runtime.testkit.ts';

/** The adder tells it what was added, while it waits for the adder; the ring goes to and fro between it and Solidity. */
const HUB_CS = `using Interleave;

public class Hub : Contract
{
    [Storage] Address Adder { get; set; }
    [Storage] Address Ring { get; set; }
    [Storage] public UInt256 Heard_ { get; private set; }
    [Storage] public UInt256 Refused { get; private set; }
    [Storage] public UInt256 Rounds { get; private set; }
    [Storage] public uint Looks { get; private set; }
    [Storage] public uint Dives { get; private set; }
    [Storage] public UInt256 Caught { get; private set; }
    [Storage] public Mapping<Address, UInt256> Given { get; }
    [Event] public record Round(uint Left);

    public Hub(Address adder) => Adder = adder;
    public void SetRing(Address ring) => Ring = ring;

    public void Give(UInt256 amount)
    {
        Given[Msg.Sender] += amount;
        var call = Adder.Call(Abi.Concat(Abi.Selector("add(uint256)").ToBytes(), Abi.Encode(amount)));
        if (call.Success) return;
        // The adder reverts with the amount that is too much.
        Refused += Abi.Decode<UInt256>(call.Output);
        Given[Msg.Sender] -= amount;
    }

    public void Heard(UInt256 amount)
    {
        Require(Msg.Sender == Adder, "who");
        Heard_ += amount;
    }

    [Payable] public void Bounce(uint left)
    {
        Emit(new Round(left));
        if (left > 0)
        {
            var call = Ring.Call(Abi.Concat(Abi.Selector("bounce(uint32)").ToBytes(), Abi.Encode(left - 1)), Msg.Value);
            Require(call.Success, "the ring broke");
        }
        Rounds += 1;
        Emit(new Round(left));
    }

    public void Look()
    {
        var data = Abi.Concat(Abi.Selector("bounce(uint32)").ToBytes(), Abi.Encode(0u));
        Require(!Ring.StaticCall(data, 60_000).Success, "a static call changed something");
        Looks += 1;
    }

    /// Itself, as deep as the stack allows.
    public uint Dive()
    {
        var call = Self.Address.Call(Abi.Selector("dive()").ToBytes());
        var depth = call.Success ? Abi.Decode<uint>(call.Output) + 1 : 1;
        if (depth == 200) Dives += 1;
        return depth;
    }

    public void Catch(uint what)
    {
        var call = Ring.Call(Abi.Concat(Abi.Selector("fail(uint32)").ToBytes(), Abi.Encode(what)), UInt256.Zero, 60_000);
        Require(!call.Success, "it did not fail");
        Caught += (UInt256)(uint)call.Output.Length + 1;
    }
}
`;

const RING_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
interface IHub { function bounce(uint32 left) external payable; }
contract Ring {
    IHub immutable hub;
    uint256 public rounds;
    event Round(uint32 left);
    error Failed(uint32 what);
    constructor(IHub h) { hub = h; }
    function bounce(uint32 left) external payable {
        emit Round(left);
        if (left > 0) hub.bounce{value: msg.value}(left - 1);
        rounds++;
        emit Round(left);
    }
    function fail(uint32 what) external {
        rounds++;
        if (what == 0) revert Failed(what);
        if (what == 1) while (true) { }
        require(false, "text");
    }
}
`;

const SCENARIO = `name: cross-dotnet
seed: 5
accounts: { count: 30 }
executors: { evm: 1, wasm: 1, cil: 2 }
contracts:
  adder: { source: adder.wat }
  hub: { source: Hub.cs, args: [$adder], gas: 16000000 }
  ring: { source: Ring.sol, args: [$hub] }
setup:
  - { to: adder, call: setListener, args: [$hub] }
  - { to: hub, call: setRing, args: [$ring] }
traffic:
  - { to: hub, call: give, args: [3], count: 60, from: random }
  - { to: hub, call: give, args: [5000], count: 6, from: random }
  - { to: hub, call: bounce, args: [3], value: 7, count: 12, from: random }
  - { to: ring, call: bounce, args: [4], count: 12, from: random }
  - { to: hub, call: bounce, args: [40], count: 1, from: random, gas: 8000000 }
  - { to: hub, call: bounce, args: [80], count: 1, from: random, gas: 8000000 }
  - { to: hub, call: dive, count: 2, from: random, gas: 16000000 }
  - { to: hub, call: look, count: 6, from: random }
  - { to: hub, call: catch, args: [0], count: 4, from: random }
  - { to: hub, call: catch, args: [1], count: 2, from: random }
  - { to: hub, call: catch, args: [2], count: 4, from: random }
expect:
  - { read: adder.total(), equals: 180 }
  - { read: hub.heard_(), equals: 180 }
  - { read: hub.refused(), equals: 30000 }
  - { read: hub.rounds(), equals: 69 }
  - { read: ring.rounds(), equals: 80 }
  - { read: hub.looks(), equals: 6 }
  - { read: hub.dives(), equals: 2 }
  - { read: hub.caught(), equals: 554 }
`;

export const DOTNET_FILES: Readonly<Record<string, string>> = {
  'Hub.cs': HUB_CS,
  'Ring.sol': RING_SOL,
  'adder.wat': ADDER_WAT,
  'scenario.yaml': SCENARIO,
};
