using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static TSource[] ToArray<TSource>(this IEnumerable<TSource> source)
    {
        Check.NotNull(source, nameof(source));
        if (source is not ICollection<TSource> collection) return new List<TSource>(source).ToArray();
        if (collection.Count == 0) return [];
        var array = new TSource[collection.Count];
        collection.CopyTo(array, 0);
        return array;
    }

    public static List<TSource> ToList<TSource>(this IEnumerable<TSource> source)
    {
        Check.NotNull(source, nameof(source));
        return new List<TSource>(source);
    }

    public static HashSet<TSource> ToHashSet<TSource>(this IEnumerable<TSource> source) => source.ToHashSet(null);

    public static HashSet<TSource> ToHashSet<TSource>(this IEnumerable<TSource> source, IEqualityComparer<TSource>? comparer)
    {
        Check.NotNull(source, nameof(source));
        return new HashSet<TSource>(source, comparer);
    }

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source)
        where TKey : notnull => source.ToDictionary((IEqualityComparer<TKey>?)null);

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Check.NotNull(source, nameof(source));
        return new Dictionary<TKey, TValue>(source, comparer);
    }

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this IEnumerable<(TKey Key, TValue Value)> source)
        where TKey : notnull => source.ToDictionary((IEqualityComparer<TKey>?)null);

    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this IEnumerable<(TKey Key, TValue Value)> source, IEqualityComparer<TKey>? comparer)
        where TKey : notnull => source.ToDictionary(static pair => pair.Key, static pair => pair.Value, comparer);

    public static Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector)
        where TKey : notnull => source.ToDictionary(keySelector, static item => item, null);

    public static Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer)
        where TKey : notnull => source.ToDictionary(keySelector, static item => item, comparer);

    public static Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector)
        where TKey : notnull => source.ToDictionary(keySelector, elementSelector, null);

    public static Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(keySelector, nameof(keySelector));
        Check.NotNull(elementSelector, nameof(elementSelector));
        var dictionary = new Dictionary<TKey, TElement>(comparer);
        foreach (var item in source) dictionary.Add(keySelector(item), elementSelector(item));
        return dictionary;
    }
}
