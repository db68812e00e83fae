using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(selector, nameof(selector));
        return Each(source, selector);

        static IEnumerable<TResult> Each(IEnumerable<TSource> source, Func<TSource, TResult> selector)
        {
            foreach (var item in source) yield return selector(item);
        }
    }

    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, int, TResult> selector)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(selector, nameof(selector));
        return Each(source, selector);

        static IEnumerable<TResult> Each(IEnumerable<TSource> source, Func<TSource, int, TResult> selector)
        {
            var index = 0;
            foreach (var item in source) yield return selector(item, index++);
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(selector, nameof(selector));
        return Each(source, selector);

        static IEnumerable<TResult> Each(IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
        {
            foreach (var item in source)
            {
                foreach (var result in selector(item)) yield return result;
            }
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, int, IEnumerable<TResult>> selector)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(selector, nameof(selector));
        return Each(source, selector);

        static IEnumerable<TResult> Each(IEnumerable<TSource> source, Func<TSource, int, IEnumerable<TResult>> selector)
        {
            var index = 0;
            foreach (var item in source)
            {
                foreach (var result in selector(item, index++)) yield return result;
            }
        }
    }

    public static IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(
        this IEnumerable<TSource> source,
        Func<TSource, IEnumerable<TCollection>> collectionSelector,
        Func<TSource, TCollection, TResult> resultSelector)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(collectionSelector, nameof(collectionSelector));
        Check.NotNull(resultSelector, nameof(resultSelector));
        return Each(source, collectionSelector, resultSelector);

        static IEnumerable<TResult> Each(
            IEnumerable<TSource> source,
            Func<TSource, IEnumerable<TCollection>> collectionSelector,
            Func<TSource, TCollection, TResult> resultSelector)
        {
            foreach (var item in source)
            {
                foreach (var inner in collectionSelector(item)) yield return resultSelector(item, inner);
            }
        }
    }

    public static IEnumerable<(int Index, TSource Item)> Index<TSource>(this IEnumerable<TSource> source)
    {
        Check.NotNull(source, nameof(source));
        return Each(source);

        static IEnumerable<(int Index, TSource Item)> Each(IEnumerable<TSource> source)
        {
            var index = 0;
            foreach (var item in source) yield return (index++, item);
        }
    }

    public static IEnumerable<TResult> Zip<TFirst, TSecond, TResult>(
        this IEnumerable<TFirst> first,
        IEnumerable<TSecond> second,
        Func<TFirst, TSecond, TResult> resultSelector)
    {
        Check.NotNull(first, nameof(first));
        Check.NotNull(second, nameof(second));
        Check.NotNull(resultSelector, nameof(resultSelector));
        return Each(first, second, resultSelector);

        static IEnumerable<TResult> Each(IEnumerable<TFirst> first, IEnumerable<TSecond> second, Func<TFirst, TSecond, TResult> resultSelector)
        {
            using var others = second.GetEnumerator();
            foreach (var item in first)
            {
                if (!others.MoveNext()) yield break;
                yield return resultSelector(item, others.Current);
            }
        }
    }

    public static IEnumerable<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(this IEnumerable<TFirst> first, IEnumerable<TSecond> second) =>
        first.Zip(second, static (one, other) => (one, other));

    public static IEnumerable<(TFirst First, TSecond Second, TThird Third)> Zip<TFirst, TSecond, TThird>(
        this IEnumerable<TFirst> first,
        IEnumerable<TSecond> second,
        IEnumerable<TThird> third)
    {
        Check.NotNull(third, nameof(third));
        return first.Zip(second).Zip(third, static (pair, last) => (pair.First, pair.Second, last));
    }

    public static IEnumerable<TSource[]> Chunk<TSource>(this IEnumerable<TSource> source, int size)
    {
        Check.NotNull(source, nameof(source));
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), "must be at least 1");
        return Each(source, size);

        static IEnumerable<TSource[]> Each(IEnumerable<TSource> source, int size)
        {
            var chunk = new List<TSource>();
            foreach (var item in source)
            {
                chunk.Add(item);
                if (chunk.Count < size) continue;
                yield return chunk.ToArray();
                chunk.Clear();
            }
            if (chunk.Count > 0) yield return chunk.ToArray();
        }
    }
}
