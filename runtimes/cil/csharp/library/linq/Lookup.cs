using System.Collections;
using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public class Lookup<TKey, TElement> : ILookup<TKey, TElement>
{
    readonly GroupTable<TKey, TElement> table;

    internal Lookup(GroupTable<TKey, TElement> table) => this.table = table;

    public int Count => table.Count;

    public IEnumerable<TElement> this[TKey key] => table.Existing(key) ?? (IEnumerable<TElement>)[];

    public bool Contains(TKey key) => table.Existing(key) != null;

    public IEnumerable<TResult> ApplyResultSelector<TResult>(Func<TKey, IEnumerable<TElement>, TResult> resultSelector)
    {
        foreach (var group in table.Groups()) yield return resultSelector(group.Key, group);
    }

    public IEnumerator<IGrouping<TKey, TElement>> GetEnumerator() => table.Groups().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
