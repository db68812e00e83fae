using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Arrays searched, sorted and gone through. Metered: predicates and comparers are the contract's.</summary>
public static class ArraySearch
{
    [Replaces(typeof(Array), nameof(Array.IndexOf))]
    public static int IndexOf<T>(T[] array, T value)
    {
        Check.NotNull(array, nameof(array));
        return SpanSearch.IndexOf(new ReadOnlySpan<T>(array), value);
    }

    [Replaces(typeof(Array), nameof(Array.IndexOf))]
    public static int IndexOf<T>(T[] array, T value, int startIndex)
    {
        Check.NotNull(array, nameof(array));
        return IndexOf(array, value, startIndex, array.Length - startIndex);
    }

    [Replaces(typeof(Array), nameof(Array.IndexOf))]
    public static int IndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        Check.NotNull(array, nameof(array));
        var index = SpanSearch.IndexOf(new ReadOnlySpan<T>(array, startIndex, count), value);
        return index < 0 ? -1 : startIndex + index;
    }

    [Replaces(typeof(Array), nameof(Array.LastIndexOf))]
    public static int LastIndexOf<T>(T[] array, T value)
    {
        Check.NotNull(array, nameof(array));
        return SpanSearch.LastIndexOf(new ReadOnlySpan<T>(array), value);
    }

    [Replaces(typeof(Array), nameof(Array.LastIndexOf))]
    public static int LastIndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        Check.NotNull(array, nameof(array));
        var start = startIndex - count + 1;
        var index = SpanSearch.LastIndexOf(new ReadOnlySpan<T>(array, start, count), value);
        return index < 0 ? -1 : start + index;
    }

    [Replaces(typeof(Array), nameof(Array.Exists))]
    public static bool Exists<T>(T[] array, Predicate<T> match) => FindIndex(array, match) >= 0;

    [Replaces(typeof(Array), nameof(Array.TrueForAll))]
    public static bool TrueForAll<T>(T[] array, Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        foreach (var item in array)
        {
            if (!match(item)) return false;
        }
        return true;
    }

    [Replaces(typeof(Array), nameof(Array.Find))]
    public static T? Find<T>(T[] array, Predicate<T> match)
    {
        var index = FindIndex(array, match);
        return index < 0 ? default : array[index];
    }

    [Replaces(typeof(Array), nameof(Array.FindLast))]
    public static T? FindLast<T>(T[] array, Predicate<T> match)
    {
        var index = FindLastIndex(array, match);
        return index < 0 ? default : array[index];
    }

    [Replaces(typeof(Array), nameof(Array.FindAll))]
    public static T[] FindAll<T>(T[] array, Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        var found = new List<T>();
        foreach (var item in array)
        {
            if (match(item)) found.Add(item);
        }
        return found.ToArray();
    }

    [Replaces(typeof(Array), nameof(Array.FindIndex))]
    public static int FindIndex<T>(T[] array, Predicate<T> match) => FindIndex(array, 0, array.Length, match);

    [Replaces(typeof(Array), nameof(Array.FindIndex))]
    public static int FindIndex<T>(T[] array, int startIndex, Predicate<T> match) => FindIndex(array, startIndex, array.Length - startIndex, match);

    [Replaces(typeof(Array), nameof(Array.FindIndex))]
    public static int FindIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        Check.Stretch(startIndex, count, array.Length);
        for (var at = startIndex; at < startIndex + count; at++)
        {
            if (match(array[at])) return at;
        }
        return -1;
    }

    [Replaces(typeof(Array), nameof(Array.FindLastIndex))]
    public static int FindLastIndex<T>(T[] array, Predicate<T> match)
    {
        Check.NotNull(match, nameof(match));
        for (var at = array.Length - 1; at >= 0; at--)
        {
            if (match(array[at])) return at;
        }
        return -1;
    }

    [Replaces(typeof(Array), nameof(Array.ForEach))]
    public static void ForEach<T>(T[] array, Action<T> action)
    {
        Check.NotNull(action, nameof(action));
        foreach (var item in array) action(item);
    }

    [Replaces(typeof(Array), nameof(Array.ConvertAll))]
    public static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)
    {
        Check.NotNull(converter, nameof(converter));
        var converted = new TOutput[array.Length];
        for (var at = 0; at < array.Length; at++) converted[at] = converter(array[at]);
        return converted;
    }

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array) => Sort(array, (IComparer<T>?)null);

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, IComparer<T>? comparer)
    {
        Check.NotNull(array, nameof(array));
        StableSort.Sort(new Span<T>(array), comparer);
    }

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, Comparison<T> comparison)
    {
        Check.NotNull(array, nameof(array));
        Check.NotNull(comparison, nameof(comparison));
        StableSort.Sort(new Span<T>(array), new DelegateComparer<T>(comparison));
    }

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, int index, int length) => Sort(array, index, length, null);

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, int index, int length, IComparer<T>? comparer)
    {
        Check.NotNull(array, nameof(array));
        Check.Stretch(index, length, array.Length);
        StableSort.Sort(new Span<T>(array, index, length), comparer);
    }

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items) => Sort(keys, items, null);

    [Replaces(typeof(Array), nameof(Array.Sort))]
    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items, IComparer<TKey>? comparer)
    {
        Check.NotNull(keys, nameof(keys));
        if (items == null) Sort(keys, comparer);
        else if (items.Length < keys.Length) throw new ArgumentException("there must be an item for each key");
        else StableSort.Sort(new Span<TKey>(keys), new Span<TValue>(items, 0, keys.Length), comparer);
    }

    [Replaces(typeof(Array), nameof(Array.BinarySearch))]
    public static int BinarySearch<T>(T[] array, T value) => BinarySearch(array, 0, array.Length, value, null);

    [Replaces(typeof(Array), nameof(Array.BinarySearch))]
    public static int BinarySearch<T>(T[] array, T value, IComparer<T>? comparer) => BinarySearch(array, 0, array.Length, value, comparer);

    [Replaces(typeof(Array), nameof(Array.BinarySearch))]
    public static int BinarySearch<T>(T[] array, int index, int length, T value) => BinarySearch(array, index, length, value, null);

    [Replaces(typeof(Array), nameof(Array.BinarySearch))]
    public static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T>? comparer)
    {
        Check.NotNull(array, nameof(array));
        Check.Stretch(index, length, array.Length);
        comparer ??= Comparer<T>.Default;
        int low = index, high = index + length - 1;
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            var order = comparer.Compare(array[middle], value);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
