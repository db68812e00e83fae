using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TSource> Take<TSource>(this IEnumerable<TSource> source, int count)
    {
        Check.NotNull(source, nameof(source));
        return count <= 0 ? [] : Each(source, count);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, int count)
        {
            foreach (var item in source)
            {
                yield return item;
                if (--count == 0) yield break;
            }
        }
    }

    public static IEnumerable<TSource> Take<TSource>(this IEnumerable<TSource> source, Range range)
    {
        Check.NotNull(source, nameof(source));
        if (!range.Start.IsFromEnd && !range.End.IsFromEnd) return source.Take(range.End.Value).Skip(range.Start.Value);
        return Each(source, range);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, Range range)
        {
            var items = source.ToArray();
            var (start, end) = (Math.Max(range.Start.GetOffset(items.Length), 0), Math.Min(range.End.GetOffset(items.Length), items.Length));
            for (var at = start; at < end; at++) yield return items[at];
        }
    }

    public static IEnumerable<TSource> TakeWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(predicate, nameof(predicate));
        return Each(source, predicate);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            foreach (var item in source)
            {
                if (!predicate(item)) yield break;
                yield return item;
            }
        }
    }

    public static IEnumerable<TSource> TakeWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(predicate, nameof(predicate));
        return Each(source, predicate);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
        {
            var index = 0;
            foreach (var item in source)
            {
                if (!predicate(item, index++)) yield break;
                yield return item;
            }
        }
    }

    public static IEnumerable<TSource> TakeLast<TSource>(this IEnumerable<TSource> source, int count)
    {
        Check.NotNull(source, nameof(source));
        return count <= 0 ? [] : Each(source, count);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, int count)
        {
            var last = new Queue<TSource>();
            foreach (var item in source)
            {
                if (last.Count == count) last.Dequeue();
                last.Enqueue(item);
            }
            while (last.TryDequeue(out var item)) yield return item;
        }
    }

    public static IEnumerable<TSource> Skip<TSource>(this IEnumerable<TSource> source, int count)
    {
        Check.NotNull(source, nameof(source));
        return source is IList<TSource> list ? EachOf(list, count) : Each(source, count);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, int count)
        {
            foreach (var item in source)
            {
                if (count-- <= 0) yield return item;
            }
        }

        static IEnumerable<TSource> EachOf(IList<TSource> list, int count)
        {
            for (var at = Math.Max(count, 0); at < list.Count; at++) yield return list[at];
        }
    }

    public static IEnumerable<TSource> SkipWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Check.NotNull(predicate, nameof(predicate));
        return source.SkipWhile((item, _) => predicate(item));
    }

    public static IEnumerable<TSource> SkipWhile<TSource>(this IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        Check.NotNull(source, nameof(source));
        Check.NotNull(predicate, nameof(predicate));
        return Each(source, predicate);

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
        {
            var skipping = true;
            var index = 0;
            foreach (var item in source)
            {
                if (skipping && predicate(item, index++)) continue;
                skipping = false;
                yield return item;
            }
        }
    }

    public static IEnumerable<TSource> SkipLast<TSource>(this IEnumerable<TSource> source, int count)
    {
        Check.NotNull(source, nameof(source));
        return Each(source, Math.Max(count, 0));

        static IEnumerable<TSource> Each(IEnumerable<TSource> source, int count)
        {
            var held = new Queue<TSource>();
            foreach (var item in source)
            {
                held.Enqueue(item);
                if (held.Count > count) yield return held.Dequeue();
            }
        }
    }
}
