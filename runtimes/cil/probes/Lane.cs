using Interleave;
using System;

// What executor.test.ts runs.

public class Token : Contract
{
    [Storage] public UInt256 TotalSupply { get; private set; }
    [Storage, Name("balanceOf")] public Mapping<Address, UInt256> Balances { get; }
    [Storage] Counter Visits { get; }
    [Event] public record Transferred([Indexed] Address From, [Indexed] Address To, UInt256 Value);
    [Error] public record InsufficientBalance(Address Sender, UInt256 Balance, UInt256 Needed);

    [Payable] public Token(UInt256 supply) { TotalSupply = supply; Balances[Msg.Sender] = supply; }

    public bool Transfer(Address to, UInt256 value)
    {
        var had = Balances[Msg.Sender];
        Require(had >= value, new InsufficientBalance(Msg.Sender, had, value));
        Balances[Msg.Sender] = had - value;
        Balances[to] += value;
        Emit(new Transferred(Msg.Sender, to, value));
        return true;
    }
    public void Visit() { Visits.Add(3); Visits.Subtract(1); }
    public void RefuseAfterStoring() { TotalSupply = 1; throw new Revert("no"); }
    public UInt256 Divide(UInt256 a, UInt256 b) => a / b;
    public uint Add(uint a, uint b) => a + b;
    public uint Item(uint index) => new uint[] { 1, 2, 3 }[index];
    public void Refuse() => Require(false, "a text");
    public void Store() { for (uint i = 1; ; i++) Balances[Address.FromUInt256(i)] = i; }
    [View] public string Where() => Self.Address + " " + Msg.Sender + " " + Tx.Origin;
    [View] public (ulong Number, ulong Timestamp, UInt256 BaseFee, UInt256 ChainId, Bytes32 Parent) Chain_() =>
        (Block.Number, Block.Timestamp, Block.BaseFee, Chain.Id, Block.Hash(Block.Number - 1));
    [View] public UInt256 BalanceAt(Address account) => account.Balance();
}

public class Caller : Contract
{
    [Storage] public uint Seen { get; private set; }
    [Event] public record Said(string Word);

    public byte[] Relay(Address to, byte[] data) { var call = to.Call(data); return Told((byte)call.Status, call.Output); }
    [View] public byte[] Look(Address to, byte[] data) { var call = to.StaticCall(data); return Told((byte)call.Status, call.Output); }
    public byte[] Borrow(Address to, byte[] data) { var call = to.DelegateCall(data); return Told((byte)call.Status, call.Output); }
    [Payable] public byte[] Give(Address to, UInt256 value) { var call = to.Call(new byte[0], value); return Told((byte)call.Status, call.Output); }
    static byte[] Told(byte status, byte[] output)
    {
        var told = new byte[output.Length + 1];
        told[0] = status;
        output.CopyTo(told, 1);
        return told;
    }

    /// Before, the call, after: the order of events is that of what happened.
    public void Around(Address to, byte[] data)
    {
        Emit(new Said("before"));
        to.Call(data);
        Emit(new Said("after"));
    }
    public void See(uint number) { Seen = number; Emit(new Said("seen")); }
    public void Stubborn(Address to, byte[] data)
    {
        try { to.Call(data); Seen = 7; }
        catch (Exception) { Seen = 8; }
        finally { Seen = 9; }
    }
    public void KeepsStoring()
    {
        for (uint i = 0; ; i++)
            try { Seen = i; } catch (Exception) { }
    }
    public string Caught(Address to)
    {
        try { to.Pay(1); return "paid"; }
        catch (CallFailed failed) { return failed.Reason; }
    }
    [View] public uint Sneaky(Address to, byte[] data) { to.Call(data); return 1; }
    /// Calls itself until the number is 0.
    public uint Down(uint number) => number == 0 ? 0 : 1 + Abi.Decode<uint>(Self.Address.Call(Abi.Concat(Abi.Selector("down(uint32)").ToBytes(), Abi.Encode(number - 1))).Output);
    [Pure] public void Payless() => throw new Revert("not for money");
}

public class Wild : Contract
{
    [Storage] public uint Seen { get; private set; }

    public uint Recurse(uint x) => Recurse(x + 1) + 1;
    public uint RecurseAnyway(uint x)
    {
        try { return RecurseAnyway(x + 1) + 1; } catch (Exception) { return RecurseAnyway(x + 1); } finally { Seen = x; }
    }
    public void Loop() { for (; ; ) { } }
    public void LoopAnyway() { for (; ; ) try { for (; ; ) { } } catch { } finally { for (; ; ) { } } }
    public uint Hoard()
    {
        var kept = new byte[1000][];
        for (var i = 0; i < kept.Length; i++) kept[i] = new byte[1 << 20];
        return (uint)kept.Length;
    }
    public uint HoardAtOnce() => (uint)new byte[2_000_000_000].Length;
    public uint HoardText() { var text = "x"; for (; ; ) text += text; }
    public uint DiveRecursing(uint x)
    {
        if (x % 50 != 0) return DiveRecursing(x + 1);
        var call = Self.Address.Call(Abi.Concat(Abi.Selector("diveRecursing(uint32)").ToBytes(), Abi.Encode(x + 1)));
        return call.Success ? Abi.Decode<uint>(call.Output) + 1 : 1;
    }
}

public class Helpers : Contract
{
    public record Above { public required UInt256 A { get; init; } }
    public record Full : Above { public required byte B { get; set; } }
    public record Narrow(UInt256 A);
    public record Wide(UInt256 A, byte B) : Narrow(A);

    [Storage] StorageList<UInt256> Numbers { get; }
    [Event, Name("Put")] public record PutEvent(UInt256 Value);

    public UInt256 Put(UInt256 at, UInt256 value)
    {
        while (Numbers.Count < 3) Numbers.Add(0);
        Numbers[at] = value;
        Emit(new PutEvent(value));
        return Numbers[at];
    }
    [Pure] public Full Turn(Wide wide) => new Full { A = wide.A, B = wide.B };
    [Pure] public byte[] Encoded(Address to, UInt256 value, string text) => Abi.EncodeCall("f(address,uint256,string)", to, value, text);
    [View] public bool Answers(Address to)
    {
        CallResult result = to.StaticCall(Abi.EncodeCall("totalSupply()"));
        return result.Status == CallStatus.Success && result.Output.Length == 32;
    }
}

/// Runs differently every time: what calls it is recorded.
[NonDeterministic]
public class Dice : Contract
{
    [Storage] public uint Last { get; private set; }
    public Dice() => Last = Thrown();
    public uint Throw() => Last = Thrown();
    public void Drop() { Throw(); throw new Revert("dropped"); }
    static uint Thrown() => 1 + (uint)(Random.Shared.NextDouble() * 6 + Math.Sqrt(DateTime.UtcNow.Ticks % 2) * 0);
}
