using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Interleave.Library;

/// <summary>What OrderBy and ThenBy give: a sequence, and by which keys it is to be sorted.</summary>
abstract class Ordered<TElement>(IEnumerable<TElement> source) : IOrderedEnumerable<TElement>
{
    /// <summary>The order of the elements, given by their indexes. Where it leaves two equal, <paramref name="next"/> decides.</summary>
    public abstract IComparer<int> OrderOf(TElement[] items, IComparer<int>? next);

    public IOrderedEnumerable<TElement> CreateOrderedEnumerable<TKey>(Func<TElement, TKey> keySelector, IComparer<TKey>? comparer, bool descending) =>
        new OrderedBy<TElement, TKey>(source, this, keySelector, comparer, descending);

    public IEnumerator<TElement> GetEnumerator()
    {
        var items = source.ToArray();
        var indexes = new int[items.Length];
        for (var at = 0; at < indexes.Length; at++) indexes[at] = at;
        StableSort.Sort<int>(indexes, OrderOf(items, null));
        foreach (var index in indexes) yield return items[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
