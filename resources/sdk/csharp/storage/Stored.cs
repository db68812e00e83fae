namespace Interleave;

/// <summary>What the compiler makes of a <see cref="StorageAttribute"/> property: its value at its place.</summary>
public static class Stored
{
    public static T Get<T>(ulong slot, int offset) => Codec<T>.Of.Load(slot, offset);

    public static void Set<T>(ulong slot, int offset, T value) => Codec<T>.Of.Store(slot, offset, value);
}
