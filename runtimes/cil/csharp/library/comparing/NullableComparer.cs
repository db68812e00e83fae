using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class NullableComparer<T> : Comparer<T?>
    where T : struct
{
    public override int Compare(T? x, T? y) =>
        !x.HasValue ? (y.HasValue ? -1 : 0) : !y.HasValue ? 1 : Comparer<T>.Default.Compare(x.GetValueOrDefault(), y.GetValueOrDefault());
}
