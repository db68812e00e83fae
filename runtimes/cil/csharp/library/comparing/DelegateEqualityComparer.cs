using System;
using System.Collections.Generic;

namespace Interleave.Library;

sealed class DelegateEqualityComparer<T>(Func<T?, T?, bool> equals, Func<T, int> hash) : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y) => equals(x, y);

    public override int GetHashCode(T obj) => hash(obj);
}
