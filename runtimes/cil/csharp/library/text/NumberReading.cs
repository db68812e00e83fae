using System;
using System.Globalization;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Integers read from text, without a culture.</summary>
[Trusted]
public static class NumberReading
{
    static void Pay(int length) => Gas.Use(UnitsOf.Number + (long)length);

    [Replaces(typeof(byte), nameof(byte.Parse))]
    public static byte ParseByte(string s)
    {
        Pay(s?.Length ?? 0);
        return byte.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(byte), nameof(byte.TryParse))]
    public static bool Try(string? s, out byte result)
    {
        Pay(s?.Length ?? 0);
        return byte.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(byte), nameof(byte.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out byte result)
    {
        Pay(s.Length);
        return byte.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(sbyte), nameof(sbyte.Parse))]
    public static sbyte ParseSbyte(string s)
    {
        Pay(s?.Length ?? 0);
        return sbyte.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(sbyte), nameof(sbyte.TryParse))]
    public static bool Try(string? s, out sbyte result)
    {
        Pay(s?.Length ?? 0);
        return sbyte.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(sbyte), nameof(sbyte.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out sbyte result)
    {
        Pay(s.Length);
        return sbyte.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(short), nameof(short.Parse))]
    public static short ParseShort(string s)
    {
        Pay(s?.Length ?? 0);
        return short.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(short), nameof(short.TryParse))]
    public static bool Try(string? s, out short result)
    {
        Pay(s?.Length ?? 0);
        return short.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(short), nameof(short.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out short result)
    {
        Pay(s.Length);
        return short.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(ushort), nameof(ushort.Parse))]
    public static ushort ParseUshort(string s)
    {
        Pay(s?.Length ?? 0);
        return ushort.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(ushort), nameof(ushort.TryParse))]
    public static bool Try(string? s, out ushort result)
    {
        Pay(s?.Length ?? 0);
        return ushort.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(ushort), nameof(ushort.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out ushort result)
    {
        Pay(s.Length);
        return ushort.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(int), nameof(int.Parse))]
    public static int ParseInt(string s)
    {
        Pay(s?.Length ?? 0);
        return int.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(int), nameof(int.TryParse))]
    public static bool Try(string? s, out int result)
    {
        Pay(s?.Length ?? 0);
        return int.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(int), nameof(int.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out int result)
    {
        Pay(s.Length);
        return int.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(uint), nameof(uint.Parse))]
    public static uint ParseUint(string s)
    {
        Pay(s?.Length ?? 0);
        return uint.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(uint), nameof(uint.TryParse))]
    public static bool Try(string? s, out uint result)
    {
        Pay(s?.Length ?? 0);
        return uint.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(uint), nameof(uint.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out uint result)
    {
        Pay(s.Length);
        return uint.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(long), nameof(long.Parse))]
    public static long ParseLong(string s)
    {
        Pay(s?.Length ?? 0);
        return long.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(long), nameof(long.TryParse))]
    public static bool Try(string? s, out long result)
    {
        Pay(s?.Length ?? 0);
        return long.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(long), nameof(long.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out long result)
    {
        Pay(s.Length);
        return long.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(ulong), nameof(ulong.Parse))]
    public static ulong ParseUlong(string s)
    {
        Pay(s?.Length ?? 0);
        return ulong.Parse(s!, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(ulong), nameof(ulong.TryParse))]
    public static bool Try(string? s, out ulong result)
    {
        Pay(s?.Length ?? 0);
        return ulong.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(ulong), nameof(ulong.TryParse))]
    public static bool Try(ReadOnlySpan<char> s, out ulong result)
    {
        Pay(s.Length);
        return ulong.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out result);
    }

    [Replaces(typeof(bool), nameof(bool.Parse))]
    public static bool ParseBool(string value)
    {
        Pay(value?.Length ?? 0);
        return bool.Parse(value!);
    }

    [Replaces(typeof(bool), nameof(bool.TryParse))]
    public static bool Try(string? value, out bool result)
    {
        Pay(value?.Length ?? 0);
        return bool.TryParse(value, out result);
    }
}
