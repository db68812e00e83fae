using System;
using System.Collections.Generic;

namespace Interleave.Library;

/// <param name="before">The keys that count for more.</param>
sealed class OrderedBy<TElement, TKey>(
    IEnumerable<TElement> source,
    Ordered<TElement>? before,
    Func<TElement, TKey> keySelector,
    IComparer<TKey>? comparer,
    bool descending)
    : Ordered<TElement>(source)
{
    public override IComparer<int> OrderOf(TElement[] items, IComparer<int>? next)
    {
        var keys = new TKey[items.Length];
        for (var at = 0; at < keys.Length; at++) keys[at] = keySelector(items[at]);
        var order = new KeyOrder<TKey>(keys, comparer ?? Comparer<TKey>.Default, descending, next);
        return before == null ? order : before.OrderOf(items, order);
    }
}
