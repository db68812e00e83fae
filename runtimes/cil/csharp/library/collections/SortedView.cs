using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Interleave.Library;

/// <summary>The keys or the values of a sorted dictionary.</summary>
sealed class SortedView<T>(IEnumerable<T> items, Func<int> count) : ICollection<T>, IReadOnlyCollection<T>
{
    public int Count => count();

    public bool IsReadOnly => true;

    public bool Contains(T item) => items.Contains(item);

    public void CopyTo(T[] array, int arrayIndex)
    {
        Check.Room(array, arrayIndex, Count);
        foreach (var item in items) array[arrayIndex++] = item;
    }

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<T>.Add(T item) => throw ReadOnly();

    void ICollection<T>.Clear() => throw ReadOnly();

    bool ICollection<T>.Remove(T item) => throw ReadOnly();

    static NotSupportedException ReadOnly() => new("the keys and values of a dictionary are changed by way of the dictionary");
}
