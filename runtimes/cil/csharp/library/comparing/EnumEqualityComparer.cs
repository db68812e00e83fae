using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class EnumEqualityComparer<T> : EqualityComparer<T>
    where T : struct
{
    public override bool Equals(T x, T y) => EnumBits.Of(x) == EnumBits.Of(y);

    public override int GetHashCode(T obj) => EnumBits.Of(obj).GetHashCode();
}
