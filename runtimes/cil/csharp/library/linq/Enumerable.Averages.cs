using System.Collections.Generic;
using Interleave.Library;

namespace System.Linq;

/// <remarks>The average of integers is a decimal here, where .NET gives a double: contracts have no floating point.</remarks>
public static partial class Enumerable
{
    public static decimal Average(this IEnumerable<int> source) => source.Select(static item => (long)item).Average();

    public static decimal Average<TSource>(this IEnumerable<TSource> source, Func<TSource, int> selector) => source.Select(selector).Average();

    public static decimal Average(this IEnumerable<long> source)
    {
        Check.NotNull(source, nameof(source));
        long sum = 0;
        var count = 0;
        foreach (var item in source)
        {
            sum = checked(sum + item);
            count++;
        }
        return count > 0 ? (decimal)sum / count : throw NoElements();
    }

    public static decimal Average<TSource>(this IEnumerable<TSource> source, Func<TSource, long> selector) => source.Select(selector).Average();

    public static decimal Average(this IEnumerable<decimal> source)
    {
        Check.NotNull(source, nameof(source));
        decimal sum = 0;
        var count = 0;
        foreach (var item in source)
        {
            sum += item;
            count++;
        }
        return count > 0 ? sum / count : throw NoElements();
    }

    public static decimal Average<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal> selector) => source.Select(selector).Average();

    public static double Average(this IEnumerable<double> source)
    {
        Check.NotNull(source, nameof(source));
        double sum = 0;
        var count = 0;
        foreach (var item in source)
        {
            sum += item;
            count++;
        }
        return count > 0 ? sum / count : throw NoElements();
    }

    public static double Average<TSource>(this IEnumerable<TSource> source, Func<TSource, double> selector) => source.Select(selector).Average();
}
