using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>
/// A number that many transactions change at once without conflict: adding and subtracting do not read it. Reading it waits for whoever
/// changes it. Amounts are below 2^128.
/// </summary>
[Trusted, AsksLedger]
public readonly struct Counter
{
    readonly UInt256 slot;

    internal Counter(UInt256 slot) => this.slot = slot;

    /// <summary>Adds without reading. It never fails: the number is counted modulo 2^256.</summary>
    public void Add(UInt256 amount)
    {
        Span<byte> bytes = stackalloc byte[64];
        slot.WriteTo(bytes);
        amount.WriteTo(bytes[32..]);
        Host.CounterAdd(bytes[..32], bytes[32..]);
    }

    /// <summary>Subtracts without reading; below zero too.</summary>
    public void Subtract(UInt256 amount)
    {
        Span<byte> bytes = stackalloc byte[64];
        slot.WriteTo(bytes);
        amount.WriteTo(bytes[32..]);
        Host.CounterSub(bytes[..32], bytes[32..]);
    }

    /// <summary>Adds one.</summary>
    public void Increment() => Add(UInt256.One);

    /// <summary>Subtracts one.</summary>
    public void Decrement() => Subtract(UInt256.One);

    /// <summary>What was added less what was subtracted.</summary>
    public Int256 Value
    {
        get
        {
            Span<byte> key = stackalloc byte[32];
            slot.WriteTo(key);
            return Int256.FromBits(new UInt256(Host.CounterLoad(key)));
        }
    }
}

/// <summary>A counter is a place, too.</summary>
public sealed class CounterCodec : PlaceCodec<Counter>
{
    public override Counter Load(UInt256 slot, int offset) => new(slot);

    /// <summary>Back to zero, in steps that a counter takes.</summary>
    public override void Clear(UInt256 slot, int offset)
    {
        var counter = new Counter(slot);
        var most = UInt256.MaxValue >> 128;
        var value = counter.Value;
        for (var left = value.Magnitude; !left.IsZero;)
        {
            var step = UInt256.Min(left, most);
            if (value.IsNegative) counter.Add(step);
            else counter.Subtract(step);
            left -= step;
        }
    }
}
