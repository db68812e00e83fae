using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>.NET hashes integers of 128 bits with a random seed.</summary>
[Trusted]
sealed class WideEqualityComparer : EqualityComparer<UInt128>
{
    public override bool Equals(UInt128 x, UInt128 y) => x == y;

    public override int GetHashCode(UInt128 obj) => StableHash.Of(obj);
}
