using System;
using Interleave.Runtime;

namespace Interleave;

public readonly partial struct UInt256
{
    const ulong Chunk = 10_000_000_000_000_000_000;
    const int ChunkDigits = 19;
    const int MostDigits = 78;

    /// <summary>Units of gas for an exception that is thrown and caught in here.</summary>
    const long Thrown = 3_000;

    /// <summary>Units of gas for reading a digit.</summary>
    const long DigitCost = 12;

    /// <summary>Decimal, without separators.</summary>
    public override string ToString()
    {
        if (FitsUInt64) return Short(a);
        Span<char> digits = stackalloc char[MostDigits + ChunkDigits];
        var at = digits.Length;
        for (var rest = this; !rest.IsZero;)
        {
            (rest, var chunk) = DivRem(rest, Chunk);
            var part = chunk.a;
            for (var i = 0; i < ChunkDigits && (part != 0 || !rest.IsZero); i++, part /= 10) digits[--at] = (char)('0' + part % 10);
        }
        Gas.Bytes(2 * (digits.Length - at));
        return new string(digits[at..]);
    }

    /// <summary>Lower-case hex with 0x and without leading zeros.</summary>
    public string ToHexString()
    {
        var length = Math.Max(1, (BitLength + 3) / 4);
        Span<char> digits = stackalloc char[66];
        (digits[0], digits[1]) = ('0', 'x');
        for (var i = 0; i < length; i++) digits[2 + i] = "0123456789abcdef"[(int)((this >> (4 * (length - 1 - i))).a & 15)];
        Gas.Bytes(2 * length);
        return new string(digits[..(2 + length)]);
    }

    /// <summary>Decimal digits, or hex digits after 0x; <c>_</c> may stand between digits.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    /// <exception cref="OverflowException">The number needs more than 256 bits.</exception>
    public static UInt256 Parse(string text) => Parse(text.AsSpan());

    internal static UInt256 Parse(ReadOnlySpan<char> text)
    {
        Gas.Use(DigitCost * text.Length);
        var isHex = text.Length > 1 && text[0] == '0' && (text[1] | 32) == 'x';
        var number = isHex ? ParseHex(text[2..]) : ParseDecimal(text);
        // Neither beginning nor end is between digits.
        return text[^1] != '_' ? number : throw NoNumber();
    }

    static UInt256 ParseDecimal(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] == '_') throw NoNumber();
        var number = Zero;
        foreach (var symbol in text)
        {
            if (symbol == '_') continue;
            if (symbol is < '0' or > '9') throw NoNumber();
            number = Multiply(number, 10) + (uint)(symbol - '0');
        }
        return number;
    }

    static UInt256 ParseHex(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] == '_') throw NoNumber();
        var number = Zero;
        foreach (var symbol in text)
        {
            if (symbol == '_') continue;
            var digit = Digit(symbol);
            if (digit < 0) throw NoNumber();
            if (number.d >> 60 != 0) throw Overflow();
            number = (number << 4) | (uint)digit;
        }
        return number;
    }

    /// <summary>By less than 2^32.</summary>
    static UInt256 Multiply(UInt256 number, uint by)
    {
        var carry = (UInt128)number.a * by;
        var a = (ulong)carry;
        carry = (UInt128)number.b * by + (carry >> 64);
        var b = (ulong)carry;
        carry = (UInt128)number.c * by + (carry >> 64);
        var c = (ulong)carry;
        carry = (UInt128)number.d * by + (carry >> 64);
        return carry >> 64 == 0 ? new(a, b, c, (ulong)carry) : throw Overflow();
    }

    static FormatException NoNumber() => new("not a number: digits, or 0x and hex digits");

    /// <summary>The same without an exception: false where the text is no number, or too large a one.</summary>
    public static bool TryParse(string? text, out UInt256 number)
    {
        number = default;
        if (text == null) return false;
        try
        {
            number = Parse(text);
            return true;
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            Gas.Use(Thrown);
            return false;
        }
    }

    static string Short(ulong value)
    {
        Span<char> digits = stackalloc char[20];
        var at = digits.Length;
        do digits[--at] = (char)('0' + value % 10);
        while ((value /= 10) != 0);
        Gas.Bytes(2 * (digits.Length - at));
        return new string(digits[at..]);
    }

    /// <summary>-1 where it is no hex digit.</summary>
    internal static int Digit(char symbol) => symbol switch
    {
        >= '0' and <= '9' => symbol - '0',
        >= 'a' and <= 'f' => symbol - 'a' + 10,
        >= 'A' and <= 'F' => symbol - 'A' + 10,
        _ => -1,
    };
}
