using Interleave.Library;

namespace System.Collections.Generic;

public partial class HashSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        foreach (var item in other) Add(item);
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        if (Count == 0 || ReferenceEquals(this, other)) return;
        var kept = SetOf(other);
        for (var at = -1; Advance(ref at);)
        {
            var item = entries[at].Key;
            if (!kept.Contains(item)) Remove(item);
        }
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        if (ReferenceEquals(this, other)) Clear();
        else
        {
            foreach (var item in other) Remove(item);
        }
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        if (ReferenceEquals(this, other)) Clear();
        else
        {
            foreach (var item in SetOf(other))
            {
                if (!Remove(item)) Add(item);
            }
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        var set = SetOf(other);
        return Count <= set.Count && AllIn(set);
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        var set = SetOf(other);
        return Count < set.Count && AllIn(set);
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        foreach (var item in other)
        {
            if (!Contains(item)) return false;
        }
        return true;
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        var set = SetOf(other);
        return set.Count < Count && set.AllIn(this);
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        foreach (var item in other)
        {
            if (Contains(item)) return true;
        }
        return false;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        Check.NotNull(other, nameof(other));
        var set = SetOf(other);
        return Count == set.Count && AllIn(set);
    }

    bool AllIn(HashSet<T> set)
    {
        for (var at = -1; Advance(ref at);)
        {
            if (!set.Contains(entries[at].Key)) return false;
        }
        return true;
    }

    /// <summary>The other side as a set that compares as this one does.</summary>
    HashSet<T> SetOf(IEnumerable<T> other) => other is HashSet<T> set && Equals(set.comparer, comparer) ? set : new HashSet<T>(other, comparer);
}
