using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>
/// Strings are compared by their UTF-16 code units; a comparison that names a culture means that too, and with IgnoreCase letters of
/// either case count as equal, each by itself. That is what .NET does where cultures are switched off, as they are in a lane.
/// </summary>
[Trusted]
public static class StringComparing
{
    [Replaces(typeof(string), nameof(Equals), Static = true)]
    [Replaces(typeof(string), "op_Equality")]
    public static bool Equals(string? a, string? b)
    {
        if (ReferenceEquals(a, b)) return true;
        if (a == null || b == null || a.Length != b.Length) return false;
        Gas.Use(2 + a.Length / UnitsOf.CharsCompared);
        return string.Equals(a, b);
    }

    [Replaces(typeof(string), "op_Inequality")]
    public static bool Differ(string? a, string? b) => !Equals(a, b);

    [Replaces(typeof(string), nameof(Equals), Static = true)]
    public static bool Equals(string? a, string? b, StringComparison comparison)
    {
        if (!IgnoresCase(comparison)) return Equals(a, b);
        if (ReferenceEquals(a, b)) return true;
        if (a == null || b == null || a.Length != b.Length) return false;
        Gas.Use(2 + (long)a.Length * UnitsOf.CharFolded);
        return string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
    }

    [Replaces(typeof(string), nameof(string.CompareOrdinal))]
    [Replaces(typeof(string), nameof(string.Compare))]
    public static int Compare(string? a, string? b)
    {
        if (a != null && b != null) Gas.Use(2 + Math.Min(a.Length, b.Length) / UnitsOf.CharsCompared);
        return string.CompareOrdinal(a, b);
    }

    [Replaces(typeof(string), nameof(string.Compare))]
    public static int Compare(string? a, string? b, StringComparison comparison)
    {
        if (!IgnoresCase(comparison)) return Compare(a, b);
        if (a != null && b != null) Gas.Use(2 + (long)Math.Min(a.Length, b.Length) * UnitsOf.CharFolded);
        return string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }

    [Replaces(typeof(string), nameof(Equals))]
    public static bool IsEqual(string self, string? value) => self.Length == value?.Length && Equals(self, value);

    [Replaces(typeof(string), nameof(Equals))]
    public static bool IsEqual(string self, string? value, StringComparison comparison) => self.Length >= 0 && Equals(self, value, comparison);

    [Replaces(typeof(string), nameof(Equals))]
    public static bool IsEqual(string self, object? value) => IsEqual(self, value as string);

    [Replaces(typeof(string), nameof(string.CompareTo))]
    public static int CompareTo(string self, string? value) => self.Length < 0 ? 0 : Compare(self, value);

    public static bool IgnoresCase(StringComparison comparison) => comparison switch
    {
        StringComparison.Ordinal or StringComparison.CurrentCulture or StringComparison.InvariantCulture => false,
        StringComparison.OrdinalIgnoreCase or StringComparison.CurrentCultureIgnoreCase or StringComparison.InvariantCultureIgnoreCase => true,
        _ => throw new ArgumentException("not a way to compare strings", nameof(comparison)),
    };
}
