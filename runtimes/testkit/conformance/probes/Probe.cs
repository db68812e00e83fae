using System;
using Interleave;
using Interleave.Runtime;

public class Probe : Contract
{
    [Storage] public UInt256 Number { get; private set; }
    [Storage] public Mapping<UInt256, UInt256> Values { get; }

    [Event] public record Noted([Indexed] UInt256 Key, UInt256 Value);
    [Error] public record Refused(UInt256 Code, Address Who);

    static readonly UInt256 Kept = 7;

    [Payable] public Probe(UInt256 start) => Number = start;

    [Receive] public void Receive() { }

    // Storage and events.

    public void SetNumber(UInt256 value) => Number = value;
    public void Add(UInt256 amount) => Number += amount;
    public void SetValue(UInt256 key, UInt256 value) => Values[key] = value;
    public void Note(UInt256 key, UInt256 value) => Emit(new Noted(key, value));
    [View] public UInt256 Held() => Transient.Load(Kept);
    public void Hold(UInt256 value) => Transient.Store(Kept, value);

    // Ways to end.

    public void Refuse(UInt256 code)
    {
        Number = code;
        Values[code] = code;
        Hold(code);
        Emit(new Noted(code, code));
        throw new Revert(new Refused(code, Msg.Sender));
    }

    [Pure] public void RefuseText(string text) => throw new Revert(text);
    [Pure] public void RefuseBare() => throw Revert.WithData(Array.Empty<byte>());
    [Pure] public UInt256 Divide(UInt256 a, UInt256 b) => a / b;

    public void Trap()
    {
        Number = 99;
        Number = Down(0);
    }

    static uint Down(uint depth) => Down(depth + 1) + 1;

    public void Spin()
    {
        while (true) Number += 1;
    }

    [Pure] public void Hoard()
    {
        var hoarded = new byte[1000][];
        for (var i = 0; ; i++) hoarded[i] = new byte[1 << 20];
    }

    [Pure] public UInt256 Recurse(UInt256 n) => Deeper(n);

    static UInt256 Deeper(UInt256 n) => n == UInt256.MaxValue ? 0 : Deeper(n + 1) + 1;

    // What it is given.

    [Pure] public UInt256 Work(UInt256 rounds)
    {
        ulong x = 0;
        for (ulong i = 0; i < rounds; i++) x = (x * 31 + i) % 1000003;
        return x;
    }

    [Pure] public byte[] Echo(byte[] data) => data;
    [Payable] public UInt256 Paid() => Msg.Value;

    [View] public (Address Self, Address Caller, Address Origin, UInt256 Balance) Place() =>
        (Self.Address, Msg.Sender, Tx.Origin, Self.Balance);

    [View] public (UInt256 Number, UInt256 Timestamp, Address Coinbase, UInt256 BaseFee, UInt256 ChainId, UInt256 PrevRandao, Bytes32 Parent) Surroundings() =>
        (Block.Number, Block.Timestamp, Block.Coinbase, Block.BaseFee, Chain.Id, Block.PrevRandao, Block.Hash(Block.Number - 1));

    // Calls.

    [Payable] public (bool Ok, byte[] Output) Relay(Address to, UInt256 value, UInt256 gas, byte[] data) =>
        Ended(to.Call(data, value, gas.IsZero ? null : (ulong)gas));

    [View] public (bool Ok, byte[] Output) Look(Address to, byte[] data) => Ended(to.StaticCall(data));
    public (bool Ok, byte[] Output) Borrow(Address to, byte[] data) => Ended(to.DelegateCall(data));

    static (bool Ok, byte[] Output) Ended(CallResult call) => (call.Success, call.Output);

    public (byte[], byte[]) Both(Address to, byte[] first, byte[] second)
    {
        var one = to.Call(first).Output;
        var two = to.Call(second).Output;
        return (one, two);
    }

    public (bool Ok, byte[] Reason) Attempt(Address to, UInt256 code)
    {
        Values[1] = 1;
        Emit(new Noted(1, 1));
        try
        {
            new IProbe(to).Refuse(code);
            return (true, Array.Empty<byte>());
        }
        catch (CallFailed failure)
        {
            Emit(new Noted(2, 2));
            return (false, failure.Data);
        }
    }

    public UInt256 Dive(UInt256 depth)
    {
        if (depth.IsZero) return 0;
        try
        {
            return new IProbe(Self.Address).Dive(depth - 1) + 1;
        }
        catch (CallFailed)
        {
            return 0;
        }
    }
}

// As "cli bindings" makes it of an interface with these two functions.
public readonly struct IProbe(Address address)
{
    public UInt256 Dive(UInt256 depth)
    {
        var call = Binding.Begin(32);
        Codec<UInt256>.Of.Encode(call, depth, 0, 0);
        var answer = Binding.Call(address, default, false, 0xa8d85c2e, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    public void Refuse(UInt256 code)
    {
        var call = Binding.Begin(32);
        Codec<UInt256>.Of.Encode(call, code, 0, 0);
        Binding.Call(address, default, false, 0xa60a07b2, call);
    }
}
