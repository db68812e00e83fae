using System.Collections.Generic;

namespace Interleave.Library;

/// <summary>Compares elements, given by their indexes, by keys that were taken once.</summary>
sealed class KeyOrder<TKey>(TKey[] keys, IComparer<TKey> comparer, bool descending, IComparer<int>? next) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        var order = comparer.Compare(keys[x], keys[y]);
        if (order == 0) return next == null ? 0 : next.Compare(x, y);
        return (order > 0) == descending ? -1 : 1;
    }
}
