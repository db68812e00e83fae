namespace Interleave;

/// <summary>What the compiler makes of a <see cref="StorageAttribute"/> property: its value at its place.</summary>
public static class Stored
{
    /// <summary>Of its getter.</summary>
    public static T Get<T>(ulong slot, int offset) => Codec<T>.Of.Load(slot, offset);

    /// <summary>Of its setter.</summary>
    public static void Set<T>(ulong slot, int offset, T value) => Codec<T>.Of.Store(slot, offset, value);
}
