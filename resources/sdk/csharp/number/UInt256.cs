using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>
/// An unsigned integer of 256 bits. Arithmetic is checked: what does not fit throws <see cref="OverflowException"/> (Solidity's Panic 0x11);
/// the methods named Wrapping… are modulo 2^256.
/// </summary>
[Trusted]
public readonly partial struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>, IComparable
{
    // The least significant first.
    readonly ulong a, b, c, d;

    /// <summary>0.</summary>
    public static readonly UInt256 Zero = default;
    /// <summary>1.</summary>
    public static readonly UInt256 One = new(1, 0, 0, 0);
    /// <summary>2^256 - 1.</summary>
    public static readonly UInt256 MaxValue = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Four limbs of 64 bits, the least significant first.</summary>
    public UInt256(ulong low, ulong second, ulong third, ulong high) => (a, b, c, d) = (low, second, third, high);

    /// <summary>Up to 32 bytes, big-endian.</summary>
    public UInt256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 32) throw new OverflowException("more than 32 bytes");
        Span<byte> word = stackalloc byte[32];
        bytes.CopyTo(word[(32 - bytes.Length)..]);
        d = Limb(word);
        c = Limb(word[8..]);
        b = Limb(word[16..]);
        a = Limb(word[24..]);
    }

    /// <summary>Writes the word, big-endian, to the first 32 bytes.</summary>
    public void WriteTo(Span<byte> word)
    {
        Write(word, d);
        Write(word[8..], c);
        Write(word[16..], b);
        Write(word[24..], a);
    }

    // Big-endian; the trimmed class library has it for little-endian only.
    static ulong Limb(ReadOnlySpan<byte> bytes)
    {
        ulong limb = 0;
        for (var i = 0; i < 8; i++) limb = (limb << 8) | bytes[i];
        return limb;
    }

    static void Write(Span<byte> bytes, ulong limb)
    {
        for (var i = 7; i >= 0; i--, limb >>= 8) bytes[i] = (byte)limb;
    }

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] ToBytes()
    {
        Gas.Bytes(32);
        var word = new byte[32];
        WriteTo(word);
        return word;
    }

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => (a | b | c | d) == 0;

    internal bool FitsUInt64 => (b | c | d) == 0;

    internal ulong Low => a;

    /// <summary>Number of bits up to the highest one that is set.</summary>
    public int BitLength =>
        d != 0 ? 256 - Zeros(d) : c != 0 ? 192 - Zeros(c) : b != 0 ? 128 - Zeros(b) : 64 - Zeros(a);

    static int Zeros(ulong limb) => System.Numerics.BitOperations.LeadingZeroCount(limb);

    // Comparison.

    public bool Equals(UInt256 other) => a == other.a && b == other.b && c == other.c && d == other.d;

    public override bool Equals(object? other) => other is UInt256 number && Equals(number);

    /// <summary>The same everywhere and always.</summary>
    public override int GetHashCode()
    {
        var mixed = (a * 0x9e3779b97f4a7c15) ^ (b * 0xc2b2ae3d27d4eb4f) ^ (c * 0x165667b19e3779f9) ^ (d * 0x27d4eb2f165667c5);
        return (int)(mixed ^ (mixed >> 32));
    }

    public int CompareTo(UInt256 other)
    {
        if (d != other.d) return d < other.d ? -1 : 1;
        if (c != other.c) return c < other.c ? -1 : 1;
        if (b != other.b) return b < other.b ? -1 : 1;
        return a == other.a ? 0 : a < other.a ? -1 : 1;
    }

    public int CompareTo(object? other) => other switch
    {
        null => 1,
        UInt256 number => CompareTo(number),
        _ => throw new ArgumentException("not a UInt256"),
    };

    public static bool operator ==(UInt256 x, UInt256 y) => x.Equals(y);
    public static bool operator !=(UInt256 x, UInt256 y) => !x.Equals(y);
    public static bool operator <(UInt256 x, UInt256 y) => x.CompareTo(y) < 0;
    public static bool operator >(UInt256 x, UInt256 y) => x.CompareTo(y) > 0;
    public static bool operator <=(UInt256 x, UInt256 y) => x.CompareTo(y) <= 0;
    public static bool operator >=(UInt256 x, UInt256 y) => x.CompareTo(y) >= 0;

    /// <summary>The smaller one.</summary>
    public static UInt256 Min(UInt256 x, UInt256 y) => x < y ? x : y;
    /// <summary>The larger one.</summary>
    public static UInt256 Max(UInt256 x, UInt256 y) => x > y ? x : y;

    // Conversions: implicit where every value fits, explicit and checked elsewhere.

    public static implicit operator UInt256(byte value) => new(value, 0, 0, 0);
    public static implicit operator UInt256(ushort value) => new(value, 0, 0, 0);
    public static implicit operator UInt256(uint value) => new(value, 0, 0, 0);
    public static implicit operator UInt256(ulong value) => new(value, 0, 0, 0);
    public static implicit operator UInt256(UInt128 value) => new((ulong)value, (ulong)(value >> 64), 0, 0);

    /// <summary>So that literals need no suffix. A negative number throws <see cref="OverflowException"/>.</summary>
    public static implicit operator UInt256(int value) => FromSigned(value);

    /// <summary>So that literals need no suffix. A negative number throws <see cref="OverflowException"/>.</summary>
    public static implicit operator UInt256(long value) => FromSigned(value);

    public static explicit operator UInt256(Int128 value) =>
        value < 0 ? throw Overflow() : new((ulong)value, (ulong)(value >> 64), 0, 0);

    public static explicit operator byte(UInt256 value) => (byte)value.Checked(byte.MaxValue);
    public static explicit operator sbyte(UInt256 value) => (sbyte)value.Checked((ulong)sbyte.MaxValue);
    public static explicit operator short(UInt256 value) => (short)value.Checked((ulong)short.MaxValue);
    public static explicit operator ushort(UInt256 value) => (ushort)value.Checked(ushort.MaxValue);
    public static explicit operator uint(UInt256 value) => (uint)value.Checked(uint.MaxValue);
    public static explicit operator ulong(UInt256 value) => value.Checked(ulong.MaxValue);
    public static explicit operator int(UInt256 value) => (int)value.Checked(int.MaxValue);
    public static explicit operator long(UInt256 value) => (long)value.Checked(long.MaxValue);

    public static explicit operator UInt128(UInt256 value) =>
        (value.c | value.d) == 0 ? new UInt128(value.b, value.a) : throw Overflow();

    public static explicit operator Int128(UInt256 value) =>
        value.BitLength < 128 ? (Int128)new UInt128(value.b, value.a) : throw Overflow();

    ulong Checked(ulong most) => FitsUInt64 && a <= most ? a : throw Overflow();

    static UInt256 FromSigned(long value) => value < 0 ? throw Overflow() : new((ulong)value, 0, 0, 0);

    static OverflowException Overflow() => new("arithmetic overflow");
}
