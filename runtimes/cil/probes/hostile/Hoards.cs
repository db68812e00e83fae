using Interleave;
using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>Ways to take memory.</summary>
public class Hoards : Contract
{
    [Storage] public uint Seen { get; private set; }

    class Ten { UInt256 a, b, c, d, e, f, g, h, i, j; }
    class Hundred<T> { Ten10<T> a, b, c; }
    struct Ten10<T> { T a, b, c, d, e, f, g, h, i, j; }
    public uint WideObjects() { var all = new List<object>(); for (; ; ) all.Add(new Ten()); }
    public uint WideGenerics() { var all = new List<object>(); for (; ; ) all.Add(new Hundred<UInt256>()); }
    public uint WideBoxes() { var all = new List<object>(); for (; ; ) all.Add(new Ten10<UInt256>()); }
    public uint Grids() { var grid = new byte[3, 4, 5]; grid[2, 3, 4] = 7; return (uint)(grid[2, 3, 4] * grid.Length); }
    public uint Largest() => (uint)new byte[int.MaxValue].Length;
    public uint LargestLongs() => (uint)new UInt256[int.MaxValue].Length;
    public uint TooLarge() => (uint)new byte[3_000_000_000u].Length;
    public uint Negative(int n) => (uint)new byte[n - 1].Length;
    public uint Multi() => (uint)new int[20_000, 20_000].Length;
    public uint MultiMore() => (uint)new int[2_000, 2_000, 2_000].Length;
    public uint MultiOverflows() => (uint)new int[65_536, 65_536].Length;
    public uint MultiLoop() { var all = new List<object>(); for (; ; ) all.Add(new byte[1000, 1000]); }
    public uint Jagged() { var all = new int[10_000][]; for (var i = 0; i < all.Length; i++) all[i] = new int[10_000]; return 1; }
    public uint Lists() { var all = new List<ulong>(); for (; ; ) all.Add(1); }
    public uint ListCapacity() => (uint)new List<UInt256>(int.MaxValue).Capacity;
    public uint Dictionaries() { var all = new Dictionary<ulong, ulong>(); for (ulong i = 0; ; i++) all[i] = i; }
    public uint DictionaryCapacity() => (uint)new Dictionary<ulong, ulong>(int.MaxValue).Count;
    public uint Boxes() { var all = new List<object>(); for (ulong i = 0; ; i++) all.Add(i); }
    public uint BoxesThrown() { object o = 1; for (ulong i = 0; ; i++) o = i; }
    public uint Doubles() { var text = "x"; for (; ; ) text += text; }
    public uint Interpolates() { var text = "x"; for (; ; ) text = $"{text}{text}"; }
    public uint Concats() { var text = "x"; for (; ; ) text = string.Concat(text, text, text, text); }
    public uint Repeats() => (uint)new string('x', int.MaxValue).Length;
    public uint Pads() => (uint)"x".PadLeft(int.MaxValue).Length;
    public uint PadsLarge() => (uint)"x".PadLeft(1_000_000_000).Length;
    public uint RepeatsLarge() => (uint)new string('x', 500_000_000).Length;
    public uint Replaces() { var text = "x"; for (; ; ) text = text.Replace("x", "xxxxxxxxxx"); }
    public uint Joins() { var text = "x"; for (; ; ) text = string.Join(text, new[] { text, text, text }); }
    public uint Splits() { var text = new string(',', 1 << 20); var n = 0u; for (; ; ) n += (uint)text.Split(',').Length; }
    public uint Builds() { var text = new System.Text.StringBuilder("x"); for (; ; ) text.Append(text.ToString()); }
    public uint BuildsWide() => (uint)new System.Text.StringBuilder(int.MaxValue).Length;
    public uint BuildsRepeat() => (uint)new System.Text.StringBuilder().Append('x', int.MaxValue).Length;
    public uint Clones() { var all = new byte[1 << 20]; var kept = new List<object>(); for (; ; ) kept.Add(all.Clone()); }
    public uint Resizes() { var all = new byte[1]; for (; ; ) Array.Resize(ref all, all.Length * 2); }
    public uint Objects() { var all = new List<object>(); for (; ; ) all.Add(new object()); }
    public uint Chars() { var text = new string('x', 1 << 20); var kept = new List<object>(); for (; ; ) kept.Add(text.ToCharArray()); }
    public uint Ranges() => (uint)Enumerable.Range(0, int.MaxValue).ToArray().Length;
    public uint RepeatList() => (uint)Enumerable.Repeat(1ul, int.MaxValue).ToList().Count;
    public uint Abis() { var data = new byte[1]; for (; ; ) data = Abi.Encode(data, data); }
    public uint Closures() { var all = new List<Func<uint>>(); for (uint i = 0; ; i++) { var n = i; all.Add(() => n); } }
    public uint Calls() { for (; ; ) Self.Address.Call(new byte[1 << 20]); }
    public uint Spreads() { int[] all = [1]; for (; ; ) all = [.. all, .. all]; }
    public uint Tuples() { var all = new List<(UInt256, UInt256, UInt256, UInt256, UInt256, UInt256, UInt256)>(); for (; ; ) all.Add(default); }
}
