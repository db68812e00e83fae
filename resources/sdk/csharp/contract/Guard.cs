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

    /// <summary>Locks, or reverts where it is locked.</summary>
    public static void Enter()
    {
        Check();
        Transient.Store(slot, UInt256.One);
    }

    /// <summary>A call that does not come here has reverted, and with it the lock.</summary>
    public static void Leave() => Transient.Store(slot, UInt256.Zero);

    /// <summary>For view functions, which cannot lock: only looks.</summary>
    public static void Check()
    {
        if (!Transient.Load(slot).IsZero) throw Revert.WithData(Failures.Selector(Reentrancy));
    }
}
