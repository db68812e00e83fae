using System;
using System.Globalization;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Integers as text and back, without a culture. A format says how long the text will be, so it is paid for first.</summary>
[Trusted]
public static class NumberTexts
{
    /// <summary>Code units of the longest integer without a format.</summary>
    const int Longest = 40;

    static void Write(int units)
    {
        Gas.Use(units);
        Strings.Make(Longest);
    }

    static void Write(int units, string? format)
    {
        Write(units);
        if (format == null) return;
        // A precision ("D20"), or a pattern that is as long as it is.
        var digits = 0L;
        for (var at = 1; at < format.Length && format[at] is >= '0' and <= '9' && digits < int.MaxValue; at++) digits = digits * 10 + format[at] - '0';
        Gas.Use(2 * digits + 10L * format.Length);
        Strings.Make(digits + Longest + format.Length);
    }

    [Replaces(typeof(byte), nameof(ToString))]
    public static string Text(ref byte self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(byte), nameof(ToString))]
    public static string Text(ref byte self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(sbyte), nameof(ToString))]
    public static string Text(ref sbyte self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(sbyte), nameof(ToString))]
    public static string Text(ref sbyte self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(short), nameof(ToString))]
    public static string Text(ref short self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(short), nameof(ToString))]
    public static string Text(ref short self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(ushort), nameof(ToString))]
    public static string Text(ref ushort self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(ushort), nameof(ToString))]
    public static string Text(ref ushort self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(int), nameof(ToString))]
    public static string Text(ref int self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(int), nameof(ToString))]
    public static string Text(ref int self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(uint), nameof(ToString))]
    public static string Text(ref uint self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(uint), nameof(ToString))]
    public static string Text(ref uint self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(long), nameof(ToString))]
    public static string Text(ref long self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(long), nameof(ToString))]
    public static string Text(ref long self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(ulong), nameof(ToString))]
    public static string Text(ref ulong self)
    {
        Write(UnitsOf.Number);
        return self.ToString(CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(ulong), nameof(ToString))]
    public static string Text(ref ulong self, string? format)
    {
        Write(UnitsOf.Number, format);
        return self.ToString(format, CultureInfo.InvariantCulture);
    }

    [Replaces(typeof(Int128), nameof(ToString))]
    public static string Text(ref Int128 self)
    {
        Write(UnitsOf.WideNumber);
        return self.ToString();
    }

    [Replaces(typeof(UInt128), nameof(ToString))]
    public static string Text(ref UInt128 self)
    {
        Write(UnitsOf.WideNumber);
        return self.ToString();
    }
}
