using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Interleave;

namespace System.Linq;

/// <remarks>
/// A sum that overflows throws. There are sums of more types than in .NET; those of int and long come first where a smaller number would
/// convert to several.
/// </remarks>
public static partial class Enumerable
{
    public static int Sum(this IEnumerable<int> source) => source.Aggregate(0, static (sum, item) => checked(sum + item));

    public static int Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, int> selector) => source.Select(selector).Sum();

    public static long Sum(this IEnumerable<long> source) => source.Aggregate(0L, static (sum, item) => checked(sum + item));

    public static long Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, long> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static ulong Sum(this IEnumerable<ulong> source) => source.Aggregate(0UL, static (sum, item) => checked(sum + item));

    [OverloadResolutionPriority(-1)]
    public static ulong Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, ulong> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static Int128 Sum(this IEnumerable<Int128> source) => source.Aggregate((Int128)0, static (sum, item) => checked(sum + item));

    [OverloadResolutionPriority(-1)]
    public static Int128 Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, Int128> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static UInt128 Sum(this IEnumerable<UInt128> source) => source.Aggregate((UInt128)0, static (sum, item) => checked(sum + item));

    [OverloadResolutionPriority(-1)]
    public static UInt128 Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, UInt128> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static UInt256 Sum(this IEnumerable<UInt256> source) => source.Aggregate(UInt256.Zero, static (sum, item) => sum + item);

    [OverloadResolutionPriority(-1)]
    public static UInt256 Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, UInt256> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static Int256 Sum(this IEnumerable<Int256> source) => source.Aggregate(Int256.Zero, static (sum, item) => sum + item);

    [OverloadResolutionPriority(-1)]
    public static Int256 Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, Int256> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static decimal Sum(this IEnumerable<decimal> source) => source.Aggregate(0m, static (sum, item) => sum + item);

    [OverloadResolutionPriority(-1)]
    public static decimal Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static double Sum(this IEnumerable<double> source) => source.Aggregate(0d, static (sum, item) => sum + item);

    [OverloadResolutionPriority(-1)]
    public static double Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, double> selector) => source.Select(selector).Sum();

    public static int? Sum(this IEnumerable<int?> source) => source.Select(static item => item ?? 0).Sum();

    public static int? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, int?> selector) => source.Select(selector).Sum();

    public static long? Sum(this IEnumerable<long?> source) => source.Select(static item => item ?? 0).Sum();

    public static long? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, long?> selector) => source.Select(selector).Sum();

    [OverloadResolutionPriority(-1)]
    public static decimal? Sum(this IEnumerable<decimal?> source) => source.Select(static item => item ?? 0).Sum();

    [OverloadResolutionPriority(-1)]
    public static decimal? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal?> selector) => source.Select(selector).Sum();
}
