using System.Collections.Generic;
using System.ComponentModel;
using Interleave.Library;
using Interleave.Runtime;

namespace System;

/// <summary>As in .NET, but without its random seed: the same values give the same code in every process.</summary>
public struct HashCode
{
    int hash;

    static int Of<T>(T value) => value == null ? 0 : EqualityComparer<T>.Default.GetHashCode(value);

    public static int Combine<T1>(T1 value1) => StableHash.Combine(0, Of(value1));

    public static int Combine<T1, T2>(T1 value1, T2 value2) => StableHash.Combine(Combine(value1), Of(value2));

    public static int Combine<T1, T2, T3>(T1 value1, T2 value2, T3 value3) => StableHash.Combine(Combine(value1, value2), Of(value3));

    public static int Combine<T1, T2, T3, T4>(T1 value1, T2 value2, T3 value3, T4 value4) =>
        StableHash.Combine(Combine(value1, value2, value3), Of(value4));

    public static int Combine<T1, T2, T3, T4, T5>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5) =>
        StableHash.Combine(Combine(value1, value2, value3, value4), Of(value5));

    public static int Combine<T1, T2, T3, T4, T5, T6>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6) =>
        StableHash.Combine(Combine(value1, value2, value3, value4, value5), Of(value6));

    public static int Combine<T1, T2, T3, T4, T5, T6, T7>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7) =>
        StableHash.Combine(Combine(value1, value2, value3, value4, value5, value6), Of(value7));

    public static int Combine<T1, T2, T3, T4, T5, T6, T7, T8>(
        T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7, T8 value8) =>
        StableHash.Combine(Combine(value1, value2, value3, value4, value5, value6, value7), Of(value8));

    public void Add<T>(T value) => hash = StableHash.Combine(hash, Of(value));

    public void Add<T>(T value, IEqualityComparer<T>? comparer) =>
        hash = StableHash.Combine(hash, value == null ? 0 : (comparer ?? EqualityComparer<T>.Default).GetHashCode(value));

    public void AddBytes(ReadOnlySpan<byte> value)
    {
        Gas.Use(value.Length / 4);
        hash = StableHash.Combine(hash, StableHash.Of(value));
    }

    public readonly int ToHashCode() => hash;

    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("HashCode is not to be hashed itself; ToHashCode gives the result.", true)]
    public override readonly int GetHashCode() => throw new NotSupportedException();

    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("HashCode is not to be compared.", true)]
    public override readonly bool Equals(object? obj) => throw new NotSupportedException();
}
