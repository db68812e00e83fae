using System.Collections.Generic;
using Interleave.Library;

namespace System.Collections.ObjectModel;

/// <summary>A view of a list that cannot change it.</summary>
public class ReadOnlyCollection<T> : IList<T>, IReadOnlyList<T>
{
    readonly IList<T> list;

    public ReadOnlyCollection(IList<T> list)
    {
        Check.NotNull(list, nameof(list));
        this.list = list;
    }

    public static ReadOnlyCollection<T> Empty => new([]);

    protected IList<T> Items => list;

    public int Count => list.Count;

    public T this[int index] => list[index];

    public bool Contains(T value) => list.Contains(value);

    public int IndexOf(T value) => list.IndexOf(value);

    public void CopyTo(T[] array, int index) => list.CopyTo(array, index);

    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();

    bool ICollection<T>.IsReadOnly => true;

    T IList<T>.this[int index]
    {
        get => list[index];
        set => throw ReadOnly();
    }

    void ICollection<T>.Add(T value) => throw ReadOnly();

    void ICollection<T>.Clear() => throw ReadOnly();

    void IList<T>.Insert(int index, T value) => throw ReadOnly();

    bool ICollection<T>.Remove(T value) => throw ReadOnly();

    void IList<T>.RemoveAt(int index) => throw ReadOnly();

    static NotSupportedException ReadOnly() => new("the collection is read-only");
}
