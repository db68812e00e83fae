using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>A value with the format that stands after its colon, as in <c>{amount:X8}</c>.</summary>
public static class ValueFormat
{
    public static string Of(object? value, string? format) => value switch
    {
        null => "",
        IFormattable formattable when format != null && format.Length > 0 => ToText(formattable, format, null),
        _ => ObjectMembers.Text(value) ?? "",
    };

    [Replaces(typeof(IFormattable), nameof(IFormattable.ToString))]
    public static string ToText(IFormattable self, string? format, IFormatProvider? formatProvider)
    {
        switch (self)
        {
            case int number: return NumberTexts.Text(ref number, format);
            case uint number: return NumberTexts.Text(ref number, format);
            case long number: return NumberTexts.Text(ref number, format);
            case ulong number: return NumberTexts.Text(ref number, format);
            case byte number: return NumberTexts.Text(ref number, format);
            case sbyte number: return NumberTexts.Text(ref number, format);
            case short number: return NumberTexts.Text(ref number, format);
            case ushort number: return NumberTexts.Text(ref number, format);
        }
        if (!IsOfLibrary(self)) return self.ToString(format, null);
        if (format != null && format.Length > 0) throw new FormatException("this type takes no format in a contract");
        return ObjectMembers.Text(self) ?? "";
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
