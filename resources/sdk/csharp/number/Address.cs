using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>The address of an account: 20 bytes.</summary>
[Trusted]
public readonly struct Address : IEquatable<Address>, IComparable<Address>, IComparable
{
    readonly UInt256 bits;

    /// <summary>Nobody.</summary>
    public static readonly Address Zero = default;

    internal Address(UInt256 bits) => this.bits = bits;

    /// <summary>From 20 bytes.</summary>
    public Address(ReadOnlySpan<byte> bytes) =>
        bits = bytes.Length == 20 ? new UInt256(bytes) : throw new ArgumentException("an address has 20 bytes");

    /// <summary>The number whose lowest 160 bits it is; higher ones must be zero.</summary>
    public static Address FromUInt256(UInt256 number) =>
        number.BitLength <= 160 ? new(number) : throw new OverflowException("more than 20 bytes");

    /// <summary>The number whose bytes these are.</summary>
    public UInt256 ToUInt256() => bits;

    /// <summary>40 hex digits, with 0x or without.</summary>
    public static Address Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[20];
        return Hex.TryParse(text, bytes) ? new(new UInt256(bytes)) : throw new FormatException("an address has 40 hex digits");
    }

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => bits.IsZero;

    /// <summary>20 bytes.</summary>
    public byte[] ToBytes()
    {
        Gas.Bytes(20);
        var bytes = new byte[20];
        CopyTo(bytes);
        return bytes;
    }

    internal void CopyTo(Span<byte> target)
    {
        Span<byte> word = stackalloc byte[32];
        bits.WriteTo(word);
        word[12..].CopyTo(target);
    }

    public bool Equals(Address other) => bits.Equals(other.bits);
    public override bool Equals(object? other) => other is Address address && Equals(address);
    public override int GetHashCode() => bits.GetHashCode();
    public int CompareTo(Address other) => bits.CompareTo(other.bits);
    public int CompareTo(object? other) => other is Address address ? CompareTo(address) : other is null ? 1 : throw new ArgumentException("not an Address");

    public static bool operator ==(Address x, Address y) => x.Equals(y);
    public static bool operator !=(Address x, Address y) => !x.Equals(y);

    /// <summary>0x and 40 lower-case hex digits.</summary>
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}
