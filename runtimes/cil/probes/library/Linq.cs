extern alias sdk;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ours = sdk::System.Linq.Enumerable;

/// <summary>Queries of random sequences by the library and by .NET; where .NET's is trimmed away, by the plainest loop. Input: a seed, and how many rounds.</summary>
public static class Test
{
    sealed record Item(int Number, string? Name);

    public static byte[] Run(byte[] input)
    {
        sdk::Interleave.Runtime.Gas.Left = long.MaxValue / 2;
        var comparison = new Comparison();
        for (var round = 0u; round < input[1]; round++)
        {
            var dice = new Dice(input[0] * 1000u + round);
            var numbers = Numbers(dice);
            var others = Numbers(dice);
            // As a list, an array, and something that can only be enumerated.
            IEnumerable<int> source = dice.Below(3) switch { 0 => numbers, 1 => new List<int>(numbers), _ => numbers.Select(i => i) };
            Numbers(source, others, dice, comparison);
            Numbers(source, numbers, others, dice.Below(8) - 1, comparison);
            Items(numbers.Select(i => new Item(i, i % 5 == 0 ? null : "n" + i % 7)).ToArray(), comparison);
        }
        return Encoding.UTF8.GetBytes(comparison.ToString());
    }

    static int[] Numbers(Dice dice) => Enumerable.Range(0, dice.Chance(6) ? 0 : dice.Below(30)).Select(_ => dice.Below(12)).ToArray();

