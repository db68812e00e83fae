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
        Gas.Use(bytes.Length);
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
        var start = text.Length > 1 && text[0] == '0' && (text[1] | 32) == 'x' ? 2 : 0;
        if ((text.Length - start) % 2 != 0) throw new FormatException("an odd number of hex digits");
        Gas.Use(text.Length);
        Gas.Bytes(text.Length);
        var bytes = new byte[(text.Length - start) / 2];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((Digit(text[start + 2 * i]) << 4) | Digit(text[start + 2 * i + 1]));
        return bytes;
    }

    static int Digit(char symbol) => symbol switch
    {
        >= '0' and <= '9' => symbol - '0',
        >= 'a' and <= 'f' => symbol - 'a' + 10,
        >= 'A' and <= 'F' => symbol - 'A' + 10,
        _ => throw new FormatException($"not a hex digit: {symbol}"),
    };
}
