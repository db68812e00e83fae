using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Words of the contract's storage, and the slots that Solidity derives for mappings and arrays.</summary>
[Trusted, AsksLedger]
public static class Slots
{
    /// <summary>The word, zero where nothing was stored.</summary>
    public static UInt256 Load(UInt256 slot)
    {
        Span<byte> key = stackalloc byte[32];
        slot.WriteTo(key);
        return new UInt256(Host.LoadSlot(key));
    }

    /// <summary>Stores a word; zero takes the cell away.</summary>
    public static void Store(UInt256 slot, UInt256 word)
    {
        Span<byte> bytes = stackalloc byte[64];
        slot.WriteTo(bytes);
        word.WriteTo(bytes[32..]);
        Host.StoreSlot(bytes[..32], bytes[32..]);
    }

    /// <summary>keccak256(key ‖ slot).</summary>
    public static UInt256 Under(UInt256 mapping, UInt256 key)
    {
        Span<byte> bytes = stackalloc byte[64];
        key.WriteTo(bytes);
        mapping.WriteTo(bytes[32..]);
        return new UInt256(Host.Keccak256(bytes));
    }

    /// <summary>The same for a key of bytes or text.</summary>
    public static UInt256 Under(UInt256 mapping, byte[] key)
    {
        Gas.Bytes(key.Length + 32);
        var bytes = new byte[key.Length + 32];
        key.CopyTo(bytes, 0);
        mapping.WriteTo(bytes.AsSpan(key.Length));
        return new UInt256(Host.Keccak256(bytes));
    }

    /// <summary>Where the items of a dynamic array begin: keccak256(slot).</summary>
    public static UInt256 Behind(UInt256 slot)
    {
        Span<byte> bytes = stackalloc byte[32];
        slot.WriteTo(bytes);
        return new UInt256(Host.Keccak256(bytes));
    }
}
