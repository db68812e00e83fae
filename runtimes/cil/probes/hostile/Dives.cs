using Interleave;
using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>Ways to go deep.</summary>
public class Dives : Contract
{
    [Storage] public uint Seen { get; private set; }

    static IEnumerable<uint> Steps(uint x) { yield return x; foreach (var y in Steps(x + 1)) yield return y; }
    public uint Iterators() { var n = 0u; foreach (var x in Steps(0)) n = x; return n; }
    static IEnumerable<uint> Chain(IEnumerable<uint> inner) { foreach (var x in inner) yield return x; }
    public uint MoveNexts() { IEnumerable<uint> all = new uint[] { 1 }; for (; ; ) { all = Chain(all); foreach (var x in all) Seen = x; } }
    public uint MoveNextsAtOnce() { IEnumerable<uint> all = new uint[] { 1 }; for (var i = 0; i < 100_000; i++) all = Chain(all); return all.First(); }
    public uint Linq() { IEnumerable<uint> all = new uint[] { 1 }; for (var i = 0; i < 100_000; i++) all = all.Select(x => x + 1); return all.First(); }
    public uint LinqWhere() { IEnumerable<uint> all = new uint[] { 1 }; for (var i = 0; i < 50_000; i++) all = all.Where(x => x > 0).Concat(all.Take(0)); return all.First(); }
    public uint LinqOrder() { IEnumerable<uint> all = new uint[] { 2, 1 }; for (var i = 0; i < 20_000; i++) all = all.OrderBy(x => x).ThenBy(x => x); return all.First(); }
    public uint Delegates() { Func<uint, uint> self = null!; self = x => self(x + 1) + 1; return self(0); }
    public uint Composed() { Func<uint, uint> f = x => x + 1; for (var i = 0; i < 100_000; i++) { var g = f; f = x => g(x) + 1; } return f(0); }
    public uint LocalFunctions() { uint Inner(uint x) => Inner(x + 1) + 1; return Inner(0); }
    uint Property => Property + 1;
    public uint Getter() => Property;
    sealed class Node : IComparable<Node>, IEquatable<Node>, IComparable
    {
        public Node? Next;
        public static Node operator +(Node a, Node b) => a + b;
        public static implicit operator uint(Node a) => (uint)(a.Next ?? a);
        public override string ToString() => $"<{Next}>";
        public override bool Equals(object? other) => Equals(other as Node);
        public bool Equals(Node? other) => Next!.Equals(other!.Next);
        public override int GetHashCode() => Next!.GetHashCode() + 1;
        public int CompareTo(Node? other) => Next!.CompareTo(other!.Next);
        public int CompareTo(object? other) => CompareTo(other as Node);
        public uint this[uint x] => this[x + 1];
    }
    static Node Ring() { var node = new Node(); node.Next = node; return node; }
    public void Operators() { var a = new Node(); a += a; }
    public uint Conversions() => Ring();
    public uint Indexers() => new Node()[0];
    public string Texts() => Ring().ToString();
    public string Interpolated() => $"{Ring()}";
    public string Concatenated() => "a" + Ring();
    public bool EqualsItself() => Ring().Equals(Ring());
    public bool ObjectEquals() => object.Equals(Ring(), Ring());
    public uint Hashes() => (uint)new HashSet<Node> { Ring(), Ring() }.Count;
    public uint Keys() => new Dictionary<Node, uint> { [Ring()] = 1 }[Ring()];
    public void Sorts() { var all = new List<Node> { Ring(), Ring(), Ring() }; all.Sort(); }
    public void SortsArray() { var all = new Node[] { Ring(), Ring(), Ring() }; Array.Sort(all); }
    public void SortsByComparison() { var all = new List<uint> { 3, 2, 1 }; Comparison<uint> by = null!; by = (a, b) => { all.Sort(by); return 0; }; all.Sort(by); }
    public bool Contains() => new List<Node> { Ring() }.Contains(Ring());
    public int IndexOf() => Array.IndexOf(new Node[] { Ring() }, Ring());
    public string Joins() => string.Join(",", new Node[] { Ring() });
    public string Formats() => string.Format("{0}", Ring());
    sealed record Link(uint X) { public Link? Again; }
    public string Records() { var a = new Link(1); a.Again = a; return a.ToString(); }
    public bool RecordsEqual() { var a = new Link(1); a.Again = a; var b = new Link(1); b.Again = b; return a.Equals(b); }
    public int RecordsHash() { var a = new Link(1); a.Again = a; return a.GetHashCode() == 0 ? 1 : 0; }
    abstract class Shape { public abstract uint Area<T>(uint x); }
    sealed class Square : Shape { public override uint Area<T>(uint x) => Area<T>(x + 1) + 1; }
    public uint GenericVirtual() => new Square().Area<string>(0);
    interface IWalk { uint Walk(uint x); }
    sealed class Walker : IWalk { public IWalk? Other; public uint Walk(uint x) => Other!.Walk(x + 1) + 1; }
    public uint Interfaces() { var walk = new Walker(); walk.Other = walk; return walk.Walk(0); }
    struct Wide32<T> { public T A, B, C, D, E, F, G, H; public UInt256 I, J, K, L; }
    static uint WideAt<T>(T a, uint x) => WideAt(a, x + 1) + (a is null ? 1u : 2u);
    public uint WideParameters() => WideAt(new Wide32<UInt256>(), 0);
    public uint WiderParameters() => WideAt(new Wide32<(UInt256, UInt256)>(), 0);
    public uint WideItems() { var all = new List<Wide32<UInt256>> { default, default }; Comparison<Wide32<UInt256>> by = null!; by = (a, b) => { all.Sort(by); return 0; }; all.Sort(by); return 1; }
    public uint WideQueries() { IEnumerable<Wide32<UInt256>> all = new Wide32<UInt256>[1]; for (var i = 0; i < 50_000; i++) all = all.Select(x => x); return all.First().I == 0 ? 1u : 2u; }
    class Chained { public Chained Inner; public Chained(uint x) { Inner = new Chained(x + 1); } }
    public uint Constructors() => new Chained(0).Inner == null ? 1u : 0u;
    class Initialized { public Initialized Inner = new(); }
    public uint Initializers() => new Initialized().Inner == null ? 1u : 0u;
    sealed class Enumerates : IEnumerable<uint>
    {
        public IEnumerator<uint> GetEnumerator() => this.Select(x => x).GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
    public uint Enumerators() => new Enumerates().First();
    public uint EnumeratorsOfList() => (uint)new List<uint>(new Enumerates()).Count;
    public uint Spans() => Sliced(new uint[8]);
    static uint Sliced(ReadOnlySpan<uint> all) => Sliced(all) + all[0];
    public uint ManyArguments() => Wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    static uint Wide(UInt256 a, UInt256 b, UInt256 c, UInt256 d, UInt256 e, UInt256 f, UInt256 g, UInt256 h, UInt256 i, UInt256 j, UInt256 k, UInt256 l, UInt256 m, UInt256 n, UInt256 o, UInt256 p) =>
        Wide(b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a) + (uint)a;
}
