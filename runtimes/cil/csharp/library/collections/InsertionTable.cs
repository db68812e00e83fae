using System;
using System.Collections.Generic;
using System.Numerics;

namespace Interleave.Library;

/// <summary>
/// What dictionaries and sets are made of: a hash table whose entries stand in the order of their insertion, which is the order in
/// which they are enumerated. Removed entries leave holes, which are closed when the table is full.
/// </summary>
public abstract class InsertionTable<TKey, TValue>
{
    private protected struct Entry
    {
        /// <summary>The next entry of the same chain, <see cref="End"/>, or <see cref="Hole"/>.</summary>
        public int Next;
        public int Hash;
        public TKey Key;
        public TValue Value;
    }

    private protected const int End = -1;
    private protected const int Hole = -2;
    const int SmallestSize = 4;

    private protected readonly IEqualityComparer<TKey> comparer;

    /// <summary>Entries and holes; those from <see cref="used"/> on are free.</summary>
    private protected Entry[] entries = [];

    /// <summary>For each chain its first entry, plus one. As many as there are entries, a power of two.</summary>
    int[] heads = [];
    int shift = 32;

    private protected int used;
    int holes;

    /// <summary>Before it there are only holes: taking the first one again and again stays cheap.</summary>
    int first;

    /// <summary>Raised by what makes enumerators invalid.</summary>
    private protected int version;

    private protected InsertionTable(int capacity, IEqualityComparer<TKey>? comparer)
    {
        Check.NotNegative(capacity, nameof(capacity));
        this.comparer = comparer ?? EqualityComparer<TKey>.Default;
        if (capacity > 0) Rebuild(SizeFor(capacity));
    }

    public int Count => used - holes;

    public int Capacity => entries.Length;

    public int EnsureCapacity(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        if (entries.Length < capacity)
        {
            version++;
            Rebuild(SizeFor(capacity));
        }
        return entries.Length;
    }

    public void TrimExcess() => TrimExcess(Count);

    public void TrimExcess(int capacity)
    {
        if (capacity < Count) throw new ArgumentOutOfRangeException(nameof(capacity), "must not be less than the number of elements");
        if (SizeFor(capacity) >= entries.Length) return;
        version++;
        Rebuild(SizeFor(capacity));
    }

    public void Clear()
    {
        if (used == 0) return;
        Array.Clear(heads);
        Array.Clear(entries, 0, used);
        used = holes = first = 0;
    }

    /// <summary>The entry of a key, or -1.</summary>
    private protected int Find(TKey key)
    {
        if (used == 0) return -1;
        var hash = HashOf(key);
        var all = entries;
        for (var at = heads[Chain(hash)] - 1; at >= 0; at = all[at].Next)
        {
            if (all[at].Hash == hash && comparer.Equals(all[at].Key, key)) return at;
        }
        return -1;
    }

    /// <summary>The entry of a key; a new one, with no value yet, if there was none.</summary>
    private protected int FindOrAdd(TKey key, out bool added)
    {
        var hash = HashOf(key);
        if (entries.Length > 0)
        {
            var all = entries;
            for (var at = heads[Chain(hash)] - 1; at >= 0; at = all[at].Next)
            {
                if (all[at].Hash != hash || !comparer.Equals(all[at].Key, key)) continue;
                added = false;
                return at;
            }
        }
        if (used == entries.Length) Rebuild(holes > used / 4 ? used : SizeFor(used + 1));
        version++;
        added = true;
        entries[used].Key = key;
        entries[used].Hash = hash;
        Link(used);
        return used++;
    }

    private protected bool RemoveKey(TKey key, out TValue? value)
    {
        value = default;
        if (used == 0) return false;
        var hash = HashOf(key);
        var all = entries;
        var before = -1;
        for (var at = heads[Chain(hash)] - 1; at >= 0; before = at, at = all[at].Next)
        {
            if (all[at].Hash != hash || !comparer.Equals(all[at].Key, key)) continue;
            value = all[at].Value;
            if (before < 0) heads[Chain(hash)] = all[at].Next + 1;
            else all[before].Next = all[at].Next;
            MakeHole(at);
            return true;
        }
        return false;
    }

    /// <summary>Goes from one entry to the next, over the holes; -1 stands before the first. False at the end.</summary>
    private protected bool Advance(ref int at)
    {
        at = at < first ? first : at + 1;
        while (at < used)
        {
            if (entries[at].Next != Hole) return true;
            at++;
        }
        at = used;
        return false;
    }

    private protected void CheckVersion(int known)
    {
        if (known != version) throw new InvalidOperationException("the collection was changed while it was enumerated");
    }

    int HashOf(TKey key) => key == null ? 0 : comparer.GetHashCode(key);

    /// <summary>The upper bits of a product, so that keys which differ in a few bits only spread too.</summary>
    int Chain(int hash) => (int)(unchecked((uint)hash * 2654435769u) >> shift);

    void Link(int at)
    {
        ref var head = ref heads[Chain(entries[at].Hash)];
        entries[at].Next = head - 1;
        head = at + 1;
    }

    void MakeHole(int at)
    {
        entries[at] = default;
        entries[at].Next = Hole;
        holes++;
        if (holes == used)
        {
            used = holes = first = 0;
            return;
        }
        while (entries[first].Next == Hole) first++;
    }

    /// <summary>Closes the holes, in a table of the given size.</summary>
    void Rebuild(int size)
    {
        var old = entries;
        var count = 0;
        if (size != old.Length || holes > 0)
        {
            entries = new Entry[size];
            heads = new int[size];
            shift = 32 - BitOperations.Log2((uint)size);
        }
        for (var at = 0; at < used; at++)
        {
            if (old[at].Next == Hole) continue;
            entries[count] = old[at];
            Link(count++);
        }
        used = count;
        holes = first = 0;
    }

    static int SizeFor(int count) => Math.Max(SmallestSize, (int)BitOperations.RoundUpToPowerOf2((uint)count));
}
