using System.Collections.Generic;
using Interleave.Library;

namespace System;

/// <summary>See <see cref="ValueTuple{T1, T2}"/>.</summary>
public struct ValueTuple<T1, T2, T3, T4, T5> : IEquatable<ValueTuple<T1, T2, T3, T4, T5>>, IComparable<ValueTuple<T1, T2, T3, T4, T5>>, IComparable
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
    }

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5);

    public override readonly bool Equals(object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5> other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Item1, Item2, Item3, Item4, Item5);

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5> other)
    {
        var order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order == 0) order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order == 0) order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order == 0) order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        return order != 0 ? order : Comparer<T5>.Default.Compare(Item5, other.Item5);
    }

    readonly int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4, T5> other => CompareTo(other),
        _ => throw new ArgumentException("the tuples are not of the same type"),
    };

    public override readonly string ToString() => TupleText.Join(TupleText.Of(Item1), TupleText.Of(Item2), TupleText.Of(Item3), TupleText.Of(Item4), TupleText.Of(Item5));
}
