using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Records compare and hash their types.</summary>
[Trusted]
sealed class TypeEqualityComparer : EqualityComparer<Type>
{
    public override bool Equals(Type? x, Type? y) => ReferenceEquals(x, y);

    public override int GetHashCode(Type obj) => obj == null ? 0 : HashKinds.HashOf(obj);
}
