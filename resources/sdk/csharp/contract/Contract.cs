using System;
using System.Diagnostics.CodeAnalysis;
using Interleave.Runtime;

namespace Interleave;

/// <summary>
/// A contract. Its public methods are its functions, its constructor runs when it is deployed, its <see cref="StorageAttribute"/>
/// properties last. An object of it lives as long as one call.
/// </summary>
public abstract class Contract
{
    /// <summary>Reverts with a text unless the condition holds.</summary>
    protected static void Require([DoesNotReturnIf(false)] bool condition, string reason)
    {
        if (!condition) throw new Revert(reason);
    }

    /// <summary>Reverts without data unless the condition holds.</summary>
    protected static void Require([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition) throw new Revert();
    }

    /// <summary>Reverts with an error unless the condition holds.</summary>
    protected static void Require<TError>([DoesNotReturnIf(false)] bool condition, TError error) where TError : notnull
    {
        if (!condition) throw new Revert((object)error);
    }

    /// <summary>What must be true unless the contract has a bug: Panic 0x01 where it is not.</summary>
    protected static void Assert([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition) throw new Panic(0x01);
    }

    /// <summary>Writes an <see cref="EventAttribute"/> record to the log.</summary>
    [AsksLedger]
    protected static void Emit<TEvent>(TEvent record) where TEvent : notnull => EventType<TEvent>.Of.Emit(record);

    /// <summary>
    /// Writes a line for whoever tries the contract out, as console.log of Hardhat and Foundry does: it is shown with the calls of the
    /// transaction, also where that reverts, and changes nothing. It costs what a call of an account without code costs.
    /// </summary>
    [AsksLedger]
    protected static void Log(string text) => Console.StaticCall(Abi.EncodeCall("log(string)", text));

    /// <summary>"console.log" in ASCII: an address that nobody has a key for.</summary>
    static Address Console => Address.Parse("0x000000000000000000636f6e736f6c652e6c6f67");

    /// <summary>Gas left to this call, rounded down.</summary>
    [AsksLedger]
    protected static ulong GasLeft() => Host.GasLeft;
}
