extern alias sdk;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ours = sdk::System.Collections.Generic;

/// <summary>Random operations on collections of the library and of .NET at once. Input: a seed, and how many rounds.</summary>
public static class Test
{
    const int Operations = 120;

    public static byte[] Run(byte[] input)
    {
        sdk::Interleave.Runtime.Gas.Left = long.MaxValue / 2;
        var comparison = new Comparison();
        for (var round = 0u; round < input[1]; round++)
        {
            var dice = new Dice(input[0] * 1000u + round);
            Lists(dice, comparison);
            Dictionaries(dice, comparison);
            Sets(dice, comparison);
            Queues(dice, comparison);
            Stacks(dice, comparison);
        }
        return Encoding.UTF8.GetBytes(comparison.ToString());
    }

    static void Lists(Dice dice, Comparison comparison)
    {
        var ours = new Ours.List<int>();
        var real = new List<int>();
        for (var step = 0; step < Operations; step++)
        {
            var (item, index, count) = (dice.Below(20), dice.Index(real.Count), dice.Index(6));
            var more = Enumerable.Range(item, dice.Below(5)).ToArray();
            void Same(string what, Func<Ours.List<int>, object?> one, Func<List<int>, object?> other) =>
                comparison.Same($"List.{what} {item} {index} {count}", () => one(ours), () => other(real));
            switch (dice.Below(24))
            {
                case 0: case 1: case 2: case 3: Same("Add", l => Do(() => l.Add(item)), l => Do(() => l.Add(item))); break;
                case 4: Same("AddRange", l => Do(() => l.AddRange(more)), l => Do(() => l.AddRange(more))); break;
                case 5: Same("Insert", l => Do(() => l.Insert(index, item)), l => Do(() => l.Insert(index, item))); break;
                case 6: Same("InsertRange", l => Do(() => l.InsertRange(index, more)), l => Do(() => l.InsertRange(index, more))); break;
                case 7: Same("InsertRange lazily", l => Do(() => l.InsertRange(index, more.Where(i => i > 3))), l => Do(() => l.InsertRange(index, more.Where(i => i > 3)))); break;
                case 8: Same("Remove", l => l.Remove(item), l => l.Remove(item)); break;
                case 9: Same("RemoveAt", l => Do(() => l.RemoveAt(index)), l => Do(() => l.RemoveAt(index))); break;
                case 10: Same("RemoveRange", l => Do(() => l.RemoveRange(index, count)), l => Do(() => l.RemoveRange(index, count))); break;
                case 11: Same("RemoveAll", l => l.RemoveAll(i => i % 7 == item % 7), l => l.RemoveAll(i => i % 7 == item % 7)); break;
                case 12: Same("IndexOf", l => l.IndexOf(item), l => l.IndexOf(item)); break;
                case 13: Same("IndexOf from", l => l.IndexOf(item, index), l => l.IndexOf(item, index)); break;
                case 14: Same("FindIndex", l => l.FindIndex(i => i > item), l => l.FindIndex(i => i > item)); break;
                case 15: Same("FindIndex in", l => l.FindIndex(index, count, i => i > item), l => l.FindIndex(index, count, i => i > item)); break;
                case 16: Same("Contains", l => l.Contains(item), l => l.Contains(item)); break;
                case 17: Same("Reverse", l => Do(() => l.Reverse(index, count)), l => Do(() => l.Reverse(index, count))); break;
                case 18: Same("Sort in", l => Do(() => l.Sort(index, count, null)), l => Do(() => l.Sort(index, count, null))); break;
                case 19: if (dice.Chance(4)) Same("Sort", l => Do(l.Sort), l => Do(l.Sort)); break;
                case 20: Same("Sort by", l => Do(() => l.Sort((a, b) => b.CompareTo(a))), l => Do(() => l.Sort((a, b) => b.CompareTo(a)))); break;
                case 21: Same("set", l => Do(() => l[index] = item), l => Do(() => l[index] = item)); break;
                case 22: Same("get", l => l[index], l => l[index]); break;
                case 23: Same("changed while enumerated", l => Do(() => { foreach (var i in l) if (i == item) l.Add(i); }), l => Do(() => { foreach (var i in l) if (i == item) l.Add(i); })); break;
            }
            Same("content", l => l, l => l);
            Same("ToArray", l => l.ToArray(), l => l.ToArray());
        }
    }

    static void Dictionaries(Dice dice, Comparison comparison)
    {
        var ours = new Ours.Dictionary<string, int>();
        var real = new Dictionary<string, int>();
        var order = new List<string>();
        for (var step = 0; step < Operations; step++)
        {
            var key = "k" + dice.Below(30);
            var value = dice.Below(100);
            void Same(string what, Func<Ours.Dictionary<string, int>, object?> one, Func<Dictionary<string, int>, object?> other) =>
                comparison.Same($"Dictionary.{what} {key} {value}", () => one(ours), () => other(real));
            var had = real.ContainsKey(key);
            switch (dice.Below(12))
            {
                case 0: case 1: Same("set", d => d[key] = value, d => d[key] = value); break;
                case 2: Same("Add", d => Do(() => d.Add(key, value)), d => Do(() => d.Add(key, value))); break;
                case 3: Same("TryAdd", d => d.TryAdd(key, value), d => d.TryAdd(key, value)); break;
                case 4: case 5: Same("Remove", d => d.Remove(key), d => d.Remove(key)); break;
                case 6: Same("Remove out", d => d.Remove(key, out var was) + "" + was, d => d.Remove(key, out var was) + "" + was); break;
                case 7: Same("get", d => d[key], d => d[key]); break;
                case 8: Same("TryGetValue", d => d.TryGetValue(key, out var was) + "" + was, d => d.TryGetValue(key, out var was) + "" + was); break;
                case 9: Same("ContainsValue", d => d.ContainsValue(value), d => d.ContainsValue(value)); break;
                case 10: if (dice.Chance(10)) Same("Clear", d => Do(d.Clear), d => Do(d.Clear)); break;
                case 11: Same("removed while enumerated", d => Do(() => { foreach (var p in d) if (p.Value % 5 == 0) d.Remove(p.Key); }), d => Do(() => { foreach (var p in d) if (p.Value % 5 == 0) d.Remove(p.Key); })); break;
            }
            order.RemoveAll(one => !real.ContainsKey(one));
            if (!had && real.ContainsKey(key)) order.Add(key);
            Same("Count", d => d.Count, d => d.Count);
            Same("order of keys", d => d.Keys, _ => order);
            Same("pairs", d => d, _ => order.Select(one => KeyValuePair.Create(one, real[one])));
            Same("values", d => d.Values, d => order.Select(one => d[one]));
        }
    }

