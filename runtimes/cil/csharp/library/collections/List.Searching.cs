using Interleave.Library;

namespace System.Collections.Generic;

public partial class List<T>
{
    public bool Contains(T item) => IndexOf(item) >= 0;

    public int IndexOf(T item) => Array.IndexOf(items, item, 0, size);

    public int IndexOf(T item, int index)
    {
        Check.Place(index, size, nameof(index));
        return Array.IndexOf(items, item, index, size - index);
    }

    public int IndexOf(T item, int index, int count)
    {
        CheckStretch(index, count);
        return Array.IndexOf(items, item, index, count);
    }

    public int LastIndexOf(T item) => size == 0 ? -1 : LastIndexOf(item, size - 1, size);

    public int LastIndexOf(T item, int index)
    {
        Check.Index(index, size);
        return LastIndexOf(item, index, index + 1);
    }

    public int LastIndexOf(T item, int index, int count)
    {
        if (size == 0) return -1;
        Check.Index(index, size);
        if (count < 0 || count > index + 1) throw new ArgumentOutOfRangeException(nameof(count));
        return Array.LastIndexOf(items, item, index, count);
    }

    public bool Exists(Predicate<T> match) => FindIndex(match) >= 0;

    public T? Find(Predicate<T> match)
    {
        var index = FindIndex(match);
        return index >= 0 ? items[index] : default;
    }

    public List<T> FindAll(Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        var found = new List<T>();
        for (var index = 0; index < size; index++)
        {
            if (match(items[index])) found.Add(items[index]);
        }
        return found;
    }

    public int FindIndex(Predicate<T> match) => FindIndex(0, size, match);

    public int FindIndex(int startIndex, Predicate<T> match) => FindIndex(startIndex, size - startIndex, match);

    public int FindIndex(int startIndex, int count, Predicate<T> match)
    {
        CheckStretch(startIndex, count);
        Check.NotNull(match, nameof(match));
        for (var index = startIndex; index < startIndex + count; index++)
        {
            if (match(items[index])) return index;
        }
        return -1;
    }

    public T? FindLast(Predicate<T> match)
    {
        var index = FindLastIndex(match);
        return index >= 0 ? items[index] : default;
    }

    public int FindLastIndex(Predicate<T> match) => FindLastIndex(size - 1, size, match);

    public int FindLastIndex(int startIndex, Predicate<T> match) => FindLastIndex(startIndex, startIndex + 1, match);

    public int FindLastIndex(int startIndex, int count, Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        if (size == 0 ? startIndex != -1 : (uint)startIndex >= (uint)size) throw new ArgumentOutOfRangeException(nameof(startIndex));
        if (count < 0 || startIndex - count + 1 < 0) throw new ArgumentOutOfRangeException(nameof(count));
        for (var index = startIndex; index > startIndex - count; index--)
        {
            if (match(items[index])) return index;
        }
        return -1;
    }

    public bool TrueForAll(Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        for (var index = 0; index < size; index++)
        {
            if (!match(items[index])) return false;
        }
        return true;
    }

    public void ForEach(Action<T> action)
    {
        Check.NotNull(action, nameof(action));
        foreach (var item in this) action(item);
    }

    public List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)
    {
        Check.NotNull(converter, nameof(converter));
        var converted = new List<TOutput>(size);
        for (var index = 0; index < size; index++) converted.Add(converter(items[index]));
        return converted;
    }

    public int BinarySearch(T item) => BinarySearch(0, size, item, null);

    public int BinarySearch(T item, IComparer<T>? comparer) => BinarySearch(0, size, item, comparer);

    public int BinarySearch(int index, int count, T item, IComparer<T>? comparer)
    {
        Check.Stretch(index, count, size);
        return Array.BinarySearch(items, index, count, item, comparer);
    }

    /// <summary>Where .NET finds a stretch out of range that others call a bad argument.</summary>
    void CheckStretch(int index, int count)
    {
        Check.Place(index, size, nameof(index));
        if (count < 0 || index > size - count) throw new ArgumentOutOfRangeException(nameof(count));
    }
}
