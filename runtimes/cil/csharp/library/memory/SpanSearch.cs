using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Spans searched, compared and sorted. Metered, but for bytes and letters, which .NET compares faster than any loop here.</summary>
public static class SpanSearch
{
    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.IndexOf))]
    public static int IndexOf<T>(ReadOnlySpan<T> span, T value)
    {
        if (IsPlain<T>()) return IndexOfPlain(span, value);
        var comparer = EqualityComparer<T>.Default;
        for (var at = 0; at < span.Length; at++)
        {
            if (comparer.Equals(span[at], value)) return at;
        }
        return -1;
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.LastIndexOf))]
    public static int LastIndexOf<T>(ReadOnlySpan<T> span, T value)
    {
        var comparer = EqualityComparer<T>.Default;
        for (var at = span.Length - 1; at >= 0; at--)
        {
            if (comparer.Equals(span[at], value)) return at;
        }
        return -1;
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.IndexOf))]
    public static int IndexOf<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value)
    {
        for (var at = 0; at <= span.Length - value.Length; at++)
        {
            if (SequenceEqual(span.Slice(at, value.Length), value)) return at;
        }
        return -1;
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.Contains))]
    public static bool Contains<T>(ReadOnlySpan<T> span, T value) => IndexOf(span, value) >= 0;

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.Count))]
    public static int Count<T>(ReadOnlySpan<T> span, T value)
    {
        var count = 0;
        for (var at = IndexOf(span, value); at >= 0; at = IndexOf(span, value))
        {
            count++;
            span = span.Slice(at + 1);
        }
        return count;
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.SequenceEqual))]
    public static bool SequenceEqual<T>(Span<T> span, ReadOnlySpan<T> other) => SequenceEqual((ReadOnlySpan<T>)span, other);

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.SequenceEqual))]
    public static bool SequenceEqual<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        if (span.Length != other.Length) return false;
        if (IsPlain<T>()) return EqualPlain(span, other);
        var comparer = EqualityComparer<T>.Default;
        for (var at = 0; at < span.Length; at++)
        {
            if (!comparer.Equals(span[at], other[at])) return false;
        }
        return true;
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.SequenceCompareTo))]
    public static int SequenceCompareTo<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        var comparer = Comparer<T>.Default;
        for (var at = 0; at < span.Length && at < other.Length; at++)
        {
            var order = comparer.Compare(span[at], other[at]);
            if (order != 0) return order;
        }
        return span.Length.CompareTo(other.Length);
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.StartsWith))]
    public static bool StartsWith<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value) =>
        value.Length <= span.Length && SequenceEqual(span.Slice(0, value.Length), value);

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.EndsWith))]
    public static bool EndsWith<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value) =>
        value.Length <= span.Length && SequenceEqual(span.Slice(span.Length - value.Length), value);

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.Sort))]
    public static void Sort<T>(Span<T> span) => StableSort.Sort(span, null);

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.Sort))]
    public static void Sort<T>(Span<T> span, Comparison<T> comparison)
    {
        Check.NotNull(comparison, nameof(comparison));
        StableSort.Sort(span, new DelegateComparer<T>(comparison));
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.Trim))]
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> span) => TrimEnd(TrimStart(span));

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.TrimStart))]
    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> span)
    {
        var at = 0;
        while (at < span.Length && char.IsWhiteSpace(span[at])) at++;
        return span.Slice(at);
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.TrimEnd))]
    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> span)
    {
        var end = span.Length;
        while (end > 0 && char.IsWhiteSpace(span[end - 1])) end--;
        return span.Slice(0, end);
    }

    /// <summary>Text that a span of letters is.</summary>
    [Replaces(typeof(ReadOnlySpan<>), nameof(ToString))]
    public static string Text<T>(ref ReadOnlySpan<T> self)
    {
        ArrayCopies.Move<T>(self.Length);
        Strings.Make(self.Length);
        return self.ToString();
    }

    [Replaces(typeof(Span<>), nameof(ToString))]
    public static string Text<T>(ref Span<T> self)
    {
        ArrayCopies.Move<T>(self.Length);
        Strings.Make(self.Length);
        return self.ToString();
    }

    /// <summary>Types whose values are equal where their bytes are.</summary>
    [Trusted]
    static bool IsPlain<T>() => typeof(T) == typeof(byte) || typeof(T) == typeof(char) || typeof(T) == typeof(sbyte);

    [Trusted]
    static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> span) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)), span.Length * Unsafe.SizeOf<T>());

    [Trusted]
    static bool EqualPlain<T>(ReadOnlySpan<T> one, ReadOnlySpan<T> other)
    {
        Gas.Use(10 + (long)one.Length * Unsafe.SizeOf<T>() / (2 * UnitsOf.CharsCompared));
        return MemoryExtensions.SequenceEqual(Bytes(one), Bytes(other));
    }

    [Trusted]
    static int IndexOfPlain<T>(ReadOnlySpan<T> span, T value)
    {
        Gas.Use(10 + span.Length / UnitsOf.CharsSearched);
        if (Unsafe.SizeOf<T>() == 1) return MemoryExtensions.IndexOf(Bytes(span), Unsafe.As<T, byte>(ref value));
        var letters = MemoryMarshal.Cast<byte, char>(Bytes(span));
        return MemoryExtensions.IndexOf(letters, Unsafe.As<T, char>(ref value));
    }
}
