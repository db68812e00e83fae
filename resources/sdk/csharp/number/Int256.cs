using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>A signed integer of 256 bits in two's complement. Arithmetic is checked, as of <see cref="UInt256"/>.</summary>
[Trusted]
public readonly struct Int256 : IEquatable<Int256>, IComparable<Int256>, IComparable
{
    readonly UInt256 bits;

    /// <summary>0.</summary>
    public static readonly Int256 Zero = default;
    /// <summary>1.</summary>
    public static readonly Int256 One = new(UInt256.One);
    /// <summary>-2^255.</summary>
    public static readonly Int256 MinValue = new(UInt256.One << 255);
    /// <summary>2^255 - 1.</summary>
    public static readonly Int256 MaxValue = new(UInt256.MaxValue >> 1);

    Int256(UInt256 bits) => this.bits = bits;

    /// <summary>The same 256 bits.</summary>
    public static Int256 FromBits(UInt256 bits) => new(bits);

    /// <summary>The same 256 bits, without a sign.</summary>
    public UInt256 Bits => bits;

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative => !(bits >> 255).IsZero;

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => bits.IsZero;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => IsNegative ? -1 : IsZero ? 0 : 1;

    /// <summary>Without sign: that of <see cref="MinValue"/> is 2^255.</summary>
    public UInt256 Magnitude => IsNegative ? UInt256.Zero.WrappingSubtract(bits) : bits;

    /// <summary>Without sign; that of MinValue overflows.</summary>
    public static Int256 Abs(Int256 x) => x.IsNegative ? -x : x;

    public static Int256 operator -(Int256 x) => x == MinValue ? throw Overflow() : new(UInt256.Zero.WrappingSubtract(x.bits));

    public static Int256 operator +(Int256 x, Int256 y)
    {
        var sum = new Int256(x.bits.WrappingAdd(y.bits));
        return x.IsNegative == y.IsNegative && sum.IsNegative != x.IsNegative ? throw Overflow() : sum;
    }

    public static Int256 operator -(Int256 x, Int256 y)
    {
        var difference = new Int256(x.bits.WrappingSubtract(y.bits));
        return x.IsNegative != y.IsNegative && difference.IsNegative != x.IsNegative ? throw Overflow() : difference;
    }

    public static Int256 operator *(Int256 x, Int256 y) => Signed(x.Magnitude * y.Magnitude, x.IsNegative != y.IsNegative);

    /// <summary>Rounds towards zero.</summary>
    public static Int256 operator /(Int256 x, Int256 y) => Signed(x.Magnitude / y.Magnitude, x.IsNegative != y.IsNegative);

    /// <summary>Has the sign of the dividend.</summary>
    public static Int256 operator %(Int256 x, Int256 y) => Signed(x.Magnitude % y.Magnitude, x.IsNegative);

    public static Int256 operator ++(Int256 x) => x + One;
    public static Int256 operator --(Int256 x) => x - One;
    public static Int256 operator &(Int256 x, Int256 y) => new(x.bits & y.bits);
    public static Int256 operator |(Int256 x, Int256 y) => new(x.bits | y.bits);
    public static Int256 operator ^(Int256 x, Int256 y) => new(x.bits ^ y.bits);
    public static Int256 operator ~(Int256 x) => new(~x.bits);
    public static Int256 operator <<(Int256 x, int by) => new(x.bits << by);

    /// <summary>Keeps the sign.</summary>
    public static Int256 operator >>(Int256 x, int by)
    {
        if (!x.IsNegative) return new(x.bits >> by);
        return by >= 256 ? new(UInt256.MaxValue) : new(~(~x.bits >> by));
    }

    public bool Equals(Int256 other) => bits.Equals(other.bits);
    public override bool Equals(object? other) => other is Int256 number && Equals(number);
    public override int GetHashCode() => bits.GetHashCode();

    public int CompareTo(Int256 other) =>
        IsNegative == other.IsNegative ? bits.CompareTo(other.bits) : IsNegative ? -1 : 1;

    public int CompareTo(object? other) => other switch
    {
        null => 1,
        Int256 number => CompareTo(number),
        _ => throw new ArgumentException("not an Int256"),
    };

    public static bool operator ==(Int256 x, Int256 y) => x.Equals(y);
    public static bool operator !=(Int256 x, Int256 y) => !x.Equals(y);
    public static bool operator <(Int256 x, Int256 y) => x.CompareTo(y) < 0;
    public static bool operator >(Int256 x, Int256 y) => x.CompareTo(y) > 0;
    public static bool operator <=(Int256 x, Int256 y) => x.CompareTo(y) <= 0;
    public static bool operator >=(Int256 x, Int256 y) => x.CompareTo(y) >= 0;

    /// <summary>The smaller one.</summary>
    public static Int256 Min(Int256 x, Int256 y) => x < y ? x : y;
    /// <summary>The larger one.</summary>
    public static Int256 Max(Int256 x, Int256 y) => x > y ? x : y;

    public static implicit operator Int256(int value) => (Int256)(long)value;

    public static implicit operator Int256(long value) =>
        value < 0 ? new(UInt256.Zero.WrappingSubtract((ulong)(-(value + 1)) + UInt256.One)) : new((ulong)value);

    // Each of its own: to a byte, an int and a uint are equally near.
    public static implicit operator Int256(byte value) => new(value);

    public static implicit operator Int256(sbyte value) => (Int256)(long)value;

    public static implicit operator Int256(ushort value) => new(value);

    public static implicit operator Int256(short value) => (Int256)(long)value;

    public static implicit operator Int256(uint value) => new(value);

    public static implicit operator Int256(ulong value) => new(value);

    public static implicit operator Int256(UInt128 value) => new(value);

    public static implicit operator Int256(Int128 value) =>
        value < 0 ? new(~(UInt256)(UInt128)~value) : new((UInt128)value);

    public static explicit operator Int256(UInt256 value) => value > MaxValue.bits ? throw Overflow() : new(value);
    public static explicit operator UInt256(Int256 value) => value.IsNegative ? throw Overflow() : value.bits;

    public static explicit operator byte(Int256 value) => (byte)(UInt256)value;
    public static explicit operator ushort(Int256 value) => (ushort)(UInt256)value;
    public static explicit operator uint(Int256 value) => (uint)(UInt256)value;
    public static explicit operator ulong(Int256 value) => (ulong)(UInt256)value;
    public static explicit operator UInt128(Int256 value) => (UInt128)(UInt256)value;
    public static explicit operator sbyte(Int256 value) => (sbyte)value.Within(8);
    public static explicit operator short(Int256 value) => (short)value.Within(16);
    public static explicit operator int(Int256 value) => (int)value.Within(32);
    public static explicit operator long(Int256 value) => (long)value.Within(64);
    public static explicit operator Int128(Int256 value) => value.Within(128);

    /// <summary>The number, if it fits into so many bits, sign included.</summary>
    Int128 Within(int size)
    {
        // Without sign, one bit less than the size says how many there may be.
        if ((IsNegative ? ~bits : bits).BitLength >= size) throw Overflow();
        return IsNegative ? ~(Int128)~bits : (Int128)bits;
    }

    /// <summary>Decimal.</summary>
    public override string ToString() => IsNegative ? "-" + Magnitude.ToString() : bits.ToString();

    /// <summary>As <see cref="UInt256.Parse"/>, with a minus sign before it or not.</summary>
    public static Int256 Parse(string text) =>
        text.Length > 0 && text[0] == '-' ? Signed(UInt256.Parse(text.AsSpan(1)), true) : (Int256)UInt256.Parse(text.AsSpan());

    static Int256 Signed(UInt256 magnitude, bool negative)
    {
        if (!negative) return (Int256)magnitude;
        return magnitude > MinValue.bits ? throw Overflow() : new(UInt256.Zero.WrappingSubtract(magnitude));
    }

    static OverflowException Overflow() => new("arithmetic overflow");
}
