using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET, but GetViewBetween gives a copy.</summary>
public class SortedSet<T> : SortedTable<T, Nothing>, ISet<T>, IReadOnlySet<T>
{
    public SortedSet()
        : base(null)
    {
    }

    public SortedSet(IComparer<T>? comparer)
        : base(comparer)
    {
    }

    public SortedSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public SortedSet(IEnumerable<T> collection, IComparer<T>? comparer)
        : base(comparer) => UnionWith(collection);

    public T? Min => First is { } first ? first.Key : default;

    public T? Max => Last is { } last ? last.Key : default;

    public bool Add(T item)
    {
        FindOrAdd(item, out var added);
        return added;
    }

    public bool Contains(T item) => FindNode(item) != null;

    public bool Remove(T item) => RemoveKey(item, out _);

    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        var node = FindNode(equalValue);
        actualValue = node == null ? default : node.Key;
        return node != null;
    }

    public int RemoveWhere(Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        return this.ToArray().Count(item => match(item) && Remove(item));
    }

    public IEnumerable<T> Reverse() => Descending().Select(static node => node.Key);

    public SortedSet<T> GetViewBetween(T? lowerValue, T? upperValue)
    {
        if (comparer.Compare(lowerValue, upperValue) > 0) throw new ArgumentException("lowerValue must not be greater than upperValue");
        return new SortedSet<T>(this.Where(item => comparer.Compare(lowerValue, item) <= 0 && comparer.Compare(item, upperValue) <= 0), comparer);
    }

    public void CopyTo(T[] array) => CopyTo(array, 0, Count);

    public void CopyTo(T[] array, int index) => CopyTo(array, index, Count);

    public void CopyTo(T[] array, int index, int count)
    {
        Check.NotNegative(count, nameof(count));
        Check.Room(array, index, count);
        foreach (var item in this.Take(count)) array[index++] = item;
    }

    public void UnionWith(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        foreach (var item in other.ToArray()) Add(item);
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        foreach (var item in other.ToArray()) Remove(item);
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        var kept = SetOf(other);
        RemoveWhere(item => !kept.Contains(item));
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        foreach (var item in SetOf(other).ToArray())
        {
            if (!Remove(item)) Add(item);
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other) => this.All(SetOf(other).Contains);

    public bool IsSupersetOf(IEnumerable<T> other) => SetOf(other).All(Contains);

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        var set = SetOf(other);
        return Count < set.Count && this.All(set.Contains);
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        var set = SetOf(other);
        return set.Count < Count && set.All(Contains);
    }

    public bool Overlaps(IEnumerable<T> other) => SetOf(other).Any(Contains);

    public bool SetEquals(IEnumerable<T> other)
    {
        var set = SetOf(other);
        return Count == set.Count && this.All(set.Contains);
    }

    public IEnumerator<T> GetEnumerator() => Ascending().Select(static node => node.Key).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T item) => Add(item);

    SortedSet<T> SetOf(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        return new SortedSet<T>(other, comparer);
    }
}
