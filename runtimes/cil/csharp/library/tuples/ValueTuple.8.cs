using System.Collections.Generic;
using Interleave.Library;

namespace System;

/// <summary>Tuples of eight and more components: the rest is a tuple itself. Same in .NET, but see <see cref="ValueTuple{T1, T2}"/>.</summary>
public struct ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>, IComparable
    where TRest : struct
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;
    public T6 Item6;
    public T7 Item7;
    public TRest Rest;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, TRest rest)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
        Item6 = item6;
        Item7 = item7;
        Rest = rest;
    }

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5)
        && EqualityComparer<T6>.Default.Equals(Item6, other.Item6)
        && EqualityComparer<T7>.Default.Equals(Item7, other.Item7)
        && EqualityComparer<TRest>.Default.Equals(Rest, other.Rest);

    public override readonly bool Equals(object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Item1, Item2, Item3, Item4, Item5, Item6, Item7, Rest);

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other)
    {
        var order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order == 0) order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order == 0) order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order == 0) order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (order == 0) order = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (order == 0) order = Comparer<T6>.Default.Compare(Item6, other.Item6);
        if (order == 0) order = Comparer<T7>.Default.Compare(Item7, other.Item7);
        return order != 0 ? order : Comparer<TRest>.Default.Compare(Rest, other.Rest);
    }

    readonly int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other => CompareTo(other),
        _ => throw new ArgumentException("the tuples are not of the same type"),
    };

    public override readonly string ToString() => TupleText.WithRest(TupleText.Of(Rest), TupleText.Of(Item1), TupleText.Of(Item2), TupleText.Of(Item3), TupleText.Of(Item4), TupleText.Of(Item5), TupleText.Of(Item6), TupleText.Of(Item7));
}
