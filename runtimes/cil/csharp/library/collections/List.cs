using System.Collections;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET. Sorting is stable.</summary>
public partial class List<T> : IList<T>, IReadOnlyList<T>
{
    const int SmallestCapacity = 4;

    T[] items;
    int size;
    int version;

    public List() => items = [];

    public List(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        items = capacity == 0 ? [] : new T[capacity];
    }

    public List(IEnumerable<T> collection)
    {
        items = [];
        AddRange(collection);
    }

    public int Count => size;

    public int Capacity
    {
        get => items.Length;
        set
        {
            if (value < size) throw new ArgumentOutOfRangeException(nameof(value), "must not be less than the number of elements");
            if (value != items.Length) Array.Resize(ref items, value);
        }
    }

    public T this[int index]
    {
        get
        {
            Check.Index(index, size);
            return items[index];
        }
        set
        {
            Check.Index(index, size);
            items[index] = value;
            version++;
        }
    }

    public int EnsureCapacity(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        if (items.Length < capacity) Grow(capacity);
        return items.Length;
    }

    public void TrimExcess() => Capacity = size;

    public void Add(T item)
    {
        version++;
        if (size == items.Length) Grow(size + 1);
        items[size++] = item;
    }

    public void AddRange(IEnumerable<T> collection) => InsertRange(size, collection);

    public void Insert(int index, T item)
    {
        Check.Place(index, size, nameof(index));
        MakeRoom(index, 1);
        items[index] = item;
    }

    public void InsertRange(int index, IEnumerable<T> collection)
    {
        Check.NotNull(collection, nameof(collection));
        Check.Place(index, size, nameof(index));
        if (collection is ICollection<T> counted)
        {
            var count = counted.Count;
            if (count == 0) return;
            // Into an array of its own first: the collection may be this list.
            var added = new T[count];
            counted.CopyTo(added, 0);
            InsertSpan(index, added);
        }
        else if (index == size)
        {
            foreach (var item in collection) Add(item);
        }
        else
        {
            InsertRange(index, new List<T>(collection));
        }
    }

    public bool Remove(T item)
    {
        var index = IndexOf(item);
        if (index >= 0) RemoveAt(index);
        return index >= 0;
    }

    public void RemoveAt(int index)
    {
        Check.Index(index, size);
        RemoveRange(index, 1);
    }

    public void RemoveRange(int index, int count)
    {
        Check.Stretch(index, count, size);
        if (count == 0) return;
        version++;
        size -= count;
        Array.Copy(items, index + count, items, index, size - index);
        Array.Clear(items, size, count);
    }

    public int RemoveAll(Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        var kept = 0;
        for (var index = 0; index < size; index++)
        {
            if (!match(items[index])) items[kept++] = items[index];
        }
        var removed = size - kept;
        if (removed == 0) return 0;
        version++;
        Array.Clear(items, kept, removed);
        size = kept;
        return removed;
    }

    public void Clear()
    {
        version++;
        Array.Clear(items, 0, size);
        size = 0;
    }

    public List<T> GetRange(int index, int count)
    {
        Check.Stretch(index, count, size);
        var range = new List<T>(count) { size = count };
        Array.Copy(items, index, range.items, 0, count);
        return range;
    }

    public List<T> Slice(int start, int length) => GetRange(start, length);

    public T[] ToArray()
    {
        if (size == 0) return [];
        var array = new T[size];
        Array.Copy(items, array, size);
        return array;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0);

    public void CopyTo(T[] array, int arrayIndex)
    {
        Check.Room(array, arrayIndex, size);
        Array.Copy(items, 0, array, arrayIndex, size);
    }

    public void CopyTo(int index, T[] array, int arrayIndex, int count)
    {
        Check.Stretch(index, count, size);
        Check.Room(array, arrayIndex, count);
        Array.Copy(items, index, array, arrayIndex, count);
    }

    public ObjectModel.ReadOnlyCollection<T> AsReadOnly() => new(this);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<T>.IsReadOnly => false;

    /// <summary>The elements themselves, until the list grows. For CollectionsMarshal.</summary>
    internal Span<T> Elements => new(items, 0, size);

    internal void SetCount(int count)
    {
        Check.NotNegative(count, nameof(count));
        version++;
        if (count > items.Length) Grow(count);
        if (count < size) Array.Clear(items, count, size - count);
        size = count;
    }

    internal void InsertSpan(int index, ReadOnlySpan<T> added)
    {
        MakeRoom(index, added.Length);
        added.CopyTo(new Span<T>(items, index, added.Length));
    }

    void MakeRoom(int index, int count)
    {
        version++;
        if (items.Length - size < count) Grow(checked(size + count));
        Array.Copy(items, index, items, index + count, size - index);
        size += count;
    }

    void Grow(int needed)
    {
        var doubled = items.Length == 0 ? SmallestCapacity : Math.Min(2L * items.Length, Array.MaxLength);
        Array.Resize(ref items, (int)Math.Max(doubled, needed));
    }

    public struct Enumerator : IEnumerator<T>
    {
        readonly List<T> list;
        readonly int version;
        int index;

        internal Enumerator(List<T> list)
        {
            this.list = list;
            version = list.version;
            index = 0;
            Current = default!;
        }

        public T Current { get; private set; }

        public bool MoveNext()
        {
            if (version != list.version) throw new InvalidOperationException("the list was changed while it was enumerated");
            if (index >= list.size)
            {
                Current = default!;
                return false;
            }
            Current = list.items[index++];
            return true;
        }

        public readonly void Dispose()
        {
        }

        readonly object? IEnumerator.Current => Current;

        void IEnumerator.Reset()
        {
            if (version != list.version) throw new InvalidOperationException("the list was changed while it was enumerated");
            index = 0;
            Current = default!;
        }
    }
}
