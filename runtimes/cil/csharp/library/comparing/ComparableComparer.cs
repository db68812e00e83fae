using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>For types that know their order.</summary>
[Trusted]
sealed class ComparableComparer<T> : Comparer<T>
    where T : IComparable<T>
{
    public override int Compare(T? x, T? y) => x == null ? (y == null ? 0 : -1) : y == null ? 1 : x.CompareTo(y);
}
