using System.Collections;
using Interleave.Library;
using Interleave.Runtime;

namespace System.Collections.Generic;

/// <summary>As in .NET, but strings are compared by their code units, not by the rules of a culture.</summary>
[Trusted]
public abstract class Comparer<T> : IComparer<T>, IComparer
{
    public static Comparer<T> Default { get; } = (Comparer<T>)DefaultComparers.Order(typeof(T));

    public abstract int Compare(T? x, T? y);

    public static Comparer<T> Create(Comparison<T> comparison)
    {
        Check.NotNull(comparison, nameof(comparison));
        return new DelegateComparer<T>(comparison);
    }

    int IComparer.Compare(object? x, object? y)
    {
        if (x == null || y == null) return x == y ? 0 : x == null ? -1 : 1;
        if (x is T left && y is T right) return Compare(left, right);
        throw new ArgumentException("the objects are not of the comparer's type");
    }
}
