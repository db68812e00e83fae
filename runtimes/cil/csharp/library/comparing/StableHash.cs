using System;
using System.Runtime.InteropServices;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>
/// Hash codes that are the same in every process. .NET's own depend on a random seed (strings, wide integers, what HashCode combines)
/// or on addresses in memory (objects without a GetHashCode of their own, delegates, types).
/// </summary>
[Trusted]
public static class StableHash
{
    const ulong Factor = 0x9e3779b97f4a7c15;

    /// <summary>Of anything whose type is not known before.</summary>
    [Replaces(typeof(object), nameof(GetHashCode))]
    public static int Of(object value)
    {
        Gas.Use(5);
        return value switch
        {
            string text => Of(text),
            UInt128 number => Of(number),
            Int128 number => Of((UInt128)number),
            Type type => HashKinds.HashOf(type),
            Range range => Combine(range.Start.GetHashCode(), range.End.GetHashCode()),
            _ => OfUnknown(value),
        };
    }

    [Replaces(typeof(string), nameof(GetHashCode))]
    public static int Of(string text)
    {
        Gas.Use(4 + text.Length / 2);
        return Of(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Eight bytes at a time. Whoever calls it has paid for them.</summary>
    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Factor;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var at = 0; at < words.Length; at++) hash = (((hash << 5) | (hash >> 59)) ^ words[at]) * Factor;
        ulong rest = 0;
        for (var at = words.Length * 8; at < bytes.Length; at++) rest = (rest << 8) | bytes[at];
        return Mix((((hash << 5) | (hash >> 59)) ^ rest) * Factor);
    }

    public static int Of(UInt128 number) => Mix(((ulong)number * Factor) ^ (ulong)(number >> 64));

    [Replaces(typeof(UInt128), nameof(GetHashCode))]
    public static int Of(ref UInt128 self) => Of(self);

    [Replaces(typeof(Int128), nameof(GetHashCode))]
    public static int Of(ref Int128 self) => Of((UInt128)self);

    /// <summary>A hash of two hashes; their order matters.</summary>
    public static int Combine(int first, int second) => Mix(((((ulong)(uint)first) << 32) | (uint)second) * Factor + (uint)first);

    static int Mix(ulong hash) => (int)(hash ^ (hash >> 32));

    static int OfUnknown(object value)
    {
        switch (HashKinds.Of(value))
        {
            case HashKind.Own:
                return value.GetHashCode();
            case HashKind.Fields:
                return OfFields(value);
            default:
                throw new NotSupportedException(
                    $"{value.GetType()} cannot be hashed: it does not override GetHashCode, and .NET would take its address in memory. "
                        + "Make it a record, or override Equals and GetHashCode.");
        }
    }

    /// <summary>A struct without a GetHashCode of its own: its fields one after another.</summary>
    static int OfFields(object value)
    {
        var hash = 17;
        foreach (var field in HashKinds.FieldsOf(value)) hash = Combine(hash, HashKinds.ValueOf(field, value) is { } part ? Of(part) : 0);
        return hash;
    }
}
