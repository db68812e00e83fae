using System;
using System.Linq;
using System.Text;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Interleave;

// What library-language.test.ts runs: much of what C# has, each bit of it once.
namespace Shop.Orders;

public interface IShape { UInt256 Area(); }
public abstract record Shape(string Name) : IShape { public abstract UInt256 Area(); }
public sealed record Square(UInt256 Side) : Shape("square") { public override UInt256 Area() => Side * Side; }
public record class Rect(UInt256 W, UInt256 H) : Shape("rect"), IComparable<Rect> { public override UInt256 Area() => W * H; public int CompareTo(Rect other) => Area().CompareTo(other.Area()); public string Tag { get; init; } }
public readonly struct Meters : IEquatable<Meters>, IComparable<Meters>, IFormattable {
    public readonly ulong Value; public Meters(ulong value) => Value = value;
    public static Meters operator +(Meters a, Meters b) => new(a.Value + b.Value);
    public static implicit operator Meters(ulong v) => new(v);
    public static explicit operator ulong(Meters m) => m.Value;
    public static bool operator ==(Meters a, Meters b) => a.Equals(b); public static bool operator !=(Meters a, Meters b) => !a.Equals(b);
    public bool Equals(Meters o) => Value == o.Value; public override bool Equals(object o) => o is Meters m && Equals(m); public override int GetHashCode() => Value.GetHashCode();
    public int CompareTo(Meters o) => Value.CompareTo(o.Value); public override string ToString() => Value + "m"; public string ToString(string f, IFormatProvider p) => f + Value;
    public void Deconstruct(out ulong v, out string unit) { v = Value; unit = "m"; }
}
public class Failure : Exception { public Failure(string m, Exception inner = null) : base(m, inner) { } public override string Message => "failed: " + base.Message; public override string ToString() => Message; }
public sealed class Node<T> : IEnumerable<T> where T : notnull { public T Value; public Node<T> Next; public IEnumerator<T> GetEnumerator() { for (var n = this; n != null; n = n.Next) yield return n.Value; } IEnumerator IEnumerable.GetEnumerator() => GetEnumerator(); public T this[int i] { get { var n = this; while (i-- > 0) n = n.Next; return n.Value; } } }
public ref struct Cursor { ReadOnlySpan<byte> rest; public Cursor(ReadOnlySpan<byte> all) => rest = all; public byte Read() { var b = rest[0]; rest = rest[1..]; return b; } }
public class Res : IDisposable { public int Closed; public void Dispose() => Closed++; }
public static class Ext { public static T Second<T>(this IEnumerable<T> all) => all.Skip(1).First(); public static int Twice(this int x) => x * 2; public static IEnumerable<(int Index, T Item)> Indexed<T>(this IEnumerable<T> all) { var i = 0; foreach (var a in all) yield return (i++, a); } }
[Flags] public enum Rights : byte { None = 0, Read = 1, Write = 2, All = 3 }
public delegate int Op(int a, int b);
public class Book(string title) { public string Title { get; } = title ?? throw new ArgumentNullException(nameof(title)); public int Copies { get; set; } = 1; public List<string> Tags { get; init; } = []; }
public class Comp : IComparer<string>, IEqualityComparer<string> { public int Compare(string a, string b) => string.CompareOrdinal(a, b); public bool Equals(string a, string b) => a == b; public int GetHashCode(string s) => s.Length; }
public class Many : Contract {
    const int Most = 10; static readonly Square unit = new(1); static readonly Rights all = Rights.Read | Rights.Write;
    [Storage] public Mapping<Address, StorageList<UInt256>> Lists { get; }
    [Storage] public UInt256 Total { get; private set; }
    [Error] public record Wrong(string Why);
    [MemberNotNull(nameof(Total))] void Init() { }
    [return: NotNullIfNotNull("x")] static string Echo(string x) => x;
    static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
    [Obsolete("x")] static void Old() { }
    static int Apply(Op op, params int[] v) => v.Aggregate(0, (a, b) => op(a, b));
    static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);
    static bool TryGet(string s, out int n) { n = s.Length; return n > 0; }
    static ref int Largest(int[] v) { var at = 0; for (var i = 1; i < v.Length; i++) if (v[i] > v[at]) at = i; return ref v[at]; }
    static string Kind(object o) => o switch { null => "null", int and > 5 => "big", int i => "int" + i, string { Length: > 3 } s => s, (Square or Rect) => "shape", IShape => "other", _ => "?" };
    static string Match(int[] a) => a switch { [] => "none", [var x] => $"{x}", [1, .. var mid, 9] => $"{mid.Length}", [_, _, ..] => "more" };
    static T Max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) >= 0 ? a : b;
    static T Make<T>() where T : new() => new T();
    static unsafe0 Dummy() => default; struct unsafe0 { }
    public string Run(string text, uint n) {
        var sb = new StringBuilder();
        using var res = new Res();
        int local = 3;
        Span<byte> buffer = new byte[8];
        var cur = new Cursor(buffer);
        int Inner(int x) { local += x; return local; } static int Pure(int x) => x + 1;
        try { checked { local = local * (int)n; } } catch (OverflowException) { local = -1; } finally { sb.Append("f"); }
        try { throw new Failure("x", new InvalidOperationException("y")); } catch (Failure e) when (e.InnerException is InvalidOperationException) { sb.Append(e).Append(e.Message); }
        foreach (var (i, item) in new[] { "a", "b" }.Indexed()) sb.Append(i).Append(item).Append($"{i}:{item,-4}|{n:D5}");
        foreach (var ch in text) sb.Append(char.ToUpperInvariant(ch));
        foreach (ref var b in buffer) b = 1;
        foreach (var kv in new Dictionary<string, int> { ["x"] = 1 }) sb.Append(kv.Key + kv.Value + kv);
        var node = new Node<int> { Value = 1, Next = new() { Value = 2 } };
        foreach (var v in node) sb.Append(v);
        sb.Append(node[1]).Append(node.Second().Twice());
        Op op = (a, b) => a * 2 + b;
        sb.Append(Apply(op, 1, 2, 3)).Append(Fib(7)).Append(Inner(2)).Append(Pure(1));
        Func<int, Func<int, int>> curry = a => b => a + b;
        sb.Append(curry(1)(2));
        Func<string, int> parse = int.Parse;
        sb.Append(parse("12"));
        int x = 1, y = 2;
        Swap(ref x, ref y);
        if (TryGet(text, out var len) && len is > 1 and < 100 or 7) sb.Append(len);
        Largest([1, 5, 2]) = 9;
        ref var r = ref x;
        r++;
        sb.Append(Kind(text)).Append(Kind(7)).Append(Kind(null)).Append(Match([1, 2, 9])).Append(Match([]));
        Meters m = 5;
        var (val, unit2) = m + 3;
        sb.Append(val).Append(unit2).Append((ulong)m).Append(m == 5).Append($"{m:abc}").Append(Max("a", "b")).Append(Max<Meters>(m, 7)).Append(Make<Res>().Closed);
        var q = from s in new List<string> { "b", "a", "cc" } let l = s.Length where l > 0 group s by l into g orderby g.Key select new { g.Key, Count = g.Count(), All = string.Join("+", g) };
        foreach (var g in q) sb.Append(g).Append(g.All);
        var lookup = new[] { 1, 2, 3, 4 }.ToLookup(v => v % 2);
        var dict = new[] { 1, 2 }.ToDictionary(v => v, v => v.ToString());
        var set = new HashSet<(int, string)> { (1, "a") };
        var zip = new[] { 1, 2 }.Zip(new[] { "a", "b" }, (a, b) => a + b).ToArray();
        sb.AppendJoin(',', zip).Append(set.Contains((1, "a"))).Append(lookup[1].Sum()).Append(dict[1]);
        var sorted = new SortedDictionary<string, int>(new Comp()) { ["z"] = 1 };
        var pq = new PriorityQueue<string, int>();
        pq.Enqueue("a", 2);
        var queue = new Queue<int>([1, 2]);
        var stack = new Stack<int>(queue);
        while (stack.TryPop(out var top)) sb.Append(top);
        var ll = new LinkedList<int>([1, 2]);
        ll.AddFirst(0);
        sb.Append(ll.First.Value).Append(pq.Dequeue()).Append(sorted.First().Key);
        var book = new Book("t") { Copies = 2, Tags = ["x", "y"] };
        sb.Append(book.Title).Append(book?.Tags?.Count ?? 0).Append(book.Tags[^1]).Append(text[..1]).Append(text?[0]);
        int? maybe = null;
        maybe ??= 4;
        sb.Append(maybe).Append(maybe.Value).Append(maybe == 4).Append(maybe.GetValueOrDefault()).Append(maybe.ToString());
        var rect = new Rect(2, 3) { Tag = "r" };
        var other = rect with { W = 5 };
        sb.Append(rect == other).Append(rect).Append(other.Area()).Append(rect.GetType2());
        long big = (long)n << 40 | 5;
        sb.Append(big ^ 3).Append(~big).Append(big >>> 2).Append(-7 % 3).Append((byte)(n & 0xff)).Append('c').Append(true).Append(nameof(Run)).Append(default(int)).Append(sizeof(int));
        object boxed = 5;
        sb.Append((int)boxed).Append(boxed is int).Append(boxed.Equals(5)).Append(boxed.ToString()).Append(Equals(boxed, 5)).Append(ReferenceEquals(boxed, boxed)).Append(Rights.All.HasFlag(Rights.Read)).Append(Rights.Write).Append(all).Append((Rights)1 & Rights.All).Append($"{Rights.All}");
        int[,] grid = new int[2, 3];
        grid[1, 2] = 7;
        int[][] jag = [[1], [2, 3]];
        sb.Append(grid[1, 2]).Append(grid.GetLength(0)).Append(jag[1][1]).Append(jag.Length);
        var arr = new int[] { 3, 1, 2 };
        Array.Sort(arr);
        Array.Sort(arr, (a, b) => b - a);
        sb.Append(Array.IndexOf(arr, 2)).Append(Array.BinarySearch(new[] { 1, 2, 3 }, 2)).Append(arr.AsSpan().IndexOf(3)).Append(string.Concat(arr.Select(v => v.ToString())));
        switch (text) { case "one": case "two": goto default; case "three" when n > 3: sb.Append(3); break; case { Length: 9 }: return "nine"; default: sb.Append("d"); break; } do { n--; if (n == 2) continue; if (n == 1) break; } while (n > 0);
        for (;;) break;
        outer: if (sb.Length < 0) goto outer;
        (string a1, int b1) tup = ("a", 1);
        var (_, second) = tup;
        sb.Append(tup).Append(tup == ("a", 1)).Append(second);
        var anon = new { A = 1, B = "x" };
        sb.Append(anon).Append(anon.Equals(new { A = 1, B = "x" }));
        Range range = 1..^1;
        Index last = ^1;
        sb.Append(arr[range].Length).Append(arr[last]);
        ReadOnlySpan<char> chars = text;
        sb.Append(chars.Length).Append(chars[..1].ToString()).Append(chars.SequenceEqual("abc")).Append("u8"u8.Length);
        Memory<byte> mem = new byte[4];
        sb.Append(mem.Length).Append(mem.Span[0]);
        Int128 wide = 5;
        UInt128 uw = 7;
        sb.Append(wide * 3).Append(uw / 2).Append((ulong)uw);
        string raw = """ "q" """;
        sb.Append(raw).Append(@"a\b").Append("\u00e9");
        List<Func<int>> fs = [];
        for (var i = 0; i < 3; i++) { var c = i; fs.Add(() => c); } sb.Append(fs.Sum(f => f()));
        IReadOnlyList<int> ro = arr;
        IEnumerable<object> cov = new List<string> { "a" };
        sb.Append(ro.Count).Append(cov.Count()).Append(((ICollection<int>)arr).Contains(1));
        Predicate<int> even = v => v % 2 == 0;
        Comparison<int> cmp = (a, b) => a - b;
        Action<int> act = v => local = v;
        act(5);
        sb.Append(even(2)).Append(cmp(1, 2));
        var lz = new Lazy0(() => 5);
        sb.Append(lz.Get());
        Total += (UInt256)n;
        Lists[Msg.Sender].Add(Total);
        Require(n < 1000, new Wrong("n"));
        sb.Append(unit.Area());
        sb.Append(BitConverter.ToInt32(BitConverter.GetBytes(5), 0)).Append(System.Numerics.BitOperations.PopCount(7u)).Append(int.MaxValue.ToString("X")).Append(Encoding.UTF8.GetBytes(text).Length).Append(string.Format("{0}-{1:D3}", 1, 2)).Append(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        return sb.ToString();
    }
    class Lazy0(Func<int> make) { int? v; public int Get() => v ??= make(); }
}
static class More { public static string GetType2(this Rect r) => "t"; }
