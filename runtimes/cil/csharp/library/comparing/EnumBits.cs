using System.Runtime.CompilerServices;
using Interleave.Runtime;

namespace Interleave.Library;

[Trusted]
static class EnumBits
{
    /// <summary>The value as it stands in memory.</summary>
    public static ulong Of<T>(T value)
        where T : struct =>
        Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        };

    /// <summary>The same with its sign; for enums of signed numbers.</summary>
    public static long SignedOf<T>(T value)
        where T : struct =>
        Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, sbyte>(ref value),
            2 => Unsafe.As<T, short>(ref value),
            4 => Unsafe.As<T, int>(ref value),
            _ => Unsafe.As<T, long>(ref value),
        };
}
