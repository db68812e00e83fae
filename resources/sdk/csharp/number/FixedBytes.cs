using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>What the types Bytes1 to Bytes32 share: bytes, left-aligned in a word as Solidity aligns them.</summary>
[Trusted]
static class FixedBytes
{
    public static UInt256 Word(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length != length) throw new ArgumentException($"{bytes.Length} bytes where {length} are needed");
        return new UInt256(bytes) << (8 * (32 - length));
    }

    public static byte[] Bytes(UInt256 word, int length)
    {
        Gas.Bytes(length);
        Span<byte> all = stackalloc byte[32];
        word.WriteTo(all);
        return all[..length].ToArray();
    }

    public static UInt256 Parse(string text, int length)
    {
        Span<byte> bytes = stackalloc byte[32];
        return Hex.TryParse(text, bytes[..length]) ? Word(bytes[..length], length) : throw new FormatException($"{2 * length} hex digits are needed");
    }

    public static byte At(UInt256 word, int index, int length)
    {
        if ((uint)index >= (uint)length) throw new IndexOutOfRangeException();
        return (byte)((word >> (8 * (31 - index))).Low & 0xff);
    }
}
