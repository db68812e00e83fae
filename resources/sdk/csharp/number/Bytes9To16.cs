using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>9 bytes.</summary>
[Trusted]
public readonly struct Bytes9 : IEquatable<Bytes9>, IComparable<Bytes9>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 9;

    internal readonly UInt256 Word;

    internal Bytes9(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes9(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>18 hex digits, with 0x or without.</summary>
    public static Bytes9 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes9 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes9 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes9 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes9 x, Bytes9 y) => x.Equals(y);
    public static bool operator !=(Bytes9 x, Bytes9 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>10 bytes.</summary>
[Trusted]
public readonly struct Bytes10 : IEquatable<Bytes10>, IComparable<Bytes10>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 10;

    internal readonly UInt256 Word;

    internal Bytes10(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes10(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>20 hex digits, with 0x or without.</summary>
    public static Bytes10 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes10 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes10 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes10 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes10 x, Bytes10 y) => x.Equals(y);
    public static bool operator !=(Bytes10 x, Bytes10 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>11 bytes.</summary>
[Trusted]
public readonly struct Bytes11 : IEquatable<Bytes11>, IComparable<Bytes11>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 11;

    internal readonly UInt256 Word;

    internal Bytes11(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes11(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>22 hex digits, with 0x or without.</summary>
    public static Bytes11 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes11 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes11 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes11 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes11 x, Bytes11 y) => x.Equals(y);
    public static bool operator !=(Bytes11 x, Bytes11 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>12 bytes.</summary>
[Trusted]
public readonly struct Bytes12 : IEquatable<Bytes12>, IComparable<Bytes12>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 12;

    internal readonly UInt256 Word;

    internal Bytes12(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes12(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>24 hex digits, with 0x or without.</summary>
    public static Bytes12 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes12 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes12 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes12 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes12 x, Bytes12 y) => x.Equals(y);
    public static bool operator !=(Bytes12 x, Bytes12 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>13 bytes.</summary>
[Trusted]
public readonly struct Bytes13 : IEquatable<Bytes13>, IComparable<Bytes13>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 13;

    internal readonly UInt256 Word;

    internal Bytes13(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes13(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>26 hex digits, with 0x or without.</summary>
    public static Bytes13 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes13 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes13 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes13 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes13 x, Bytes13 y) => x.Equals(y);
    public static bool operator !=(Bytes13 x, Bytes13 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>14 bytes.</summary>
[Trusted]
public readonly struct Bytes14 : IEquatable<Bytes14>, IComparable<Bytes14>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 14;

    internal readonly UInt256 Word;

    internal Bytes14(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes14(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>28 hex digits, with 0x or without.</summary>
    public static Bytes14 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes14 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes14 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes14 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes14 x, Bytes14 y) => x.Equals(y);
    public static bool operator !=(Bytes14 x, Bytes14 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>15 bytes.</summary>
[Trusted]
public readonly struct Bytes15 : IEquatable<Bytes15>, IComparable<Bytes15>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 15;

    internal readonly UInt256 Word;

    internal Bytes15(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes15(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>30 hex digits, with 0x or without.</summary>
    public static Bytes15 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes15 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes15 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes15 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes15 x, Bytes15 y) => x.Equals(y);
    public static bool operator !=(Bytes15 x, Bytes15 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>16 bytes.</summary>
[Trusted]
public readonly struct Bytes16 : IEquatable<Bytes16>, IComparable<Bytes16>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 16;

    internal readonly UInt256 Word;

    internal Bytes16(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes16(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>32 hex digits, with 0x or without.</summary>
    public static Bytes16 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes16 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes16 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes16 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes16 x, Bytes16 y) => x.Equals(y);
    public static bool operator !=(Bytes16 x, Bytes16 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}
