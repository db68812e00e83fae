using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>17 bytes.</summary>
[Trusted]
public readonly struct Bytes17 : IEquatable<Bytes17>, IComparable<Bytes17>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 17;

    internal readonly UInt256 Word;

    internal Bytes17(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes17(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>34 hex digits, with 0x or without.</summary>
    public static Bytes17 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes17 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes17 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes17 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes17 x, Bytes17 y) => x.Equals(y);
    public static bool operator !=(Bytes17 x, Bytes17 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>18 bytes.</summary>
[Trusted]
public readonly struct Bytes18 : IEquatable<Bytes18>, IComparable<Bytes18>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 18;

    internal readonly UInt256 Word;

    internal Bytes18(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes18(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>36 hex digits, with 0x or without.</summary>
    public static Bytes18 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes18 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes18 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes18 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes18 x, Bytes18 y) => x.Equals(y);
    public static bool operator !=(Bytes18 x, Bytes18 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>19 bytes.</summary>
[Trusted]
public readonly struct Bytes19 : IEquatable<Bytes19>, IComparable<Bytes19>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 19;

    internal readonly UInt256 Word;

    internal Bytes19(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes19(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>38 hex digits, with 0x or without.</summary>
    public static Bytes19 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes19 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes19 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes19 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes19 x, Bytes19 y) => x.Equals(y);
    public static bool operator !=(Bytes19 x, Bytes19 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>20 bytes.</summary>
[Trusted]
public readonly struct Bytes20 : IEquatable<Bytes20>, IComparable<Bytes20>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 20;

    internal readonly UInt256 Word;

    internal Bytes20(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes20(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>40 hex digits, with 0x or without.</summary>
    public static Bytes20 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes20 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes20 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes20 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes20 x, Bytes20 y) => x.Equals(y);
    public static bool operator !=(Bytes20 x, Bytes20 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>21 bytes.</summary>
[Trusted]
public readonly struct Bytes21 : IEquatable<Bytes21>, IComparable<Bytes21>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 21;

    internal readonly UInt256 Word;

    internal Bytes21(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes21(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>42 hex digits, with 0x or without.</summary>
    public static Bytes21 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes21 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes21 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes21 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes21 x, Bytes21 y) => x.Equals(y);
    public static bool operator !=(Bytes21 x, Bytes21 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>22 bytes.</summary>
[Trusted]
public readonly struct Bytes22 : IEquatable<Bytes22>, IComparable<Bytes22>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 22;

    internal readonly UInt256 Word;

    internal Bytes22(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes22(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>44 hex digits, with 0x or without.</summary>
    public static Bytes22 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes22 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes22 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes22 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes22 x, Bytes22 y) => x.Equals(y);
    public static bool operator !=(Bytes22 x, Bytes22 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>23 bytes.</summary>
[Trusted]
public readonly struct Bytes23 : IEquatable<Bytes23>, IComparable<Bytes23>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 23;

    internal readonly UInt256 Word;

    internal Bytes23(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes23(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>46 hex digits, with 0x or without.</summary>
    public static Bytes23 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes23 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes23 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes23 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes23 x, Bytes23 y) => x.Equals(y);
    public static bool operator !=(Bytes23 x, Bytes23 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>24 bytes.</summary>
[Trusted]
public readonly struct Bytes24 : IEquatable<Bytes24>, IComparable<Bytes24>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 24;

    internal readonly UInt256 Word;

    internal Bytes24(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes24(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>48 hex digits, with 0x or without.</summary>
    public static Bytes24 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes24 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes24 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes24 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes24 x, Bytes24 y) => x.Equals(y);
    public static bool operator !=(Bytes24 x, Bytes24 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}
