using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static bool Any<TSource>(this IEnumerable<TSource> source) => source.TryFirst(out _);

    public static bool Any<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) => source.Where(predicate).TryFirst(out _);

    public static bool All<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(predicate, nameof(predicate));
        foreach (var item in source)
        {
            if (!predicate(item)) return false;
        }
        return true;
    }

    public static bool Contains<TSource>(this IEnumerable<TSource> source, TSource value) =>
        source is ICollection<TSource> collection ? collection.Contains(value) : source.Contains(value, null);

    public static bool Contains<TSource>(this IEnumerable<TSource> source, TSource value, IEqualityComparer<TSource>? comparer)
    {
        Check.NotNull(source, nameof(source));
        comparer ??= EqualityComparer<TSource>.Default;
        foreach (var item in source)
        {
            if (comparer.Equals(item, value)) return true;
        }
        return false;
    }

    public static int Count<TSource>(this IEnumerable<TSource> source)
    {
        if (source.TryGetNonEnumeratedCount(out var count)) return count;
        foreach (var _ in source) count = checked(count + 1);
        return count;
    }

    public static int Count<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) => source.Where(predicate).Count();

    public static long LongCount<TSource>(this IEnumerable<TSource> source) => source.Count();

    public static long LongCount<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) => source.Count(predicate);

    public static bool TryGetNonEnumeratedCount<TSource>(this IEnumerable<TSource> source, out int count)
    {
        Check.NotNull(source, nameof(source));
        count = source switch
        {
            ICollection<TSource> collection => collection.Count,
            IReadOnlyCollection<TSource> collection => collection.Count,
            _ => -1,
        };
        if (count >= 0) return true;
        count = 0;
        return false;
    }

    public static bool SequenceEqual<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second) => first.SequenceEqual(second, null);

    public static bool SequenceEqual<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second, IEqualityComparer<TSource>? comparer)
    {
        Check.NotNull(first, nameof(first));
        Check.NotNull(second, nameof(second));
        comparer ??= EqualityComparer<TSource>.Default;
        using var others = second.GetEnumerator();
        foreach (var item in first)
        {
            if (!others.MoveNext() || !comparer.Equals(item, others.Current)) return false;
        }
        return !others.MoveNext();
    }

    public static TSource Aggregate<TSource>(this IEnumerable<TSource> source, Func<TSource, TSource, TSource> func)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(func, nameof(func));
        using var items = source.GetEnumerator();
        if (!items.MoveNext()) throw NoElements();
        var result = items.Current;
        while (items.MoveNext()) result = func(result, items.Current);
        return result;
    }

    public static TAccumulate Aggregate<TSource, TAccumulate>(this IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(func, nameof(func));
        foreach (var item in source) seed = func(seed, item);
        return seed;
    }

    public static TResult Aggregate<TSource, TAccumulate, TResult>(
        this IEnumerable<TSource> source,
        TAccumulate seed,
        Func<TAccumulate, TSource, TAccumulate> func,
        Func<TAccumulate, TResult> resultSelector)
    {
        Check.NotNull(resultSelector, nameof(resultSelector));
        return resultSelector(source.Aggregate(seed, func));
    }
}
