using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TResult> Empty<TResult>() => Array.Empty<TResult>();

    public static IEnumerable<int> Range(int start, int count)
    {
        Check.NotNegative(count, nameof(count));
        if ((long)start + count - 1 > int.MaxValue) throw new ArgumentOutOfRangeException(nameof(count), "goes beyond the largest int");
        return Each(start, count);

        static IEnumerable<int> Each(int start, int count)
        {
            for (var at = 0; at < count; at++) yield return start + at;
        }
    }

    public static IEnumerable<TResult> Repeat<TResult>(TResult element, int count)
    {
        Check.NotNegative(count, nameof(count));
        return Each(element, count);

        static IEnumerable<TResult> Each(TResult element, int count)
        {
            for (var at = 0; at < count; at++) yield return element;
        }
    }

    public static IEnumerable<TSource> Append<TSource>(this IEnumerable<TSource> source, TSource element)
    {
        Check.NotNull(source, nameof(source));
        return Each(source, element);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, TSource element)
        {
            foreach (var item in source) yield return item;
            yield return element;
        }
    }

    public static IEnumerable<TSource> Prepend<TSource>(this IEnumerable<TSource> source, TSource element)
    {
        Check.NotNull(source, nameof(source));
        return Each(source, element);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, TSource element)
        {
            yield return element;
            foreach (var item in source) yield return item;
        }
    }

    public static IEnumerable<TSource> Concat<TSource>(this IEnumerable<TSource> first, IEnumerable<TSource> second)
    {
        Check.NotNull(first, nameof(first));
        Check.NotNull(second, nameof(second));
        return Each(first, second);

        static IEnumerable<TSource> Each(IEnumerable<TSource> first, IEnumerable<TSource> second)
        {
            foreach (var item in first) yield return item;
            foreach (var item in second) yield return item;
        }
    }

    public static IEnumerable<TSource> Reverse<TSource>(this IEnumerable<TSource> source)
    {
        Check.NotNull(source, nameof(source));
        return Each(source);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source)
        {
            var items = source.ToArray();
            for (var at = items.Length - 1; at >= 0; at--) yield return items[at];
        }
    }

    /// <summary>Without it, <c>array.Reverse()</c> would be the one of spans, which changes the array.</summary>
    public static IEnumerable<TSource> Reverse<TSource>(this TSource[] source) => Reverse((IEnumerable<TSource>)source);
}
