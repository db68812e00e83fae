using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>The lock behind <see cref="NonReentrantAttribute"/>: one for each contract account, in transient storage, the same in all languages.</summary>
[Trusted]
public static class Guard
{
    /// <summary>keccak256("interleave.reentrancy.guard"), a slot of transient storage.</summary>
    static readonly UInt256 slot = new(0x87f288c8fc4bf7be, 0x676bf1614f473048, 0x63f554ea7fa8a107, 0xc27da3a1f624599a);

    /// <summary>Selector of Reentrancy().</summary>
    const uint Reentrancy = 0xab143c06;

    public static void Enter()
    {
        if (Host.LoadTransient(slot.ToBytes()).Length > 0) throw Revert.WithData(Failures.Selector(Reentrancy));
        Host.StoreTransient(slot.ToBytes(), UInt256.One.ToBytes());
    }

    /// <summary>A call that does not come here has reverted, and with it the lock.</summary>
    public static void Leave() => Host.StoreTransient(slot.ToBytes(), UInt256.Zero.ToBytes());

    /// <summary>For view functions, which cannot lock: only looks.</summary>
    public static void Check()
    {
        if (Host.LoadTransient(slot.ToBytes()).Length > 0) throw Revert.WithData(Failures.Selector(Reentrancy));
    }
}
