using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>1 byte.</summary>
[Trusted]
public readonly struct Bytes1 : IEquatable<Bytes1>, IComparable<Bytes1>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 1;

    internal readonly UInt256 Word;

    internal Bytes1(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes1(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>2 hex digits, with 0x or without.</summary>
    public static Bytes1 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes1 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes1 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes1 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes1 x, Bytes1 y) => x.Equals(y);
    public static bool operator !=(Bytes1 x, Bytes1 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>2 bytes.</summary>
[Trusted]
public readonly struct Bytes2 : IEquatable<Bytes2>, IComparable<Bytes2>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 2;

    internal readonly UInt256 Word;

    internal Bytes2(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes2(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>4 hex digits, with 0x or without.</summary>
    public static Bytes2 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes2 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes2 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes2 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes2 x, Bytes2 y) => x.Equals(y);
    public static bool operator !=(Bytes2 x, Bytes2 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>3 bytes.</summary>
[Trusted]
public readonly struct Bytes3 : IEquatable<Bytes3>, IComparable<Bytes3>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 3;

    internal readonly UInt256 Word;

    internal Bytes3(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes3(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>6 hex digits, with 0x or without.</summary>
    public static Bytes3 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes3 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes3 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes3 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes3 x, Bytes3 y) => x.Equals(y);
    public static bool operator !=(Bytes3 x, Bytes3 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>4 bytes.</summary>
[Trusted]
public readonly struct Bytes4 : IEquatable<Bytes4>, IComparable<Bytes4>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 4;

    internal readonly UInt256 Word;

    internal Bytes4(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes4(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>8 hex digits, with 0x or without.</summary>
    public static Bytes4 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes4 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes4 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes4 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes4 x, Bytes4 y) => x.Equals(y);
    public static bool operator !=(Bytes4 x, Bytes4 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>5 bytes.</summary>
[Trusted]
public readonly struct Bytes5 : IEquatable<Bytes5>, IComparable<Bytes5>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 5;

    internal readonly UInt256 Word;

    internal Bytes5(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes5(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>10 hex digits, with 0x or without.</summary>
    public static Bytes5 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes5 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes5 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes5 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes5 x, Bytes5 y) => x.Equals(y);
    public static bool operator !=(Bytes5 x, Bytes5 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>6 bytes.</summary>
[Trusted]
public readonly struct Bytes6 : IEquatable<Bytes6>, IComparable<Bytes6>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 6;

    internal readonly UInt256 Word;

    internal Bytes6(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes6(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>12 hex digits, with 0x or without.</summary>
    public static Bytes6 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes6 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes6 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes6 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes6 x, Bytes6 y) => x.Equals(y);
    public static bool operator !=(Bytes6 x, Bytes6 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>7 bytes.</summary>
[Trusted]
public readonly struct Bytes7 : IEquatable<Bytes7>, IComparable<Bytes7>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 7;

    internal readonly UInt256 Word;

    internal Bytes7(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes7(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>14 hex digits, with 0x or without.</summary>
    public static Bytes7 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes7 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes7 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes7 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes7 x, Bytes7 y) => x.Equals(y);
    public static bool operator !=(Bytes7 x, Bytes7 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>8 bytes.</summary>
[Trusted]
public readonly struct Bytes8 : IEquatable<Bytes8>, IComparable<Bytes8>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 8;

    internal readonly UInt256 Word;

    internal Bytes8(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes8(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>16 hex digits, with 0x or without.</summary>
    public static Bytes8 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes8 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes8 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes8 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes8 x, Bytes8 y) => x.Equals(y);
    public static bool operator !=(Bytes8 x, Bytes8 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}
