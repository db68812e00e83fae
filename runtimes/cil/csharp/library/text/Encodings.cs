using System;
using System.Text;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Text as UTF-8 and back.</summary>
[Trusted]
public static class Encodings
{
    static void Pay(int length)
    {
        Gas.Use(20 + (long)length);
        Gas.Bytes(16 + 3L * length);
    }

    [Replaces(typeof(Encoding), nameof(Encoding.GetBytes))]
    public static byte[] GetBytes(Encoding self, string s)
    {
        Pay(s?.Length ?? 0);
        return self.GetBytes(s!);
    }

    [Replaces(typeof(Encoding), nameof(Encoding.GetByteCount))]
    public static int GetByteCount(Encoding self, string s)
    {
        Gas.Use(20 + (long)(s?.Length ?? 0));
        return self.GetByteCount(s!);
    }

    [Replaces(typeof(Encoding), nameof(Encoding.GetString))]
    public static string GetString(Encoding self, byte[] bytes, int index, int count)
    {
        Pay(Math.Max(0, count));
        return self.GetString(bytes, index, count);
    }

    [Replaces(typeof(Encoding), nameof(Encoding.GetString))]
    public static string GetString(Encoding self, ReadOnlySpan<byte> bytes)
    {
        Pay(bytes.Length);
        return self.GetString(bytes);
    }
}
