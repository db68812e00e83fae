using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static TSource? Min<TSource>(this IEnumerable<TSource> source) => source.Min((IComparer<TSource>?)null);

    public static TSource? Min<TSource>(this IEnumerable<TSource> source, IComparer<TSource>? comparer) => Extreme(source, comparer, -1);

    public static TResult? Min<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector) => source.Select(selector).Min();

    public static TSource? Max<TSource>(this IEnumerable<TSource> source) => source.Max((IComparer<TSource>?)null);

    public static TSource? Max<TSource>(this IEnumerable<TSource> source, IComparer<TSource>? comparer) => Extreme(source, comparer, 1);

    public static TResult? Max<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector) => source.Select(selector).Max();

    public static TSource? MinBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        ExtremeBy(source, keySelector, comparer, -1);

    public static TSource? MaxBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        ExtremeBy(source, keySelector, comparer, 1);

    /// <summary>The first of the smallest or largest; null counts for nothing unless there is nothing else.</summary>
    static TSource? Extreme<TSource>(IEnumerable<TSource> source, IComparer<TSource>? comparer, int sign) =>
        ExtremeBy(source, static item => item, comparer, sign);

    static TSource? ExtremeBy<TSource, TKey>(IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey>? comparer, int sign)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(keySelector, nameof(keySelector));
        comparer ??= Comparer<TKey>.Default;
        using var items = source.GetEnumerator();
        if (!items.MoveNext()) return default(TSource) == null ? default : throw NoElements();
        var best = items.Current;
        var bestKey = keySelector(best);
        while (items.MoveNext())
        {
            var key = keySelector(items.Current);
            if (key == null || (bestKey != null && Math.Sign(comparer.Compare(key, bestKey)) != sign)) continue;
            (best, bestKey) = (items.Current, key);
        }
        return best;
    }
}
