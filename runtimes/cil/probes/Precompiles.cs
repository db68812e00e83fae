using Interleave;
using System;
using System.Collections.Generic;

public static class Functions
{
    /// <summary>The keccak of the input, hashed as many times as its first byte says.</summary>
    [Precompile]
    public static Bytes32 Hash(byte[] input)
    {
        var hash = Crypto.Keccak256(input);
        for (var left = input[0]; left > 1; left--) hash = Crypto.Keccak256(hash.ToBytes());
        return hash;
    }

    [Precompile, Name("reversed")]
    internal static byte[] Turned(ReadOnlySpan<byte> input)
    {
        var bytes = input.ToArray();
        Array.Reverse(bytes);
        return bytes;
    }

    [Precompile] public static byte[] Loop(byte[] input) { for (; ; ) { } }
    [Precompile] public static byte[] Dive(byte[] input) => Dive(input);
    [Precompile] public static byte[] Hoard(byte[] input) { for (var all = new List<byte[]>(); ;) all.Add(new byte[1 << 20]); }
    [Precompile] public static byte[] Nothing(byte[] input) => null!;
    [Precompile] public static byte[] Refuse(byte[] input) => throw new Revert("no words");
    [Precompile] public static byte[] Outside(byte[] input) => new byte[] { input[input.Length] };
    [Precompile] public static byte[] Data(byte[] input) => Msg.Data;

    /// <summary>What the compiler does not see: who is asked is known when it runs.</summary>
    [Precompile]
    public static byte[] Ask(byte[] input)
    {
        IAsking asking = input[0] == 255 ? new Caught() : new Asking();
        return asking.Ask(input[0]);
    }
}

interface IAsking
{
    byte[] Ask(byte what);
}

public class Asking : Contract, IAsking
{
    [Event] record Asked(byte What);

    [Internal]
    public virtual byte[] Ask(byte what)
    {
        switch (what)
        {
            case 0: return Msg.Sender.ToBytes();
            case 1: return Block.Number > 0 ? new byte[1] : new byte[0];
            case 2: return Slots.Load(1).ToBytes();
            case 3: Slots.Store(1, 2); break;
            case 4: Transient.Store(1, 2); break;
            case 5: Emit(new Asked(what)); break;
            case 6: return Self.Balance.ToBytes();
            case 7: return Address.Zero.IsContract() ? new byte[1] : new byte[0];
            case 8: return Address.Zero.Call(new byte[0]).Output;
            case 9: return Block.Hash(1).ToBytes();
            case 10: return ((UInt256)GasLeft()).ToBytes();
            case 11: return Crypto.Recover(default, 27, default, default).ToBytes();
        }
        return new byte[0];
    }
}

/// <summary>Would rather not be ended.</summary>
public class Caught : Asking
{
    [Internal]
    public override byte[] Ask(byte what)
    {
        for (byte i = 0; ; i++) try { return base.Ask(i); } catch { }
    }
}

public class Forwarder : Contract
{
    [Storage] public UInt256 Calls { get; private set; }

    /// <summary>The status, the output, and the gas that the call took.</summary>
    public (byte, byte[], ulong) Forward(Address to, byte[] data)
    {
        Calls += 1;
        var before = GasLeft();
        var result = to.Call(data);
        var took = before - GasLeft();
        // It is itself again: it has a sender, storage, events.
        Require(Msg.Sender == Tx.Origin && Calls > 0, "not itself");
        return ((byte)result.Status, result.Output, took);
    }

    [Pure] public UInt256 Twice(byte[] data) => new(Functions.Hash(data).ToBytes());
}
