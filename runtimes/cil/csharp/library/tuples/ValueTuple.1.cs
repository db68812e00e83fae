using System.Collections.Generic;
using Interleave.Library;

namespace System;

/// <summary>See <see cref="ValueTuple{T1, T2}"/>.</summary>
public struct ValueTuple<T1> : IEquatable<ValueTuple<T1>>, IComparable<ValueTuple<T1>>, IComparable
{
    public T1 Item1;

    public ValueTuple(T1 item1)
    {
        Item1 = item1;
    }

    public readonly bool Equals(ValueTuple<T1> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1);

    public override readonly bool Equals(object? obj) => obj is ValueTuple<T1> other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Item1);

    public readonly int CompareTo(ValueTuple<T1> other)
    {
        return Comparer<T1>.Default.Compare(Item1, other.Item1);
    }

    readonly int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        ValueTuple<T1> other => CompareTo(other),
        _ => throw new ArgumentException("the tuples are not of the same type"),
    };

    public override readonly string ToString() => TupleText.Join(TupleText.Of(Item1));
}
