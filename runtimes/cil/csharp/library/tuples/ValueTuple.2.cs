using System.Collections.Generic;
using Interleave.Library;

namespace System;

/// <summary>
/// What <c>(a, b)</c> is. As in .NET, but hash codes are the same in every process, and strings in it are compared by their code units.
/// </summary>
public struct ValueTuple<T1, T2> : IEquatable<ValueTuple<T1, T2>>, IComparable<ValueTuple<T1, T2>>, IComparable
{
    public T1 Item1;
    public T2 Item2;

    public ValueTuple(T1 item1, T2 item2)
    {
        Item1 = item1;
        Item2 = item2;
    }

    public readonly bool Equals(ValueTuple<T1, T2> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2);

    public override readonly bool Equals(object? obj) => obj is ValueTuple<T1, T2> other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Item1, Item2);

    public readonly int CompareTo(ValueTuple<T1, T2> other)
    {
        var order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        return order != 0 ? order : Comparer<T2>.Default.Compare(Item2, other.Item2);
    }

    readonly int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        ValueTuple<T1, T2> other => CompareTo(other),
        _ => throw new ArgumentException("the tuples are not of the same type"),
    };

    public override readonly string ToString() => TupleText.Join(TupleText.Of(Item1), TupleText.Of(Item2));
}
