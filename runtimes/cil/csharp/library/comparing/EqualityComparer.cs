using System.Collections;
using Interleave.Library;
using Interleave.Runtime;

namespace System.Collections.Generic;

/// <summary>As in .NET, but its hash codes are the same in every process (see StableHash).</summary>
[Trusted]
public abstract class EqualityComparer<T> : IEqualityComparer<T>, IEqualityComparer
{
    public static EqualityComparer<T> Default { get; } = (EqualityComparer<T>)DefaultComparers.Equality(typeof(T));

    public abstract bool Equals(T? x, T? y);

    public abstract int GetHashCode(T obj);

    public static EqualityComparer<T> Create(Func<T?, T?, bool> equals, Func<T, int>? getHashCode = null)
    {
        Check.NotNull(equals, nameof(equals));
        return new DelegateEqualityComparer<T>(equals, getHashCode ?? (static _ => throw new NotSupportedException("the comparer was made without a hash function")));
    }

    bool IEqualityComparer.Equals(object? x, object? y) =>
        ReferenceEquals(x, y) || (x != null && y != null && x is T left && y is T right && Equals(left, right));

    int IEqualityComparer.GetHashCode(object obj) => obj is T value ? GetHashCode(value) : 0;
}
