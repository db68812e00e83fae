using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>A value with the format that stands after its colon, as in <c>{amount:X8}</c>.</summary>
public static class ValueFormat
{
    public static string Of(object? value, string? format)
    {
        if (value == null) return "";
        if (format == null || format.Length == 0) return ObjectMembers.Text(value) ?? "";
        return value switch
        {
            int number => NumberTexts.Text(ref number, format),
            uint number => NumberTexts.Text(ref number, format),
            long number => NumberTexts.Text(ref number, format),
            ulong number => NumberTexts.Text(ref number, format),
            byte number => NumberTexts.Text(ref number, format),
            sbyte number => NumberTexts.Text(ref number, format),
            short number => NumberTexts.Text(ref number, format),
            ushort number => NumberTexts.Text(ref number, format),
            IFormattable formattable => Formatted(formattable, format),
            _ => ObjectMembers.Text(value) ?? "",
        };
    }

    [Replaces(typeof(IFormattable), nameof(IFormattable.ToString))]
    public static string ToText(IFormattable self, string? format, IFormatProvider? formatProvider) => Of(self, format);

    static string Formatted(IFormattable value, string format)
    {
        if (IsOfLibrary(value)) throw new FormatException("this type takes no format in a contract");
        return value.ToString(format, null);
    }

    /// <summary>Enums too: they are formatted by the class library.</summary>
    [Trusted]
    static bool IsOfLibrary(object value)
    {
        Gas.Use(20);
        return value is Enum || value.GetType().Assembly == typeof(object).Assembly;
    }

    /// <summary>Spaces before it, or after it where the width is negative.</summary>
    public static string Aligned(string text, int width) =>
        width >= 0 ? StringChanges.PadLeft(text, width) : StringChanges.PadRight(text, width == int.MinValue ? int.MaxValue : -width);
}
