using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>25 bytes.</summary>
[Trusted]
public readonly struct Bytes25 : IEquatable<Bytes25>, IComparable<Bytes25>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 25;

    internal readonly UInt256 Word;

    internal Bytes25(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes25(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>50 hex digits, with 0x or without.</summary>
    public static Bytes25 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes25 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes25 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes25 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes25 x, Bytes25 y) => x.Equals(y);
    public static bool operator !=(Bytes25 x, Bytes25 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>26 bytes.</summary>
[Trusted]
public readonly struct Bytes26 : IEquatable<Bytes26>, IComparable<Bytes26>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 26;

    internal readonly UInt256 Word;

    internal Bytes26(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes26(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>52 hex digits, with 0x or without.</summary>
    public static Bytes26 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes26 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes26 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes26 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes26 x, Bytes26 y) => x.Equals(y);
    public static bool operator !=(Bytes26 x, Bytes26 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>27 bytes.</summary>
[Trusted]
public readonly struct Bytes27 : IEquatable<Bytes27>, IComparable<Bytes27>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 27;

    internal readonly UInt256 Word;

    internal Bytes27(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes27(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>54 hex digits, with 0x or without.</summary>
    public static Bytes27 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes27 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes27 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes27 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes27 x, Bytes27 y) => x.Equals(y);
    public static bool operator !=(Bytes27 x, Bytes27 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>28 bytes.</summary>
[Trusted]
public readonly struct Bytes28 : IEquatable<Bytes28>, IComparable<Bytes28>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 28;

    internal readonly UInt256 Word;

    internal Bytes28(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes28(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>56 hex digits, with 0x or without.</summary>
    public static Bytes28 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes28 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes28 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes28 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes28 x, Bytes28 y) => x.Equals(y);
    public static bool operator !=(Bytes28 x, Bytes28 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>29 bytes.</summary>
[Trusted]
public readonly struct Bytes29 : IEquatable<Bytes29>, IComparable<Bytes29>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 29;

    internal readonly UInt256 Word;

    internal Bytes29(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes29(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>58 hex digits, with 0x or without.</summary>
    public static Bytes29 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes29 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes29 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes29 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes29 x, Bytes29 y) => x.Equals(y);
    public static bool operator !=(Bytes29 x, Bytes29 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>30 bytes.</summary>
[Trusted]
public readonly struct Bytes30 : IEquatable<Bytes30>, IComparable<Bytes30>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 30;

    internal readonly UInt256 Word;

    internal Bytes30(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes30(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>60 hex digits, with 0x or without.</summary>
    public static Bytes30 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes30 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes30 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes30 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes30 x, Bytes30 y) => x.Equals(y);
    public static bool operator !=(Bytes30 x, Bytes30 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>31 bytes.</summary>
[Trusted]
public readonly struct Bytes31 : IEquatable<Bytes31>, IComparable<Bytes31>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 31;

    internal readonly UInt256 Word;

    internal Bytes31(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes31(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>62 hex digits, with 0x or without.</summary>
    public static Bytes31 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes31 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes31 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes31 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes31 x, Bytes31 y) => x.Equals(y);
    public static bool operator !=(Bytes31 x, Bytes31 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}

/// <summary>32 bytes.</summary>
[Trusted]
public readonly struct Bytes32 : IEquatable<Bytes32>, IComparable<Bytes32>
{
    /// <summary>The same 32 bytes.</summary>
    public static Bytes32 FromUInt256(UInt256 number) => new(number);

    /// <summary>The number whose bytes these are.</summary>
    public UInt256 ToUInt256() => Word;

    /// <summary>How many bytes it has.</summary>
    public const int Length = 32;

    internal readonly UInt256 Word;

    internal Bytes32(UInt256 word) => Word = word;

    /// <summary>From exactly so many bytes.</summary>
    public Bytes32(ReadOnlySpan<byte> bytes) => Word = FixedBytes.Word(bytes, Length);

    /// <summary>64 hex digits, with 0x or without.</summary>
    public static Bytes32 Parse(string text) => new(FixedBytes.Parse(text, Length));

    /// <summary>One of the bytes, from the left; an index outside is an IndexOutOfRangeException.</summary>
    public byte this[int index] => FixedBytes.At(Word, index, Length);

    /// <summary>The bytes, a copy.</summary>
    public byte[] ToBytes() => FixedBytes.Bytes(Word, Length);

    /// <summary>Whether all of it is zero.</summary>
    public bool IsZero => Word.IsZero;

    public bool Equals(Bytes32 other) => Word.Equals(other.Word);
    public override bool Equals(object? other) => other is Bytes32 bytes && Equals(bytes);
    public override int GetHashCode() => Word.GetHashCode();
    public int CompareTo(Bytes32 other) => Word.CompareTo(other.Word);
    public static bool operator ==(Bytes32 x, Bytes32 y) => x.Equals(y);
    public static bool operator !=(Bytes32 x, Bytes32 y) => !x.Equals(y);
    public override string ToString() => "0x" + Hex.Of(ToBytes());
}
