extern alias sdk;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ours = sdk::System.Collections.Generic;

/// <summary>Random operations on sorted and linked collections of the library and of .NET at once. Input: a seed, and how many rounds.</summary>
public static class Test
{
    const int Operations = 150;

    public static byte[] Run(byte[] input)
    {
        sdk::Interleave.Runtime.Gas.Left = long.MaxValue / 2;
        var comparison = new Comparison();
        for (var round = 0u; round < input[1]; round++)
        {
            var dice = new Dice(input[0] * 1000u + round);
            Dictionaries(dice, comparison);
            Sets(dice, comparison);
            Queues(dice, comparison);
            Lists(dice, comparison);
        }
        return Encoding.UTF8.GetBytes(comparison.ToString());
    }

    /// <summary>SortedList is compared with the same: it differs in how it is stored only.</summary>
    static void Dictionaries(Dice dice, Comparison comparison)
    {
        var real = new SortedDictionary<int, int>();
        IDictionary<int, int>[] all = [new Ours.SortedDictionary<int, int>(), new Ours.SortedList<int, int>()];
        for (var step = 0; step < Operations; step++)
        {
            var (key, value) = (dice.Below(40), dice.Below(100));
            Func<IDictionary<int, int>, object?> operation = dice.Below(8) switch
            {
                0 or 1 => d => d[key] = value,
                2 => d => { d.Add(key, value); return ""; },
                3 or 4 => d => d.Remove(key),
                5 => d => d[key],
                6 => d => d.TryGetValue(key, out var was) + "" + was,
                _ => d => d.ContainsKey(key),
            };
            // Once for all: the second must not find what the first has done.
            object? result = null;
            Exception? failure = null;
            try { result = operation(real); } catch (Exception exception) { failure = exception; }
            foreach (var ours in all)
            {
                var name = $"{ours.GetType().Name} {key} {value}";
                comparison.Same(name, () => operation(ours), () => failure == null ? result : throw failure);
                comparison.Same(name + " pairs", () => ours, () => real);
                comparison.Same(name + " keys", () => ours.Keys, () => real.Keys);
                comparison.Same(name + " values", () => ours.Values, () => real.Values);
                comparison.Same(name + " count", () => ours.Count, () => real.Count);
            }
        }
    }

    static void Sets(Dice dice, Comparison comparison)
    {
        var ours = new Ours.SortedSet<int>();
        var real = new SortedSet<int>();
        for (var step = 0; step < Operations; step++)
        {
            var item = dice.Below(60);
            var others = Enumerable.Range(0, dice.Below(6)).Select(_ => dice.Below(60)).ToArray();
            void Same(string what, Func<ISet<int>, object?> operation) =>
                comparison.Same($"SortedSet.{what} {item} {Comparison.Text(others)}", () => operation(ours), () => operation(real));
            switch (dice.Below(12))
            {
                case 0: case 1: case 2: Same("Add", s => s.Add(item)); break;
                case 3: case 4: Same("Remove", s => s.Remove(item)); break;
                case 5: Same("UnionWith", s => Do(() => s.UnionWith(others))); break;
                case 6: Same("ExceptWith", s => Do(() => s.ExceptWith(others))); break;
                case 7: Same("SymmetricExceptWith", s => Do(() => s.SymmetricExceptWith(others))); break;
                case 8: if (dice.Chance(4)) Same("IntersectWith", s => Do(() => s.IntersectWith(others))); break;
                case 9: Same("subset", s => s.IsSubsetOf(others) + "" + s.IsProperSubsetOf(others) + s.SetEquals(others)); break;
                case 10: Same("superset", s => s.IsSupersetOf(others) + "" + s.IsProperSupersetOf(others) + s.Overlaps(others)); break;
                case 11: Same("changed while enumerated", s => Do(() => { foreach (var i in s) if (i == item) s.Add(i + 100 + step); })); break;
            }
            Same("content", s => s);
            comparison.Same("SortedSet.Min, Max", () => ours.Min + " " + ours.Max, () => real.Min + " " + real.Max);
            comparison.Same("SortedSet.GetViewBetween", () => ours.GetViewBetween(item, item + 9), () => real.GetViewBetween(item, item + 9));
        }
    }

    /// <summary>Against a list that is searched: .NET's own is trimmed away, and promises nothing for equal priorities.</summary>
    static void Queues(Dice dice, Comparison comparison)
    {
        var ours = new Ours.PriorityQueue<int, int>();
        var model = new List<(int Element, int Priority)>();
        for (var step = 0; step < Operations; step++)
        {
            var priority = dice.Below(10);
            if (dice.Below(5) < 3)
            {
                ours.Enqueue(step, priority);
                model.Add((step, priority));
            }
            else
            {
                comparison.Same("PriorityQueue.Dequeue", () => ours.Dequeue(), () =>
                {
                    var first = model.OrderBy(item => item.Priority).First();
                    model.Remove(first);
                    return first.Element;
                });
            }
            comparison.Same("PriorityQueue.Count", () => ours.Count, () => model.Count);
        }
    }

    static void Lists(Dice dice, Comparison comparison)
    {
        var ours = new Ours.LinkedList<int>();
        var real = new LinkedList<int>();
        for (var step = 0; step < Operations; step++)
        {
            var item = dice.Below(8);
            void Same(string what, Func<Ours.LinkedList<int>, object?> one, Func<LinkedList<int>, object?> other) =>
                comparison.Same($"LinkedList.{what} {item}", () => one(ours), () => other(real));
            switch (dice.Below(6))
            {
                case 0: Same("AddFirst", l => l.AddFirst(item).Value, l => l.AddFirst(item).Value); break;
                case 1: Same("AddLast", l => l.AddLast(item).Value, l => l.AddLast(item).Value); break;
                case 2: Same("AddAfter", l => l.AddAfter(l.Find(item)!, step).Value, l => l.AddAfter(l.Find(item)!, step).Value); break;
                case 3: Same("Remove", l => l.Remove(item), l => l.Remove(item)); break;
                case 4: Same("RemoveFirst", l => Do(l.RemoveFirst), l => Do(l.RemoveFirst)); break;
                case 5: Same("Last", l => l.Last!.Value, l => l.Last!.Value); break;
            }
            Same("content", l => l, l => l);
        }
    }

    static object? Do(Action action)
    {
        action();
        return "";
    }
}
