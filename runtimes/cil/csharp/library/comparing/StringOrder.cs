using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class StringOrder : Comparer<string>
{
    public override int Compare(string? x, string? y) => StringComparing.Compare(x, y);
}
