using System.Collections;
using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

/// <summary>As in .NET. Sequences are evaluated when they are enumerated; OrderBy is stable.</summary>
public static partial class Enumerable
{
    public static IEnumerable<TSource> Where<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(predicate, nameof(predicate));
        return Each(source, predicate);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            foreach (var item in source)
            {
                if (predicate(item)) yield return item;
            }
        }
    }

    public static IEnumerable<TSource> Where<TSource>(this IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(predicate, nameof(predicate));
        return Each(source, predicate);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
        {
            var index = 0;
            foreach (var item in source)
            {
                if (predicate(item, index++)) yield return item;
            }
        }
    }

    public static IEnumerable<TResult> OfType<TResult>(this IEnumerable source)
    {
        Check.NotNull(source, nameof(source));
        return Each(source);

        static IEnumerable<TResult> Each(IEnumerable source)
        {
            foreach (var item in source)
            {
                if (item is TResult result) yield return result;
            }
        }
    }

    public static IEnumerable<TResult> Cast<TResult>(this IEnumerable source)
    {
        if (source is IEnumerable<TResult> typed) return typed;
        Check.NotNull(source, nameof(source));
        return Each(source);

        static IEnumerable<TResult> Each(IEnumerable source)
        {
            foreach (var item in source) yield return (TResult)item!;
        }
    }

    public static IEnumerable<TSource> AsEnumerable<TSource>(this IEnumerable<TSource> source) => source;

    public static IEnumerable<TSource> DefaultIfEmpty<TSource>(this IEnumerable<TSource> source) => source.DefaultIfEmpty(default!)!;

    public static IEnumerable<TSource> DefaultIfEmpty<TSource>(this IEnumerable<TSource> source, TSource defaultValue)
    {
        Check.NotNull(source, nameof(source));
        return Each(source, defaultValue);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, TSource defaultValue)
        {
            var any = false;
            foreach (var item in source)
            {
                any = true;
                yield return item;
            }
            if (!any) yield return defaultValue;
        }
    }
}
