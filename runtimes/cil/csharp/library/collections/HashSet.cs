using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET, and enumerated in the order in which the elements were added, whatever was removed in between.</summary>
public partial class HashSet<T> : InsertionTable<T, Nothing>, ISet<T>, IReadOnlySet<T>
{
    public HashSet()
        : base(0, null)
    {
    }

    public HashSet(int capacity)
        : base(capacity, null)
    {
    }

    public HashSet(IEqualityComparer<T>? comparer)
        : base(0, comparer)
    {
    }

    public HashSet(int capacity, IEqualityComparer<T>? comparer)
        : base(capacity, comparer)
    {
    }

    public HashSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public HashSet(IEnumerable<T> collection, IEqualityComparer<T>? comparer)
        : base((collection as ICollection<T>)?.Count ?? 0, comparer) => UnionWith(collection);

    public IEqualityComparer<T> Comparer => comparer;

    public bool Add(T item)
    {
        FindOrAdd(item, out var added);
        return added;
    }

    public bool Contains(T item) => Find(item) >= 0;

    public bool Remove(T item) => RemoveKey(item, out _);

    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        var at = Find(equalValue);
        actualValue = at >= 0 ? entries[at].Key : default;
        return at >= 0;
    }

    public int RemoveWhere(Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        var removed = 0;
        for (var at = -1; Advance(ref at);)
        {
            var item = entries[at].Key;
            if (match(item) && Remove(item)) removed++;
        }
        return removed;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0, Count);

    public void CopyTo(T[] array, int arrayIndex) => CopyTo(array, arrayIndex, Count);

    public void CopyTo(T[] array, int arrayIndex, int count)
    {
        Check.NotNegative(count, nameof(count));
        Check.Room(array, arrayIndex, count);
        for (var at = -1; count > 0 && Advance(ref at); count--) array[arrayIndex++] = entries[at].Key;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T item) => Add(item);

    public struct Enumerator : IEnumerator<T>
    {
        readonly HashSet<T> set;
        readonly int version;
        int at;

        internal Enumerator(HashSet<T> set)
        {
            this.set = set;
            version = set.version;
            at = -1;
            Current = default!;
        }

        public T Current { get; private set; }

        public bool MoveNext()
        {
            set.CheckVersion(version);
            var more = set.Advance(ref at);
            Current = more ? set.entries[at].Key : default!;
            return more;
        }

        public readonly void Dispose()
        {
        }

        readonly object? IEnumerator.Current => Current;

        void IEnumerator.Reset()
        {
            set.CheckVersion(version);
            at = -1;
            Current = default!;
        }
    }
}
