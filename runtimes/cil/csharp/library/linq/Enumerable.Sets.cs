using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TSource> Distinct<TSource>(this IEnumerable<TSource> source) => source.Distinct(null);

    public static IEnumerable<TSource> Distinct<TSource>(this IEnumerable<TSource> source, IEqualityComparer<TSource>? comparer) =>
        source.DistinctBy(static item => item, comparer);

    public static IEnumerable<TSource> DistinctBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        source.DistinctBy(keySelector, null);

    public static IEnumerable<TSource> DistinctBy<TSource, TKey>(
        this IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(keySelector, nameof(keySelector));
        return NotIn(source, [], keySelector, comparer);
    }

    public static IEnumerable<TSource> Union<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) => first.Union(second, null);

    public static IEnumerable<TSource> Union<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource>? comparer) =>
        first.Concat(second).Distinct(comparer);

    public static IEnumerable<TSource> UnionBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TSource> second,
        Func<TSource, TKey> keySelector) => first.UnionBy(second, keySelector, null);

    public static IEnumerable<TSource> UnionBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TSource> second,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer) => first.Concat(second).DistinctBy(keySelector, comparer);

    public static IEnumerable<TSource> Except<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) => first.Except(second, null);

    public static IEnumerable<TSource> Except<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource>? comparer) =>
        first.ExceptBy(second, static item => item, comparer);

    public static IEnumerable<TSource> ExceptBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TKey> second,
        Func<TSource, TKey> keySelector) => first.ExceptBy(second, keySelector, null);

    public static IEnumerable<TSource> ExceptBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TKey> second,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer)
    {
        Check.NotNull(first, nameof(first));
        Check.NotNull(second, nameof(second));
        Check.NotNull(keySelector, nameof(keySelector));
        return NotIn(first, second, keySelector, comparer);
    }

    public static IEnumerable<TSource> Intersect<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) => first.Intersect(second, null);

    public static IEnumerable<TSource> Intersect<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource>? comparer) =>
        first.IntersectBy(second, static item => item, comparer);

    public static IEnumerable<TSource> IntersectBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TKey> second,
        Func<TSource, TKey> keySelector) => first.IntersectBy(second, keySelector, null);

    public static IEnumerable<TSource> IntersectBy<TSource, TKey>(
        this IEnumerable<TSource> first,
        IEnumerable<TKey> second,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer)
    {
        Check.NotNull(first, nameof(first));
        Check.NotNull(second, nameof(second));
        Check.NotNull(keySelector, nameof(keySelector));
        return In(first, second, keySelector, comparer);

        static IEnumerable<TSource> In(IEnumerable<TSource> first, IEnumerable<TKey> second, Func<TSource, TKey> keySelector, IEqualityComparer<TKey>? comparer)
        {
            var keys = new HashSet<TKey>(second, comparer);
            foreach (var item in first)
            {
                if (keys.Remove(keySelector(item))) yield return item;
            }
        }
    }

    /// <summary>Those whose key is new: neither among the keys given nor that of an element before.</summary>
    static IEnumerable<TSource> NotIn<TSource, TKey>(
        IEnumerable<TSource> source,
        IEnumerable<TKey> known,
        Func<TSource, TKey> keySelector,
        IEqualityComparer<TKey>? comparer)
    {
        var keys = new HashSet<TKey>(known, comparer);
        foreach (var item in source)
        {
            if (keys.Add(keySelector(item))) yield return item;
        }
    }
}
