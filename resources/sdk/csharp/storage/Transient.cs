using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Words that are forgotten at the end of the transaction (EIP-1153), each contract's own.</summary>
[Trusted, AsksLedger]
public static class Transient
{
    /// <summary>The word, zero where nothing was stored in this transaction.</summary>
    public static UInt256 Load(UInt256 slot)
    {
        Span<byte> key = stackalloc byte[32];
        slot.WriteTo(key);
        return new UInt256(Host.LoadTransient(key));
    }

    /// <summary>A revert takes it back, as with storage.</summary>
    public static void Store(UInt256 slot, UInt256 word)
    {
        Span<byte> bytes = stackalloc byte[64];
        slot.WriteTo(bytes);
        word.WriteTo(bytes[32..]);
        Host.StoreTransient(bytes[..32], bytes[32..]);
    }
}
