using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>What a value that may be missing says of itself: what it holds, or nothing.</summary>
public static class NullableMembers
{
    [Replaces(typeof(Nullable<>), nameof(ToString))]
    public static string? Text<T>(ref T? self)
        where T : struct => self.HasValue ? ObjectMembers.Text((object)self.GetValueOrDefault()) : "";

    [Replaces(typeof(Nullable<>), nameof(GetHashCode))]
    public static int Hash<T>(ref T? self)
        where T : struct => self.HasValue ? StableHash.Of((object)self.GetValueOrDefault()) : 0;

    [Replaces(typeof(Nullable<>), nameof(Equals))]
    public static bool Same<T>(ref T? self, object? other)
        where T : struct => self.HasValue ? other != null && ObjectMembers.Same((object)self.GetValueOrDefault(), other) : other == null;
}
