using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class NullableEqualityComparer<T> : EqualityComparer<T?>
    where T : struct
{
    public override bool Equals(T? x, T? y) =>
        x.HasValue ? y.HasValue && EqualityComparer<T>.Default.Equals(x.GetValueOrDefault(), y.GetValueOrDefault()) : !y.HasValue;

    public override int GetHashCode(T? obj) => obj.HasValue ? EqualityComparer<T>.Default.GetHashCode(obj.GetValueOrDefault()) : 0;
}
