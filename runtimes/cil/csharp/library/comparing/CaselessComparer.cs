using System;
using System.Runtime.InteropServices;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class CaselessComparer : StringComparer
{
    public override int Compare(string? x, string? y) => StringComparing.Compare(x, y, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(string? x, string? y) => StringComparing.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode(string obj)
    {
        Check.NotNull(obj, nameof(obj));
        Gas.Use(4 + (long)obj.Length * UnitsOf.CharFolded);
        Gas.Bytes(2L * obj.Length);
        return StableHash.Of(MemoryMarshal.AsBytes(obj.ToUpperInvariant().AsSpan()));
    }
}
