using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class SignedWideEqualityComparer : EqualityComparer<Int128>
{
    public override bool Equals(Int128 x, Int128 y) => x == y;

    public override int GetHashCode(Int128 obj) => StableHash.Of((UInt128)obj);
}
