using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET: last in, first out. Enumerated from the top.</summary>
public class Stack<T> : IReadOnlyCollection<T>
{
    const int SmallestCapacity = 4;

    T[] items;
    int size;
    int version;

    public Stack() => items = [];

    public Stack(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        items = capacity == 0 ? [] : new T[capacity];
    }

    public Stack(IEnumerable<T> collection)
    {
        Check.NotNull(collection, nameof(collection));
        items = [];
        foreach (var item in collection) Push(item);
    }

    public int Count => size;

    public int Capacity => items.Length;

    public void Push(T item)
    {
        version++;
        if (size == items.Length) Array.Resize(ref items, Math.Max(SmallestCapacity, 2 * size));
        items[size++] = item;
    }

    public T Pop() => TryPop(out var item) ? item : throw Empty();

    public bool TryPop([MaybeNullWhen(false)] out T result)
    {
        if (!TryPeek(out result)) return false;
        version++;
        items[--size] = default!;
        return true;
    }

    public T Peek() => TryPeek(out var item) ? item : throw Empty();

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        result = size > 0 ? items[size - 1] : default;
        return size > 0;
    }

    public bool Contains(T item) => size > 0 && Array.LastIndexOf(items, item, size - 1, size) >= 0;

    public void Clear()
    {
        version++;
        Array.Clear(items, 0, size);
        size = 0;
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
        Array.Copy(items, 0, array, arrayIndex, size);
        Array.Reverse(array, arrayIndex, size);
    }

    public int EnsureCapacity(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        if (items.Length < capacity) Array.Resize(ref items, Math.Max(capacity, 2 * items.Length));
        return items.Length;
    }

    public void TrimExcess() => Array.Resize(ref items, size);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    static InvalidOperationException Empty() => new("the stack is empty");

    public struct Enumerator : IEnumerator<T>
    {
        readonly Stack<T> stack;
        readonly int version;
        int left;

        internal Enumerator(Stack<T> stack)
        {
            this.stack = stack;
            version = stack.version;
            left = stack.size;
            Current = default!;
        }

        public T Current { get; private set; }

        public bool MoveNext()
        {
            CheckVersion();
            var more = left > 0;
            Current = more ? stack.items[--left] : default!;
            return more;
        }

        public readonly void Dispose()
        {
        }

        readonly object? IEnumerator.Current => Current;

        void IEnumerator.Reset()
        {
            CheckVersion();
            left = stack.size;
            Current = default!;
        }

        readonly void CheckVersion()
        {
            if (version != stack.version) throw new InvalidOperationException("the stack was changed while it was enumerated");
        }
    }
}
