extern alias sdk;
using System;
using System.Collections;
using System.Collections.Generic;
using System.Text;

/// <summary>Numbers from a seed.</summary>
sealed class Dice(uint seed)
{
    uint state = seed * 2654435761 + 1;

    public int Below(int limit)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)limit);
    }

    public bool Chance(int oneIn) => Below(oneIn) == 0;

    /// <summary>Mostly within bounds, sometimes beyond them on either side.</summary>
    public int Index(int count) => Below(count + 3) - 1;
}

/// <summary>Does the same with a type of the library and with .NET's own, and notes where the results differ.</summary>
sealed class Comparison
{
    readonly StringBuilder differences = new();
    int found;

    public void Same(string what, Func<object?> ours, Func<object?> real)
    {
        var (left, right) = (Outcome(ours), Outcome(real));
        if (left == right || found++ > 20) return;
        differences.Append(what).Append(": ").Append(left).Append(" instead of ").Append(right).Append('\n');
    }

    public override string ToString() => differences.ToString();

    static string Outcome(Func<object?> action)
    {
        try
        {
            return Text(action());
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }

    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => List(items),
        _ => value.ToString() ?? "",
    };

    static string List(IEnumerable items)
    {
        var text = new StringBuilder("[");
        foreach (var item in items) text.Append(text.Length > 1 ? " " : "").Append(Text(item));
        return text.Append(']').ToString();
    }
}
