using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static ILookup<TKey, TSource> ToLookup<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        source.ToLookup(keySelector, static item => item, null);

    public static ILookup<TKey, TSource> ToLookup<TSource, TKey>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer) => source.ToLookup(keySelector, static item => item, comparer);

    public static ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector) => source.ToLookup(keySelector, elementSelector, null);

    public static ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(keySelector, nameof(keySelector));
        Check.NotNull(elementSelector, nameof(elementSelector));
        return new Lookup<TKey, TElement>(GroupTable<TKey, TElement>.Of(source, keySelector, elementSelector, comparer));
    }

    public static IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        source.GroupBy(keySelector, static item => item, null);

    public static IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer) => source.GroupBy(keySelector, static item => item, comparer);

    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector) => source.GroupBy(keySelector, elementSelector, null);

    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(keySelector, nameof(keySelector));
        Check.NotNull(elementSelector, nameof(elementSelector));
        return Groups(source, keySelector, elementSelector, comparer);
    }

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, IEnumerable<TSource>, TResult> resultSelector) => source.GroupBy(keySelector, resultSelector, null);

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, IEnumerable<TSource>, TResult> resultSelector,
        IEqualityComparer<TKey>? comparer) => source.GroupBy(keySelector, static item => item, resultSelector, comparer);

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        Func<TKey, IEnumerable<TElement>, TResult> resultSelector) => source.GroupBy(keySelector, elementSelector, resultSelector, null);

    public static IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        Func<TKey, IEnumerable<TElement>, TResult> resultSelector,
        IEqualityComparer<TKey>? comparer)
    {
        Check.NotNull(resultSelector, nameof(resultSelector));
        return source.GroupBy(keySelector, elementSelector, comparer).Select(group => resultSelector(group.Key, group));
    }

    public static IEnumerable<KeyValuePair<TKey, int>> CountBy<TSource, TKey>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? keyComparer = null)
        where TKey : notnull => source.AggregateBy(keySelector, 0, static (count, _) => checked(count + 1), keyComparer);

    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        TAccumulate seed,
        Func<TAccumulate, TSource, TAccumulate> func,
        IEqualityComparer<TKey>? keyComparer = null)
        where TKey : notnull => source.AggregateBy(keySelector, _ => seed, func, keyComparer);

    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TKey, TAccumulate> seedSelector,
        Func<TAccumulate, TSource, TAccumulate> func,
        IEqualityComparer<TKey>? keyComparer = null)
        where TKey : notnull
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(keySelector, nameof(keySelector));
        Check.NotNull(seedSelector, nameof(seedSelector));
        Check.NotNull(func, nameof(func));
        return Each(source, keySelector, seedSelector, func, keyComparer);

        static IEnumerable<KeyValuePair<TKey, TAccumulate>> Each(
            IEnumerable<TSource> source,
            Func<TSource, TKey> keySelector,
            Func<TKey, TAccumulate> seedSelector,
            Func<TAccumulate, TSource, TAccumulate> func,
            IEqualityComparer<TKey>? keyComparer)
        {
            var results = new Dictionary<TKey, TAccumulate>(keyComparer);
            foreach (var item in source)
            {
                var key = keySelector(item);
                results[key] = func(results.TryGetValue(key, out var result) ? result : seedSelector(key), item);
            }
            foreach (var pair in results) yield return pair;
        }
    }

    static IEnumerable<Grouping<TKey, TElement>> Groups<TSource, TKey, TElement>(
        IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer)
    {
        foreach (var group in GroupTable<TKey, TElement>.Of(source, keySelector, elementSelector, comparer).Groups()) yield return group;
    }
}
