using System;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class CodeUnitComparer : StringComparer
{
    public override int Compare(string? x, string? y) => StringComparing.Compare(x, y);

    public override bool Equals(string? x, string? y) => StringComparing.Equals(x, y);

    public override int GetHashCode(string obj)
    {
        Check.NotNull(obj, nameof(obj));
        return StableHash.Of(obj);
    }
}
