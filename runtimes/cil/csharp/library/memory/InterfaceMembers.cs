using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>
/// Members of interfaces that arrays and strings have from .NET, with work that nobody would pay for. Whatever else has the interface is a
/// contract's or the library's own, and metered.
/// </summary>
public static class InterfaceMembers
{
    [Replaces(typeof(ICollection<>), nameof(ICollection<int>.Contains))]
    public static bool Contains<T>(ICollection<T> self, T item) => self is T[] array ? ArraySearch.IndexOf(array, item) >= 0 : self.Contains(item);

    [Replaces(typeof(ICollection<>), nameof(ICollection<int>.Contains))]
    public static bool Contains<TSelf, T>(ref TSelf self, T item)
        where TSelf : ICollection<T> => self is T[] array ? ArraySearch.IndexOf(array, item) >= 0 : self.Contains(item);

    [Replaces(typeof(ICollection<>), nameof(ICollection<int>.CopyTo))]
    public static void CopyTo<T>(ICollection<T> self, T[] array, int arrayIndex)
    {
        if (self is T[] from) ArrayCopies.CopyTo(from, array, arrayIndex);
        else self.CopyTo(array, arrayIndex);
    }

    [Replaces(typeof(ICollection<>), nameof(ICollection<int>.CopyTo))]
    public static void CopyTo<TSelf, T>(ref TSelf self, T[] array, int arrayIndex)
        where TSelf : ICollection<T>
    {
        if (self is T[] from) ArrayCopies.CopyTo(from, array, arrayIndex);
        else self.CopyTo(array, arrayIndex);
    }

    [Replaces(typeof(IList<>), nameof(IList<int>.IndexOf))]
    public static int IndexOf<T>(IList<T> self, T item) => self is T[] array ? ArraySearch.IndexOf(array, item) : self.IndexOf(item);

    [Replaces(typeof(IList<>), nameof(IList<int>.IndexOf))]
    public static int IndexOf<TSelf, T>(ref TSelf self, T item)
        where TSelf : IList<T> => self is T[] array ? ArraySearch.IndexOf(array, item) : self.IndexOf(item);

    [Replaces(typeof(IEquatable<>), nameof(Equals))]
    public static bool Equal<T>(IEquatable<T> self, T? other) => self is string text && other is string second ? StringComparing.Equals(text, second) : self.Equals(other);

    [Replaces(typeof(IEquatable<>), nameof(Equals))]
    public static bool Equal<TSelf, T>(ref TSelf self, T? other)
        where TSelf : IEquatable<T> => self is string text && other is string second ? StringComparing.Equals(text, second) : self.Equals(other);

    [Replaces(typeof(IComparable<>), nameof(IComparable<int>.CompareTo))]
    public static int Compare<T>(IComparable<T> self, T? other) => self is string text && other is string second ? StringComparing.Compare(text, second) : self.CompareTo(other);

    [Replaces(typeof(IComparable<>), nameof(IComparable<int>.CompareTo))]
    public static int Compare<TSelf, T>(ref TSelf self, T? other)
        where TSelf : IComparable<T> => self is string text && other is string second ? StringComparing.Compare(text, second) : self.CompareTo(other);

    [Replaces(typeof(IComparable), nameof(IComparable.CompareTo))]
    public static int Compare(IComparable self, object? other) => self is string text && other is string second ? StringComparing.Compare(text, second) : self.CompareTo(other);

    [Replaces(typeof(IComparable), nameof(IComparable.CompareTo))]
    public static int Compare<TSelf>(ref TSelf self, object? other)
        where TSelf : IComparable => self is string text && other is string second ? StringComparing.Compare(text, second) : self.CompareTo(other);
}
