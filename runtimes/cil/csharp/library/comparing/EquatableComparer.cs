using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>For types that compare themselves: numbers, records, tuples, addresses, ...</summary>
[Trusted]
sealed class EquatableComparer<T> : EqualityComparer<T>
    where T : IEquatable<T>
{
    readonly bool hashesItself = HashKinds.OfType(typeof(T)) == HashKind.Own;

    public override bool Equals(T? x, T? y) => x == null ? y == null : y != null && x.Equals(y);

    public override int GetHashCode(T obj) => obj == null ? 0 : hashesItself ? obj.GetHashCode() : StableHash.Of(obj);
}
