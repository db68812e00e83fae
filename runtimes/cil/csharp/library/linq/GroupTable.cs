using System;
using System.Collections.Generic;

namespace Interleave.Library;

/// <summary>Groups in the order of their first elements. A key may be null.</summary>
sealed class GroupTable<TKey, TElement>(IEqualityComparer<TKey>? comparer) : InsertionTable<TKey, Grouping<TKey, TElement>>(0, comparer)
{
    public static GroupTable<TKey, TElement> Of<TSource>(
        IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer)
    {
        var table = new GroupTable<TKey, TElement>(comparer);
        foreach (var item in source) table.GroupOf(keySelector(item)).Add(elementSelector(item));
        return table;
    }

    /// <summary>Null if the key has no group.</summary>
    public Grouping<TKey, TElement>? Existing(TKey key)
    {
        var at = Find(key);
        return at < 0 ? null : entries[at].Value;
    }

    public IEnumerable<Grouping<TKey, TElement>> Groups()
    {
        for (var at = -1; Advance(ref at);) yield return entries[at].Value;
    }

    Grouping<TKey, TElement> GroupOf(TKey key)
    {
        var at = FindOrAdd(key, out var added);
        if (added) entries[at].Value = new Grouping<TKey, TElement>(key);
        return entries[at].Value;
    }
}
