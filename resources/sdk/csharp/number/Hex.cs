using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Bytes as text.</summary>
[Trusted]
public static class Hex
{
    /// <summary>Lower-case digits, two for each byte, without 0x.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Gas.Use(ByteCost * bytes.Length);
        Gas.Bytes(4L * bytes.Length);
        var digits = new char[2 * bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            digits[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
            digits[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
        }
        return new string(digits);
    }

    /// <summary>With 0x or without.</summary>
    /// <exception cref="FormatException">Not an even number of hex digits.</exception>
    public static byte[] Parse(string text)
    {
        var digits = Digits(text);
        if (digits.Length % 2 != 0) throw new FormatException("an odd number of hex digits");
        Gas.Bytes(digits.Length / 2);
        var bytes = new byte[digits.Length / 2];
        return Read(digits, bytes) ? bytes : throw new FormatException("hex digits are 0-9, a-f and A-F");
    }

    /// <summary>Whether it is exactly so many bytes.</summary>
    internal static bool TryParse(string text, Span<byte> bytes)
    {
        var digits = Digits(text);
        return digits.Length == 2 * bytes.Length && Read(digits, bytes);
    }

    static ReadOnlySpan<char> Digits(string text) =>
        text.AsSpan(text.Length > 1 && text[0] == '0' && (text[1] | 32) == 'x' ? 2 : 0);

    static bool Read(ReadOnlySpan<char> digits, Span<byte> bytes)
    {
        Gas.Use(ByteCost * bytes.Length);
        var wrong = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var (high, low) = (UInt256.Digit(digits[2 * i]), UInt256.Digit(digits[2 * i + 1]));
            wrong |= high | low;
            bytes[i] = (byte)((high << 4) | low);
        }
        return wrong >= 0;
    }

    /// <summary>Units of gas for two digits.</summary>
    const long ByteCost = 6;
}
