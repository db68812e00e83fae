using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>For types that may or may not have an order, which is known only from the objects.</summary>
[Trusted]
sealed class ObjectComparer<T> : Comparer<T>
{
    public override int Compare(T? x, T? y)
    {
        if (x == null || y == null) return x == null ? (y == null ? 0 : -1) : 1;
        if (ReferenceEquals(x, y)) return 0;
        if (x is string left && y is string right) return StringComparing.Compare(left, right);
        if (x is IComparable comparable) return comparable.CompareTo(y);
        if (y is IComparable other) return -other.CompareTo(x);
        throw new InvalidOperationException($"{x.GetType()} has no order: implement IComparable, or give a comparer");
    }
}
