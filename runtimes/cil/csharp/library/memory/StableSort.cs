using System;
using System.Collections.Generic;

namespace Interleave.Library;

/// <summary>
/// Merge sort: stable, at most n log n comparisons whatever the comparer says, and the same sequence of comparisons everywhere.
/// Short stretches are sorted by insertion.
/// </summary>
static class StableSort
{
    const int Short = 8;

    public static void Sort<T>(Span<T> items, IComparer<T>? comparer)
    {
        if (items.Length < 2) return;
        comparer ??= Comparer<T>.Default;
        Divide(items, items.Length <= Short ? [] : new T[items.Length / 2 + 1], comparer);
    }

    /// <summary>Sorts keys, and moves the items along with them.</summary>
    public static void Sort<TKey, TValue>(Span<TKey> keys, Span<TValue> items, IComparer<TKey>? comparer)
    {
        comparer ??= Comparer<TKey>.Default;
        var pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (var at = 0; at < pairs.Length; at++) pairs[at] = new(keys[at], items[at]);
        Sort<KeyValuePair<TKey, TValue>>(pairs, new PairOrder<TKey, TValue>(comparer));
        for (var at = 0; at < pairs.Length; at++)
        {
            keys[at] = pairs[at].Key;
            items[at] = pairs[at].Value;
        }
    }

    static void Divide<T>(Span<T> items, Span<T> spare, IComparer<T> comparer)
    {
        if (items.Length <= Short)
        {
            Insert(items, comparer);
            return;
        }
        var middle = items.Length / 2;
        Divide(items.Slice(0, middle), spare, comparer);
        Divide(items.Slice(middle), spare, comparer);
        if (comparer.Compare(items[middle - 1], items[middle]) <= 0) return;
        Merge(items, middle, spare.Slice(0, middle), comparer);
    }

    static void Insert<T>(Span<T> items, IComparer<T> comparer)
    {
        for (var next = 1; next < items.Length; next++)
        {
            var item = items[next];
            var at = next;
            for (; at > 0 && comparer.Compare(items[at - 1], item) > 0; at--) items[at] = items[at - 1];
            items[at] = item;
        }
    }

    /// <summary>The lower half moves aside and is merged back.</summary>
    static void Merge<T>(Span<T> items, int middle, Span<T> lower, IComparer<T> comparer)
    {
        items.Slice(0, middle).CopyTo(lower);
        int left = 0, right = middle, to = 0;
        while (left < lower.Length && right < items.Length)
        {
            items[to++] = comparer.Compare(lower[left], items[right]) <= 0 ? lower[left++] : items[right++];
        }
        lower.Slice(left).CopyTo(items.Slice(to));
    }
}
