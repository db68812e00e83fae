using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET: first in, first out, in an array that is used round and round.</summary>
public class Queue<T> : IReadOnlyCollection<T>
{
    const int SmallestCapacity = 4;

    T[] items;
    int head;
    int size;
    int version;

    public Queue() => items = [];

    public Queue(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        items = capacity == 0 ? [] : new T[capacity];
    }

    public Queue(IEnumerable<T> collection)
    {
        Check.NotNull(collection, nameof(collection));
        items = [];
        foreach (var item in collection) Enqueue(item);
    }

    public int Count => size;

    public int Capacity => items.Length;

    public void Enqueue(T item)
    {
        version++;
        if (size == items.Length) Resize(Math.Max(SmallestCapacity, 2 * size));
        items[IndexOf(size++)] = item;
    }

    public T Dequeue() => TryDequeue(out var item) ? item : throw Empty();

    public bool TryDequeue([MaybeNullWhen(false)] out T result)
    {
        if (!TryPeek(out result)) return false;
        version++;
        items[head] = default!;
        head = IndexOf(1);
        size--;
        return true;
    }

    public T Peek() => TryPeek(out var item) ? item : throw Empty();

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        result = size > 0 ? items[head] : default;
        return size > 0;
    }

    public bool Contains(T item)
    {
        for (var at = 0; at < size; at++)
        {
            if (EqualityComparer<T>.Default.Equals(items[IndexOf(at)], item)) return true;
        }
        return false;
    }

    public void Clear()
    {
        version++;
        Array.Clear(items);
        head = size = 0;
    }

    public T[] ToArray()
    {
        if (size == 0) return [];
        var array = new T[size];
        CopyTo(array, 0);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        Check.Room(array, arrayIndex, size);
        var upper = Math.Min(size, items.Length - head);
        Array.Copy(items, head, array, arrayIndex, upper);
        Array.Copy(items, 0, array, arrayIndex + upper, size - upper);
    }

    public int EnsureCapacity(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        if (items.Length < capacity) Resize(Math.Max(capacity, 2 * items.Length));
        return items.Length;
    }

    public void TrimExcess() => Resize(size);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IndexOf(int place)
    {
        var index = head + place;
        return index < items.Length ? index : index - items.Length;
    }

    void Resize(int capacity)
    {
        version++;
        var resized = new T[capacity];
        CopyTo(resized, 0);
        items = resized;
        head = 0;
    }

    static InvalidOperationException Empty() => new("the queue is empty");

    public struct Enumerator : IEnumerator<T>
    {
        readonly Queue<T> queue;
        readonly int version;
        int place;

        internal Enumerator(Queue<T> queue)
        {
            this.queue = queue;
            version = queue.version;
            place = 0;
            Current = default!;
        }

        public T Current { get; private set; }

        public bool MoveNext()
        {
            CheckVersion();
            var more = place < queue.size;
            Current = more ? queue.items[queue.IndexOf(place++)] : default!;
            return more;
        }

        public readonly void Dispose()
        {
        }

        readonly object? IEnumerator.Current => Current;

        void IEnumerator.Reset()
        {
            CheckVersion();
            place = 0;
            Current = default!;
        }

        readonly void CheckVersion()
        {
            if (version != queue.version) throw new InvalidOperationException("the queue was changed while it was enumerated");
        }
    }
}
