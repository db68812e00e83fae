using Interleave;
using System;
using System.Collections.Generic;
using System.Linq;

public enum Kind { None, Small, Large }
public record Pair(int Left, string Right);
public struct Point { public int X; public int Y; }

public class Box<T>
{
    readonly T kept;
    public Box(T kept) { this.kept = kept; }
    public T Open(int times)
    {
        var opened = kept;
        for (var i = 0; i < times; i++) opened = kept;
        return opened;
    }
}

public class Steps : Contract
{
    [Storage] public UInt256 Total { get; private set; }
    [Storage] Mapping<Address, uint> Seen { get; }

    public uint Sum(uint count)
    {
        uint sum = 0;
        for (uint i = 1; i <= count; i++)
        {
            sum += i;
        }
        Total += sum;
        return sum;
    }

    public int Values(int number, string text, bool flag, Address who, UInt256 amount, byte[] data)
    {
        var pair = new Pair(number, text);
        var point = new Point { X = number, Y = 2 };
        point.Y += number;
        var list = new List<int> { 1, 2 };
        list.Add(number);
        var names = new Dictionary<string, int> { ["a"] = 1 };
        names["b"] = number;
        var kind = number > 3 ? Kind.Large : Kind.Small;
        var less = Int256.FromBits(amount) - 10;
        var tuple = (number, text);
        int? maybe = null;
        if (flag) maybe = number;
        var array = new[] { amount, 7 };
        array[1] = amount;
        var wide = UInt128.MaxValue - (ulong)number;
        if (wide > 0) Seen[who] = (uint)(point.Y + list.Count + names.Count + (int)kind + array.Length + tuple.Item1 + data.Length + (maybe ?? 0) + (less > 0 ? 1 : 0));
        return pair.Left;
    }

    public int Generic(int number)
    {
        var words = new Box<string>("word");
        var numbers = new Box<int>(number);
        return words.Open(1).Length + numbers.Open(2);
    }

    public int Lambdas(int number)
    {
        var factor = number + 1;
        Func<int, int> times = x =>
        {
            var y = x * factor;
            return y + 1;
        };
        int Inner(int z)
        {
            factor += z;
            return factor;
        }
        return times(2) + Inner(3);
    }

    static IEnumerable<int> Count(int to)
    {
        for (var i = 0; i < to; i++)
        {
            var twice = i * 2;
            yield return twice;
        }
    }

    public int Iterators(int to)
    {
        var sum = 0;
        foreach (var one in Count(to)) sum += one;
        return sum + Count(to).Where(one => one > 2).Sum();
    }

    static int Thrower(int depth)
    {
        if (depth == 0) throw new InvalidOperationException("deep");
        return Thrower(depth - 1) + 1;
    }

    public int Caught(int depth)
    {
        var seen = 0;
        try
        {
            seen = Thrower(depth);
        }
        catch (InvalidOperationException e) when (e.Message == "deep")
        {
            seen = -1;
        }
        finally
        {
            seen -= 1;
        }
        return seen;
    }

    static int Down(int depth) => depth == 0 ? 0 : Down(depth - 1) + 1;
    public int Deep(int depth) => Down(depth);
    public int Endless() => Endless() + 1;
    static void Swap(ref int a, out int b) { b = a; a = 5; }
    public int References(int number)
    {
        var a = number;
        Swap(ref a, out var b);
        return a + b;
    }
    public void Refuse(uint number)
    {
        Total = number;
        Require(number == 0, "no");
    }
    public void Loop(uint count)
    {
        for (uint i = 0; i < count; i++) { }
    }
}

/// <summary>Locals that the optimiser keeps on the stack alone.</summary>
public class Passing : Contract
{
    static int Half(int x) => x / 2;
    static T Same<T>(T x) => x;

    public int Chain(int number)
    {
        var half = Half(number);
        var more = Half(half) + 1;
        var text = Same("t");
        return more + text.Length;
    }

    public UInt256 Fees(UInt256 amount)
    {
        var fee = amount / 100;
        var left = amount - fee;
        Require(left > 0, "nothing");
        return left;
    }

    public int Branches(bool which)
    {
        var pairs = new System.Collections.Generic.List<(int, string)>();
        if (which) pairs.Add((1, "one"));
        var count = pairs.Count;
        if (count == 1) return 5;
        return 6;
    }
}
