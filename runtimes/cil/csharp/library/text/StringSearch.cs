using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Strings searched and compared, always by their code units: .NET's own would ask a culture where none is named.</summary>
[Trusted]
public static class StringSearch
{
    /// <summary>At every place .NET compares the text that is sought: 16 code units in half a unit, at worst.</summary>
    const int CharsAtPlace = 20;

    /// <summary>For looking through so many code units for so many, a unit for <paramref name="chars"/> of them.</summary>
    internal static void Charge(int length, int sought, int units)
    {
        Gas.Use(5 + (long)length * units / UnitsOf.CharsSearched + (long)length * sought * units / CharsAtPlace);
    }

    /// <summary>Pays for both: the search, and each place where the text is found.</summary>
    internal static int Places(string self, string sought)
    {
        Charge(self.Length, sought.Length, 1);
        var places = 0;
        for (var at = 0; (at = self.IndexOf(sought, at, StringComparison.Ordinal)) >= 0; at += sought.Length)
        {
            Gas.Use(UnitsOf.Text);
            places++;
        }
        return places;
    }

    static int Units(StringComparison comparison) => StringComparing.IgnoresCase(comparison) ? UnitsOf.CharFolded * UnitsOf.CharsSearched : 1;

    static StringComparison Plain(StringComparison comparison) =>
        StringComparing.IgnoresCase(comparison) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, char value)
    {
        Charge(self.Length, 0, 1);
        return self.IndexOf(value);
    }

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, char value, int startIndex)
    {
        Charge(self.Length, 0, 1);
        return self.IndexOf(value, startIndex);
    }

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, char value, int startIndex, int count)
    {
        Charge(self.Length, 0, 1);
        return self.IndexOf(value, startIndex, count);
    }

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, string value) => IndexOf(self, value, 0, self.Length, StringComparison.Ordinal);

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, string value, int startIndex) =>
        IndexOf(self, value, startIndex, self.Length - startIndex, StringComparison.Ordinal);

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, string value, int startIndex, int count) => IndexOf(self, value, startIndex, count, StringComparison.Ordinal);

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, string value, StringComparison comparisonType) => IndexOf(self, value, 0, self.Length, comparisonType);

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, string value, int startIndex, StringComparison comparisonType) =>
        IndexOf(self, value, startIndex, self.Length - startIndex, comparisonType);

    [Replaces(typeof(string), nameof(string.IndexOf))]
    public static int IndexOf(string self, string value, int startIndex, int count, StringComparison comparisonType)
    {
        Charge(self.Length, value?.Length ?? 0, Units(comparisonType));
        return self.IndexOf(value!, startIndex, count, Plain(comparisonType));
    }

    [Replaces(typeof(string), nameof(string.LastIndexOf))]
    public static int LastIndexOf(string self, char value)
    {
        Charge(self.Length, 0, 1);
        return self.LastIndexOf(value);
    }

    [Replaces(typeof(string), nameof(string.LastIndexOf))]
    public static int LastIndexOf(string self, char value, int startIndex)
    {
        Charge(self.Length, 0, 1);
        return self.LastIndexOf(value, startIndex);
    }

    [Replaces(typeof(string), nameof(string.LastIndexOf))]
    public static int LastIndexOf(string self, string value) => LastIndexOf(self, value, StringComparison.Ordinal);

    [Replaces(typeof(string), nameof(string.LastIndexOf))]
    public static int LastIndexOf(string self, string value, StringComparison comparisonType)
    {
        Charge(self.Length, value?.Length ?? 0, Units(comparisonType));
        return self.LastIndexOf(value!, Plain(comparisonType));
    }

    [Replaces(typeof(string), nameof(string.IndexOfAny))]
    public static int IndexOfAny(string self, char[] anyOf)
    {
        Charge(self.Length, anyOf?.Length ?? 0, 1);
        return self.IndexOfAny(anyOf!);
    }

    [Replaces(typeof(string), nameof(string.IndexOfAny))]
    public static int IndexOfAny(string self, char[] anyOf, int startIndex)
    {
        Charge(self.Length, anyOf?.Length ?? 0, 1);
        return self.IndexOfAny(anyOf!, startIndex);
    }

    [Replaces(typeof(string), nameof(string.Contains))]
    public static bool Contains(string self, char value) => IndexOf(self, value) >= 0;

    [Replaces(typeof(string), nameof(string.Contains))]
    public static bool Contains(string self, string value) => IndexOf(self, value) >= 0;

    [Replaces(typeof(string), nameof(string.Contains))]
    public static bool Contains(string self, string value, StringComparison comparisonType) => IndexOf(self, value, comparisonType) >= 0;

    [Replaces(typeof(string), nameof(string.StartsWith))]
    public static bool StartsWith(string self, string value) => StartsWith(self, value, StringComparison.Ordinal);

    [Replaces(typeof(string), nameof(string.StartsWith))]
    public static bool StartsWith(string self, string value, StringComparison comparisonType)
    {
        Charge(Math.Min(self.Length, value?.Length ?? 0), 0, Units(comparisonType));
        return self.StartsWith(value!, Plain(comparisonType));
    }

    [Replaces(typeof(string), nameof(string.EndsWith))]
    public static bool EndsWith(string self, string value) => EndsWith(self, value, StringComparison.Ordinal);

    [Replaces(typeof(string), nameof(string.EndsWith))]
    public static bool EndsWith(string self, string value, StringComparison comparisonType)
    {
        Charge(Math.Min(self.Length, value?.Length ?? 0), 0, Units(comparisonType));
        return self.EndsWith(value!, Plain(comparisonType));
    }

    [Replaces(typeof(string), nameof(string.IsNullOrWhiteSpace))]
    public static bool IsNullOrWhiteSpace(string? value)
    {
        Gas.Use(2 + (value?.Length ?? 0));
        return string.IsNullOrWhiteSpace(value);
    }
}