    static void Numbers(IEnumerable<int> source, int[] others, Dice dice, Comparison comparison)
    {
        var (n, k) = (dice.Below(12), dice.Below(10) - 2);
        bool Odd(int i) => i % 2 == 1;
        bool Small(int i) => i < n;
        void Same(string what, Func<object?> ours, Func<object?> real) =>
            comparison.Same($"{what} {n} {k} of {Comparison.Text(source)} and {Comparison.Text(others)}", ours, real);
        Same("Where", () => Ours.Where(source, Odd), () => source.Where(Odd));
        Same("Select", () => Ours.Select(source, i => i * k), () => source.Select(i => i * k));
        Same("Select indexed", () => Ours.Select(source, (i, at) => i * at), () => source.Select((i, at) => i * at));
        Same("SelectMany", () => Ours.SelectMany(source, i => Ours.Repeat(i, i % 3)), () => source.SelectMany(i => Enumerable.Repeat(i, i % 3)));
        Same("SelectMany pairs", () => Ours.SelectMany(source, _ => others, (a, b) => a * b), () => source.SelectMany(_ => others, (a, b) => a * b));
        Same("Take", () => Ours.Take(source, k), () => source.Take(k));
        Same("Skip", () => Ours.Skip(source, k), () => source.Skip(k));
        Same("TakeWhile", () => Ours.TakeWhile(source, Small), () => source.TakeWhile(Small));
        Same("SkipWhile", () => Ours.SkipWhile(source, Small), () => source.SkipWhile(Small));
        Same("First", () => Ours.First(source), () => source.First());
        Same("First of", () => Ours.First(source, Small), () => source.First(Small));
        Same("FirstOrDefault", () => Ours.FirstOrDefault(source, Small), () => source.FirstOrDefault(Small));
        Same("Last", () => Ours.Last(source), () => source.Last());
        Same("Last of", () => Ours.Last(source, Small), () => source.Last(Small));
        Same("LastOrDefault", () => Ours.LastOrDefault(source, Small), () => source.LastOrDefault(Small));
        Same("Single", () => Ours.Single(source), () => source.Single());
        Same("Single of", () => Ours.Single(source, i => i == n), () => source.Single(i => i == n));
        Same("SingleOrDefault", () => Ours.SingleOrDefault(source, i => i == n), () => source.SingleOrDefault(i => i == n));
        Same("ElementAt", () => Ours.ElementAt(source, k), () => source.ElementAt(k));
        Same("ElementAtOrDefault", () => Ours.ElementAtOrDefault(source, k), () => source.ElementAtOrDefault(k));
        Same("Any", () => (Ours.Any(source), Ours.Any(source, Small)), () => (source.Any(), source.Any(Small)));
        Same("All", () => Ours.All(source, Small), () => source.All(Small));
        Same("Contains", () => Ours.Contains(source, n), () => source.Contains(n));
        Same("Count", () => (Ours.Count(source), Ours.Count(source, Odd)), () => (source.Count(), source.Count(Odd)));
        Same("Sum", () => (Ours.Sum(source), Ours.Sum(source, i => i * k)), () => (source.Sum(i => i), source.Sum(i => i * k)));
        Same("Min", () => Ours.Min(source), () => source.Min());
        Same("Max", () => Ours.Max(source), () => source.Max());
        Same("Max of", () => Ours.Max(source, i => "n" + i), () => source.Max(i => "n" + i));
        Same("Aggregate", () => Ours.Aggregate(source, (a, b) => a * 31 + b), () => source.Aggregate((a, b) => a * 31 + b));
        Same("Aggregate from", () => Ours.Aggregate(source, "", (a, b) => a + b), () => source.Aggregate("", (a, b) => a + b));
        Same("Reverse", () => Ours.Reverse(source), () => source.Reverse());
        Same("Append, Prepend", () => Ours.Prepend(Ours.Append(source, n), k), () => source.Append(n).Prepend(k));
        Same("Concat", () => Ours.Concat(source, others), () => source.Concat(others));
        Same("Zip", () => Ours.Zip(source, others, (a, b) => a - b), () => source.Zip(others, (a, b) => a - b));
        Same("Chunk", () => Ours.Chunk(source, k), () => source.Chunk(k));
        Same("Range", () => Ours.Range(n, k), () => Enumerable.Range(n, k));
        Same("Distinct", () => Ours.Distinct(source), () => source.Distinct());
        Same("Union", () => Ours.Union(source, others), () => source.Union(others));
        Same("Except", () => Ours.Except(source, others), () => source.Except(others));
        Same("Intersect", () => Ours.Intersect(source, others), () => source.Intersect(others));
        Same("SequenceEqual", () => Ours.SequenceEqual(source, others), () => source.SequenceEqual(others));
        Same("DefaultIfEmpty", () => Ours.DefaultIfEmpty(source, n), () => source.DefaultIfEmpty(n));
        Same("ToArray", () => Ours.ToArray(source), () => source.ToArray());
        Same("ToList", () => Ours.ToList(source), () => source.ToList());
        Same("ToDictionary", () => Ours.ToDictionary(source, i => i, i => i + k), () => source.ToDictionary(i => i, i => i + k));
        Same("OfType", () => Ours.OfType<int>(Ours.Select(source, i => i < n ? (object)i : "s")), () => source.Where(Small));
        Same("Cast", () => Ours.Cast<int>(Ours.Select(source, i => i < n ? (object)i : "s")), () => source.Select(i => i < n ? (object)i : "s").Cast<int>());
        Same("Order", () => Ours.Order(source), () => source.Order());
        Same("OrderByDescending", () => Ours.OrderByDescending(source, i => i % 4), () => source.OrderByDescending(i => i % 4));
    }

