extern alias sdk;
using System;
using System.Text;
using Ours = sdk::System.Text.StringBuilder;
using Real = System.Text.StringBuilder;

/// <summary>Random operations on a builder of text of the library and of .NET at once. Input: a seed, and how many rounds.</summary>
public static class Test
{
    static readonly string[] Words = ["", "a", "ab", "abab", "b", "longer than most", "é\u4e16"];

    public static byte[] Run(byte[] input)
    {
        sdk::Interleave.Runtime.Gas.Left = long.MaxValue / 2;
        var comparison = new Comparison();
        for (var round = 0u; round < input[1]; round++) Builders(new Dice(input[0] * 1000u + round), comparison);
        return Encoding.UTF8.GetBytes(comparison.ToString());
    }

    static void Builders(Dice dice, Comparison comparison)
    {
        var ours = new Ours("start");
        var real = new Real("start");
        for (var step = 0; step < 80; step++)
        {
            var (word, other) = (Words[dice.Below(Words.Length)], Words[dice.Below(Words.Length)]);
            var (index, count) = (dice.Index(real.Length), dice.Index(5));
            void Same(string what, Func<Ours, object?> one, Func<Real, object?> two) =>
                comparison.Same($"StringBuilder.{what} '{word}' '{other}' {index} {count}", () => one(ours)?.ToString(), () => two(real)?.ToString());
            switch (dice.Below(11))
            {
                case 0: Same("Append", b => b.Append(word), b => b.Append(word)); break;
                case 1: Same("Append char", b => b.Append('a'), b => b.Append('a')); break;
                case 2: Same("Append chars", b => b.Append('b', count), b => b.Append('b', count)); break;
                case 3: Same("Append number", b => b.Append(index).Append(index * -7L), b => b.Append(index).Append(index * -7L)); break;
                case 4: Same("Insert", b => b.Insert(index, word), b => b.Insert(index, word)); break;
                case 5: Same("Remove", b => b.Remove(index, count), b => b.Remove(index, count)); break;
                case 6: Same("Replace", b => b.Replace(word, other), b => b.Replace(word, other)); break;
                case 7: Same("Replace char", b => b.Replace('a', 'b'), b => b.Replace('a', 'b')); break;
                case 8: Same("Length", b => b.Length = count, b => b.Length = count); break;
                case 9: Same("get", b => b[index], b => b[index]); break;
                case 10: Same("ToString", b => b.ToString(index, count), b => b.ToString(index, count)); break;
            }
            if (real.Length > 300) (ours.Length, real.Length) = (40, 40);
            Same("text", b => b + "/" + b.Length, b => b + "/" + b.Length);
        }
    }
}
