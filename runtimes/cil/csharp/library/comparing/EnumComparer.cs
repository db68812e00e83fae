using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
sealed class EnumComparer<T> : Comparer<T>
    where T : struct
{
    readonly bool signed = Type.GetTypeCode(Enum.GetUnderlyingType(typeof(T))) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    public override int Compare(T x, T y) =>
        signed ? EnumBits.SignedOf(x).CompareTo(EnumBits.SignedOf(y)) : EnumBits.Of(x).CompareTo(EnumBits.Of(y));
}