    static void Sets(Dice dice, Comparison comparison)
    {
        var ours = new Ours.HashSet<int>();
        var real = new HashSet<int>();
        for (var step = 0; step < Operations; step++)
        {
            var item = dice.Below(40) * 1024;
            var others = Enumerable.Range(0, dice.Below(6)).Select(_ => dice.Below(40) * 1024).ToArray();
            void Same(string what, Func<Ours.HashSet<int>, object?> one, Func<HashSet<int>, object?> other) =>
                comparison.Same($"HashSet.{what} {item} {Comparison.Text(others)}", () => one(ours), () => other(real));
            switch (dice.Below(16))
            {
                case 0: case 1: case 2: Same("Add", s => s.Add(item), s => s.Add(item)); break;
                case 3: Same("Remove", s => s.Remove(item), s => s.Remove(item)); break;
                case 4: Same("Contains", s => s.Contains(item), s => s.Contains(item)); break;
                case 5: case 6: Same("UnionWith", s => Do(() => s.UnionWith(others)), s => Do(() => s.UnionWith(others))); break;
                case 7: Same("ExceptWith", s => Do(() => s.ExceptWith(others)), s => Do(() => s.ExceptWith(others))); break;
                case 8: if (dice.Chance(3)) Same("IntersectWith", s => Do(() => s.IntersectWith(others)), s => Do(() => s.IntersectWith(others))); break;
                case 9: Same("SymmetricExceptWith", s => Do(() => s.SymmetricExceptWith(others)), s => Do(() => s.SymmetricExceptWith(others))); break;
                case 10: Same("IsSubsetOf", s => s.IsSubsetOf(others), s => s.IsSubsetOf(others)); break;
                case 11: Same("IsSupersetOf", s => s.IsSupersetOf(others), s => s.IsSupersetOf(others)); break;
                case 12: Same("IsProperSubsetOf", s => s.IsProperSubsetOf(others), s => s.IsProperSubsetOf(others)); break;
                case 13: Same("IsProperSupersetOf", s => s.IsProperSupersetOf(others), s => s.IsProperSupersetOf(others)); break;
                case 14: Same("Overlaps", s => s.Overlaps(others), s => s.Overlaps(others)); break;
                case 15: Same("SetEquals", s => s.SetEquals(Enumerable.Reverse(s)) + "" + s.SetEquals(others), s => s.SetEquals(Enumerable.Reverse(s)) + "" + s.SetEquals(others)); break;
            }
            Same("content", s => s.OrderBy(i => i), s => s.OrderBy(i => i));
            Same("Count", s => s.Count, s => s.Count);
        }
    }

    static void Queues(Dice dice, Comparison comparison)
    {
        var ours = new Ours.Queue<int>();
        var real = new Queue<int>();
        for (var step = 0; step < Operations; step++)
        {
            void Same(string what, Func<Ours.Queue<int>, object?> one, Func<Queue<int>, object?> other) =>
                comparison.Same($"Queue.{what}", () => one(ours), () => other(real));
            switch (dice.Below(5))
            {
                case 0: case 1: Same("Enqueue", q => Do(() => q.Enqueue(step)), q => Do(() => q.Enqueue(step))); break;
                case 2: Same("Dequeue", q => q.Dequeue(), q => q.Dequeue()); break;
                case 3: Same("TryDequeue", q => q.TryDequeue(out var was) + "" + was, q => q.TryDequeue(out var was) + "" + was); break;
                case 4: if (dice.Chance(8)) Same("TrimExcess", q => Do(q.TrimExcess), q => Do(q.TrimExcess)); break;
            }
            Same("content", q => q, q => q);
            Same("ToArray", q => q.ToArray(), q => q.ToArray());
        }
    }

    static void Stacks(Dice dice, Comparison comparison)
    {
        var ours = new Ours.Stack<int>();
        var real = new Stack<int>();
        for (var step = 0; step < Operations; step++)
        {
            void Same(string what, Func<Ours.Stack<int>, object?> one, Func<Stack<int>, object?> other) =>
                comparison.Same($"Stack.{what}", () => one(ours), () => other(real));
            switch (dice.Below(4))
            {
                case 0: case 1: Same("Push", s => Do(() => s.Push(step)), s => Do(() => s.Push(step))); break;
                case 2: Same("Pop", s => s.Pop(), s => s.Pop()); break;
                case 3: Same("TryPop", s => s.TryPop(out var was) + "" + was, s => s.TryPop(out var was) + "" + was); break;
            }
            Same("content", s => s, s => s);
            Same("ToArray", s => s.ToArray(), s => s.ToArray());
        }
    }

    static object? Do(Action action)
    {
        action();
        return "";
    }
}
