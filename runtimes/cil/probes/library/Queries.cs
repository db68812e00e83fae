using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Interleave;

/// <summary>C# that leans on what the compiler looks for by name: queries, collection expressions, records, tuples, patterns.</summary>
public static class Test
{
    record Bid(string Who, UInt256 Amount, int Round);

    enum Side : byte { Buy, Sell }

    struct Plain
    {
        public int Number;
        public string Text;
    }

    public static byte[] Run(byte[] input)
    {
        Interleave.Runtime.Gas.Left = long.MaxValue / 2;
        var lines = new List<string>();
        foreach (var test in Tests) lines.Add(test());
        return Encoding.UTF8.GetBytes(string.Join("\n", lines.ToArray()));
    }

    static readonly Bid[] Bids = [new("ann", 30, 1), new("bob", 20, 1), new("ann", 25, 2), new("cy", 30, 2)];

    static readonly Func<string>[] Tests =
    [
        () => "query: " + string.Join(" ", (from bid in Bids where bid.Amount > 20 orderby bid.Amount descending, bid.Who select bid.Who + bid.Round).ToArray()),
        () => "group: " + string.Join(" ", (from bid in Bids group bid.Amount by bid.Who into own let sum = own.Sum() orderby sum select own.Key + "=" + sum).ToArray()),
        () => "join: " + string.Join(" ", (from one in Bids join other in Bids on one.Round equals other.Round where one.Amount < other.Amount select one.Who + "<" + other.Who).ToArray()),
        () => "from from: " + (from x in Enumerable.Range(1, 4) from y in Enumerable.Range(1, x) where x + y == 5 select x * y).Sum(),
        () => { List<int> list = [3, 1, .. Enumerable.Range(7, 2), 2]; list.Sort(); return "list: " + string.Join(" ", list.Select(i => i.ToString()).ToArray()); },
        () => { int[] head = [1, 2]; IReadOnlyList<int> all = [.. head, .. head.Select(i => i * 10)]; return "spread: " + all.Count + all[^1]; },
        () => { HashSet<int> set = [1, 2, 2]; Span<int> span = [4, 5]; var sum = 0; foreach (var i in span) sum += i; return "set and span: " + set.Count + sum; },
        () => { var seen = new Dictionary<(Address, int), Bid> { [(default, 1)] = Bids[0] }; return "tuple key: " + seen.ContainsKey((default, 1)) + seen.ContainsKey((default, 2)); },
        () => { var seen = new HashSet<Bid>(Bids); return "record key: " + seen.Contains(new Bid("bob", 20, 1)) + seen.Contains(new Bid("bob", 21, 1)); },
        () => { var seen = new HashSet<object> { new Plain { Number = 1, Text = "a" }, Side.Sell, 5L, "x", (1, "y"), new { A = 1 } }; return "object keys: " + seen.Contains(new Plain { Number = 1, Text = "a" }) + seen.Contains(Side.Sell) + seen.Contains("x") + seen.Contains((1, "y")) + seen.Contains(new { A = 1 }) + seen.Contains(5); },
        () => "hashes: " + "interleave".GetHashCode().Equals("interleave".GetHashCode()) + " " + (1, "two", 3UL, Side.Sell, (UInt128)5, (int?)null).GetHashCode() + " " + new { A = 1, B = "x" }.GetHashCode() + " " + HashCode.Combine("a", 1, true),
        () => { var (quotient, remainder) = Math.DivRem(17, 5); return $"tuple: {quotient} {remainder} {(1, "a", (2, 3))}"; },
        () => "order: " + string.Join(" ", new[] { "b", "A", "a", "B", "é", "Z" }.Order().ToArray()),
        () => "order of tuples: " + string.Join(" ", new[] { ("b", 1), ("a", 2), ("a", 1) }.Order().Select(t => t.Item1 + t.Item2).ToArray()),
        () => "enums: " + string.Join(" ", new[] { Side.Sell, Side.Buy }.OrderBy(side => side).Select(side => (int)side).Select(i => i.ToString()).ToArray()),
        () => { try { new HashSet<Func<string>>().Add(Tests![0]); return "delegate as key"; } catch (NotSupportedException) { return "no delegate as key"; } },
        () => { try { new HashSet<int[]>().Add([1]); return "array as key"; } catch (NotSupportedException) { return "no array as key"; } },
        () => { try { _ = checked(new[] { int.MaxValue, 1 }.Sum()); return "sum wraps"; } catch (OverflowException) { return "sum overflows"; } },
        () => "sums: " + new byte[] { 200, 100 }.Sum(b => b) + " " + new[] { 5UL, 6UL }.Sum() + " " + new[] { 1.5m, 2m }.Sum() + " " + new int?[] { 1, null }.Sum() + " " + Bids.Sum(bid => bid.Amount),
    ];
}
