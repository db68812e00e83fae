using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class StringEqualityComparer : EqualityComparer<string>
{
    public override bool Equals(string? x, string? y) => StringComparing.Equals(x, y);

    public override int GetHashCode(string obj) => obj == null ? 0 : StableHash.Of(obj);
}
