namespace System;

/// <summary>The tuple of nothing, and makers of tuples.</summary>
public struct ValueTuple : IEquatable<ValueTuple>, IComparable<ValueTuple>, IComparable
{
    public static ValueTuple Create() => default;

    public static ValueTuple<T1> Create<T1>(T1 item1) => new(item1);

    public static (T1, T2) Create<T1, T2>(T1 item1, T2 item2) => (item1, item2);

    public static (T1, T2, T3) Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3) => (item1, item2, item3);

    public static (T1, T2, T3, T4) Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) => (item1, item2, item3, item4);

    public readonly bool Equals(ValueTuple other) => true;

    public override readonly bool Equals(object? obj) => obj is ValueTuple;

    public override readonly int GetHashCode() => 0;

    public readonly int CompareTo(ValueTuple other) => 0;

    readonly int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        ValueTuple => 0,
        _ => throw new ArgumentException("the tuples are not of the same type"),
    };

    public override readonly string ToString() => "()";
}
