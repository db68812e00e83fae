using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

public static partial class Enumerable
{
    public static IEnumerable<TResult> Join<TOuter, TInner, TKey, TResult>(
        this IEnumerable<TOuter> outer,
        IEnumerable<TInner> inner,
        Func<TOuter, TKey> outerKeySelector,
        Func<TInner, TKey> innerKeySelector,
        Func<TOuter, TInner, TResult> resultSelector,
        IEqualityComparer<TKey>? comparer = null)
    {
        Check.NotNull(resultSelector, nameof(resultSelector));
        return outer
            .GroupJoin(inner, outerKeySelector, innerKeySelector, static (one, others) => (Outer: one, Inner: others), comparer)
            .SelectMany(static pair => pair.Inner, (pair, other) => resultSelector(pair.Outer, other));
    }

    public static IEnumerable<TResult> LeftJoin<TOuter, TInner, TKey, TResult>(
        this IEnumerable<TOuter> outer,
        IEnumerable<TInner> inner,
        Func<TOuter, TKey> outerKeySelector,
        Func<TInner, TKey> innerKeySelector,
        Func<TOuter, TInner?, TResult> resultSelector,
        IEqualityComparer<TKey>? comparer = null)
    {
        Check.NotNull(resultSelector, nameof(resultSelector));
        return outer
            .GroupJoin(inner, outerKeySelector, innerKeySelector, static (one, others) => (Outer: one, Inner: others), comparer)
            .SelectMany(static pair => pair.Inner.DefaultIfEmpty(), (pair, other) => resultSelector(pair.Outer, other));
    }

    public static IEnumerable<TResult> RightJoin<TOuter, TInner, TKey, TResult>(
        this IEnumerable<TOuter> outer,
        IEnumerable<TInner> inner,
        Func<TOuter, TKey> outerKeySelector,
        Func<TInner, TKey> innerKeySelector,
        Func<TOuter?, TInner, TResult> resultSelector,
        IEqualityComparer<TKey>? comparer = null)
    {
        Check.NotNull(resultSelector, nameof(resultSelector));
        return inner.LeftJoin(outer, innerKeySelector, outerKeySelector, (one, other) => resultSelector(other, one), comparer);
    }

    /// <summary>As in .NET, null is no key: it has no partner.</summary>
    public static IEnumerable<TResult> GroupJoin<TOuter, TInner, TKey, TResult>(
        this IEnumerable<TOuter> outer,
        IEnumerable<TInner> inner,
        Func<TOuter, TKey> outerKeySelector,
        Func<TInner, TKey> innerKeySelector,
        Func<TOuter, IEnumerable<TInner>, TResult> resultSelector,
        IEqualityComparer<TKey>? comparer = null)
    {
        Check.NotNull(outer, nameof(outer));
        Check.NotNull(inner, nameof(inner));
        Check.NotNull(outerKeySelector, nameof(outerKeySelector));
        Check.NotNull(innerKeySelector, nameof(innerKeySelector));
        Check.NotNull(resultSelector, nameof(resultSelector));
        return Each(outer, inner, outerKeySelector, innerKeySelector, resultSelector, comparer);

        static IEnumerable<TResult> Each(
            IEnumerable<TOuter> outer,
            IEnumerable<TInner> inner,
            Func<TOuter, TKey> outerKeySelector,
            Func<TInner, TKey> innerKeySelector,
            Func<TOuter, IEnumerable<TInner>, TResult> resultSelector,
            IEqualityComparer<TKey>? comparer)
        {
            var partners = GroupTable<TKey, TInner>.Of(inner, innerKeySelector, static item => item, comparer);
            foreach (var item in outer)
            {
                var key = outerKeySelector(item);
                yield return resultSelector(item, key == null ? [] : partners.Existing(key) ?? (IEnumerable<TInner>)[]);
            }
        }
    }
}
