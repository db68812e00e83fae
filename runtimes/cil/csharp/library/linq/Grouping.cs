using System.Collections.Generic;
using System.Linq;

namespace Interleave.Library;

/// <summary>What belongs to one key, in the order of its source.</summary>
sealed class Grouping<TKey, TElement>(TKey key) : List<TElement>, IGrouping<TKey, TElement>
{
    public TKey Key => key;
}
