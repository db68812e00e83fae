using System.Collections.Generic;

namespace Interleave.Library;

/// <summary>Pairs in the order of their keys.</summary>
sealed class PairOrder<TKey, TValue>(IComparer<TKey> keys) : IComparer<KeyValuePair<TKey, TValue>>
{
    public int Compare(KeyValuePair<TKey, TValue> x, KeyValuePair<TKey, TValue> y) => keys.Compare(x.Key, y.Key);
}