    /// <summary>What .NET has, but not the trimmed one.</summary>
    static void Numbers(IEnumerable<int> source, int[] all, int[] others, int k, Comparison comparison)
    {
        void Same(string what, Func<object?> ours, Func<object?> plain) =>
            comparison.Same($"{what} {k} of {Comparison.Text(source)} and {Comparison.Text(others)}", ours, plain);
        int Clamp(int i) => Math.Max(0, Math.Min(i, all.Length));
        Same("TakeLast", () => Ours.TakeLast(source, k), () => all[Clamp(all.Length - k)..]);
        Same("SkipLast", () => Ours.SkipLast(source, k), () => all[..Clamp(all.Length - Math.Max(k, 0))]);
        Same("Take range", () => Ours.Take(source, 1..^Math.Max(k, 0)), () => all[Math.Min(1, all.Length)..Math.Max(Math.Min(1, all.Length), Clamp(all.Length - Math.Max(k, 0)))]);
        Same("Where indexed", () => Ours.Where(source, (i, at) => at % 2 == 0), () => Kept(all, at => at % 2 == 0));
        Same("DistinctBy", () => Ours.DistinctBy(source, i => i % 3), () => Firsts(all, i => i % 3));
        Same("MinBy", () => Ours.MinBy(source, i => i % 5), () => all.OrderBy(i => i % 5).First());
        Same("MaxBy", () => Ours.MaxBy(source, i => i % 5), () => all.OrderByDescending(i => i % 5).First());
        Same("CountBy", () => Ours.Select(Ours.CountBy(source, i => i % 4), p => p.Key + ":" + p.Value), () => all.GroupBy(i => i % 4).Select(g => g.Key + ":" + g.Count()));
        Same("AggregateBy", () => Ours.Select(Ours.AggregateBy(source, i => i % 4, "", (a, b) => a + b), p => p.Value), () => all.GroupBy(i => i % 4).Select(g => g.Aggregate("", (a, b) => a + b)));
        Same("Index", () => Ours.Select(Ours.Index(source), p => p.Index * p.Item), () => all.Select((i, at) => i * at));
        Same("Average", () => Ours.Average(source), () => all.Length == 0 ? throw new InvalidOperationException() : (decimal)all.Sum(i => i) / all.Length);
        Same("ToHashSet", () => Ours.ToHashSet(source), () => all.Distinct());
        Same("GroupJoin", () => Ours.GroupJoin(source, others, i => i, i => i, (a, b) => a + "/" + Ours.Count(b)), () => all.Select(a => a + "/" + others.Count(b => b == a)));
        Same("LeftJoin", () => Ours.LeftJoin(source, others, i => i, i => i, (a, b) => a + b), () => all.SelectMany(a => others.Where(b => b == a).DefaultIfEmpty(0), (a, b) => a + b));
        Same("RightJoin", () => Ours.RightJoin(source, others, i => i, i => i, (a, b) => a + b), () => others.SelectMany(a => all.Where(b => b == a).DefaultIfEmpty(0), (a, b) => a + b));
    }

    static IEnumerable<int> Firsts(int[] all, Func<int, int> key) => Kept(all, at => !all.Take(at).Any(i => key(i) == key(all[at])));

    static IEnumerable<int> Kept(int[] all, Func<int, bool> keeps) => Enumerable.Range(0, all.Length).Where(keeps).Select(at => all[at]);

    static void Items(Item[] items, Comparison comparison)
    {
        void Same(string what, Func<object?> ours, Func<object?> real) => comparison.Same($"{what} of {Comparison.Text(items)}", ours, real);
        Same("OrderBy, ThenBy",
            () => Ours.ThenByDescending(Ours.ThenBy(Ours.OrderBy(items, i => i.Name), i => i.Number % 3), i => i.Number),
            () => items.OrderBy(i => i.Name).ThenBy(i => i.Number % 3).ThenByDescending(i => i.Number));
        Same("OrderByDescending",
            () => Ours.OrderByDescending(items, i => (i.Number % 2, i.Name).ToString()),
            () => items.OrderByDescending(i => (i.Number % 2, i.Name).ToString()));
        Same("GroupBy",
            () => Ours.Select(Ours.GroupBy(items, i => i.Name), g => g.Key + "=" + Comparison.Text(g)),
            () => items.GroupBy(i => i.Name).Select(g => g.Key + "=" + Comparison.Text(g)));
        Same("GroupBy, elements",
            () => Ours.Select(Ours.GroupBy(items, i => i.Name, i => i.Number), g => g.Key + "=" + Comparison.Text(g)),
            () => items.GroupBy(i => i.Name, i => i.Number).Select(g => g.Key + "=" + Comparison.Text(g)));
        Same("ToLookup",
            () => Comparison.Text(Ours.ToLookup(items, i => i.Name)["n1"]) + Ours.ToLookup(items, i => i.Name).Count,
            () => Comparison.Text(items.Where(i => i.Name == "n1")) + items.Select(i => i.Name).Distinct().Count());
        Same("Join",
            () => Ours.Join(items, items, i => i.Name, i => i.Name, (a, b) => a.Number * 100 + b.Number),
            () => items.Join(items, i => i.Name, i => i.Name, (a, b) => a.Number * 100 + b.Number));
        Same("Distinct records", () => Ours.Distinct(items), () => items.Distinct());
        Same("Min of names", () => Ours.Min(items, i => i.Name), () => items.Min(i => i.Name));
    }
}
