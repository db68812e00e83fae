using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using Interleave.Library;

namespace System;

/// <summary>As in .NET where cultures are switched off: every comparer compares code units, or letters of either case.</summary>
public abstract class StringComparer : IComparer<string?>, IEqualityComparer<string?>, IComparer, IEqualityComparer
{
    public static StringComparer Ordinal { get; } = new CodeUnitComparer();

    public static StringComparer OrdinalIgnoreCase { get; } = new CaselessComparer();

    public static StringComparer InvariantCulture => Ordinal;

    public static StringComparer InvariantCultureIgnoreCase => OrdinalIgnoreCase;

    public static StringComparer CurrentCulture => Ordinal;

    public static StringComparer CurrentCultureIgnoreCase => OrdinalIgnoreCase;

    public static StringComparer FromComparison(StringComparison comparisonType) =>
        StringComparing.IgnoresCase(comparisonType) ? OrdinalIgnoreCase : Ordinal;

    public static StringComparer Create(CultureInfo culture, bool ignoreCase) => ignoreCase ? OrdinalIgnoreCase : Ordinal;

    public abstract int Compare(string? x, string? y);

    public abstract bool Equals(string? x, string? y);

    public abstract int GetHashCode(string obj);

    int IComparer.Compare(object? x, object? y) => Compare((string?)x, (string?)y);

    bool IEqualityComparer.Equals(object? x, object? y) => Equals((string?)x, (string?)y);

    int IEqualityComparer.GetHashCode(object obj) => GetHashCode((string)obj);
}
