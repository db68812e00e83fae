using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Encoded values. Nothing in them is trusted: whatever does not fit is a revert without data, as in Solidity.</summary>
[Trusted]
public sealed class AbiReader(byte[] bytes, int begin)
{
    /// <summary>Bytes there are, from where the values begin.</summary>
    public int Length => bytes.Length - begin;

    /// <summary>The 32 bytes at that place.</summary>
    public UInt256 Word(int at)
    {
        Need(at, 32);
        return new UInt256(bytes.AsSpan(begin + at, 32));
    }

    /// <summary>The place that the offset in a head points to.</summary>
    public int Follow(int head, int start)
    {
        var offset = Word(head);
        if (!offset.FitsUInt64 || offset.Low > (ulong)Length) throw new Revert();
        var at = start + (long)offset.Low;
        return at <= Length ? (int)at : throw new Revert();
    }

    /// <summary>A count of items of which each takes some bytes here: no count is larger than what is there.</summary>
    public int Count(int at, int itemSize)
    {
        var count = Word(at);
        if (!count.FitsUInt64 || count.Low > (ulong)(Length - at - 32) / (ulong)Math.Max(1, itemSize)) throw new Revert();
        return (int)count.Low;
    }

    /// <summary>Data with its length before it.</summary>
    public byte[] Data(int at)
    {
        var count = Count(at, 1);
        Gas.Bytes(count);
        return bytes.AsSpan(begin + at + 32, count).ToArray();
    }

    void Need(int at, int count)
    {
        if (at < 0 || at > Length - count) throw new Revert();
    }
}
