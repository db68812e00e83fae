using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>For types of which nothing is known but that they are objects.</summary>
[Trusted]
sealed class ObjectEqualityComparer<T> : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y)
    {
        if (x == null || y == null) return x == null && y == null;
        if (typeof(T).IsValueType) Gas.Bytes(64);
        return ObjectMembers.Same(x, y);
    }

    public override int GetHashCode(T obj)
    {
        if (obj == null) return 0;
        if (typeof(T).IsValueType) Gas.Bytes(32);
        return StableHash.Of(obj);
    }
}
