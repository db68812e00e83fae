using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static TSource First<TSource>(this IEnumerable<TSource> source) => source.TryFirst(out var first) ? first : throw NoElements();

    public static TSource First<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.Where(predicate).TryFirst(out var first) ? first : throw NoMatch();

    public static TSource? FirstOrDefault<TSource>(this IEnumerable<TSource> source) => source.TryFirst(out var first) ? first : default;

    public static TSource FirstOrDefault<TSource>(this IEnumerable<TSource> source, TSource defaultValue) =>
        source.TryFirst(out var first) ? first : defaultValue;

    public static TSource? FirstOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.Where(predicate).FirstOrDefault();

    public static TSource FirstOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue) =>
        source.Where(predicate).FirstOrDefault(defaultValue);

    public static TSource Last<TSource>(this IEnumerable<TSource> source) => source.TryLast(out var last) ? last : throw NoElements();

    public static TSource Last<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.Where(predicate).TryLast(out var last) ? last : throw NoMatch();

    public static TSource? LastOrDefault<TSource>(this IEnumerable<TSource> source) => source.TryLast(out var last) ? last : default;

    public static TSource LastOrDefault<TSource>(this IEnumerable<TSource> source, TSource defaultValue) =>
        source.TryLast(out var last) ? last : defaultValue;

    public static TSource? LastOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.Where(predicate).LastOrDefault();

    public static TSource LastOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue) =>
        source.Where(predicate).LastOrDefault(defaultValue);

    public static TSource Single<TSource>(this IEnumerable<TSource> source) => source.TrySingle(out var single) ? single : throw NoElements();

    public static TSource Single<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.Where(predicate).TrySingle(out var single) ? single : throw NoMatch();

    public static TSource? SingleOrDefault<TSource>(this IEnumerable<TSource> source) => source.TrySingle(out var single) ? single : default;

    public static TSource SingleOrDefault<TSource>(this IEnumerable<TSource> source, TSource defaultValue) =>
        source.TrySingle(out var single) ? single : defaultValue;

    public static TSource? SingleOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate) =>
        source.Where(predicate).SingleOrDefault();

    public static TSource SingleOrDefault<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue) =>
        source.Where(predicate).SingleOrDefault(defaultValue);

    public static TSource ElementAt<TSource>(this IEnumerable<TSource> source, int index) =>
        source.TryElementAt(index, out var element) ? element : throw new ArgumentOutOfRangeException(nameof(index));

    public static TSource ElementAt<TSource>(this IEnumerable<TSource> source, Index index) =>
        source.TryElementAt(index, out var element) ? element : throw new ArgumentOutOfRangeException(nameof(index));

    public static TSource? ElementAtOrDefault<TSource>(this IEnumerable<TSource> source, int index) =>
        source.TryElementAt(index, out var element) ? element : default;

    public static TSource? ElementAtOrDefault<TSource>(this IEnumerable<TSource> source, Index index) =>
        source.TryElementAt(index, out var element) ? element : default;

    static bool TryFirst<TSource>(this IEnumerable<TSource> source, [MaybeNullWhen(false)] out TSource first)
    {
        Check.NotNull(source, nameof(source));
        foreach (var item in source)
        {
            first = item;
            return true;
        }
        first = default;
        return false;
    }

    static bool TryLast<TSource>(this IEnumerable<TSource> source, [MaybeNullWhen(false)] out TSource last)
    {
        Check.NotNull(source, nameof(source));
        if (source is IList<TSource> list) return list.TryElementAt(list.Count - 1, out last);
        last = default;
        var any = false;
        foreach (var item in source)
        {
            last = item;
            any = true;
        }
        return any;
    }

    static bool TrySingle<TSource>(this IEnumerable<TSource> source, [MaybeNullWhen(false)] out TSource single)
    {
        Check.NotNull(source, nameof(source));
        single = default;
        var any = false;
        foreach (var item in source)
        {
            if (any) throw new InvalidOperationException("the sequence has more than one element that will do");
            single = item;
            any = true;
        }
        return any;
    }

    static bool TryElementAt<TSource>(this IEnumerable<TSource> source, Index index, [MaybeNullWhen(false)] out TSource element)
    {
        Check.NotNull(source, nameof(source));
        if (!index.IsFromEnd) return source.TryElementAt(index.Value, out element);
        var items = source as IList<TSource> ?? source.ToArray();
        return items.TryElementAt(items.Count - index.Value, out element);
    }

    static bool TryElementAt<TSource>(this IEnumerable<TSource> source, int index, [MaybeNullWhen(false)] out TSource element)
    {
        Check.NotNull(source, nameof(source));
        element = default;
        if (index < 0) return false;
        if (source is IList<TSource> list)
        {
            if (index >= list.Count) return false;
            element = list[index];
            return true;
        }
        foreach (var item in source)
        {
            if (index-- > 0) continue;
            element = item;
            return true;
        }
        return false;
    }

    static InvalidOperationException NoElements() => new("the sequence has no elements");

    static InvalidOperationException NoMatch() => new("no element of the sequence will do");
}
