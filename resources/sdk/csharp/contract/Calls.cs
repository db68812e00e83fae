using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Other accounts, seen from a contract.</summary>
[AsksLedger]
public static class Calls
{
    /// <summary>What the account owns, 18 decimals.</summary>
    public static UInt256 Balance(this Address address) => new(Host.Balance(address.ToBytes()));

    /// <summary>Whether there is a contract.</summary>
    public static bool IsContract(this Address address) => Host.CodeSize(address.ToBytes()) > 0;

    /// <summary>Sends value. Reverts where the receiver does not take it.</summary>
    public static void Pay(this Address to, UInt256 amount)
    {
        var result = to.Call(Array.Empty<byte>(), amount);
        if (!result.Success) throw Failed(to, result);
    }

    /// <summary>Calls with data made by hand, and says what came of it. Without <paramref name="gas"/>: all that may be given (63/64).</summary>
    public static CallResult Call(this Address to, byte[] data, UInt256 value = default, ulong? gas = null) =>
        Invoke(CallKind.Call, to, data, value, gas);

    /// <summary>The same, and nothing below may change state.</summary>
    public static CallResult StaticCall(this Address to, byte[] data, ulong? gas = null) =>
        Invoke(CallKind.Static, to, data, UInt256.Zero, gas);

    /// <summary>Runs the other's code on this contract's storage, with this call's sender and value.</summary>
    public static CallResult DelegateCall(this Address to, byte[] data, ulong? gas = null) =>
        Invoke(CallKind.Delegate, to, data, UInt256.Zero, gas);

    internal static CallResult Invoke(CallKind kind, Address to, byte[] data, UInt256 value, ulong? gas)
    {
        var limit = gas is { } most && most <= long.MaxValue ? (long)most : -1;
        // Frames inside of this call may be of contracts that run here, too.
        var input = Entry.Input;
        var result = Host.Call(kind, to.ToBytes(), value.ToBytes(), limit, data);
        Entry.Input = input;
        return result;
    }

    internal static CallFailed Failed(Address to, CallResult result) =>
        new(to, result.Status == CallStatus.Reverted, result.Output);
}

/// <summary>What goes along with a call of a binding: <c>new IBank(at).With(value: 1.Ether()).Deposit()</c>.</summary>
public readonly struct CallOptions(UInt256 value, ulong? gas)
{
    /// <summary>Value that goes along.</summary>
    public UInt256 Value { get; } = value;

    /// <summary>The most gas; null: all that may be given.</summary>
    public ulong? Gas { get; } = gas;
}

/// <summary>What generated bindings are made of.</summary>
[AsksLedger]
public static class Binding
{
    /// <summary>Begins the data of a call: the selector, then room for the heads of the arguments.</summary>
    public static AbiWriter Begin(int heads)
    {
        var writer = new AbiWriter();
        writer.Reserve(heads);
        return writer;
    }

    /// <summary>Calls a function, and gives what it returned. The arguments are encoded as if they began at 0.</summary>
    /// <exception cref="CallFailed">The call reverted or failed.</exception>
    /// <exception cref="Revert">There is no contract.</exception>
    public static AbiReader Call(Address to, CallOptions options, bool reads, uint selector, AbiWriter arguments)
    {
        var data = Abi.WithSelector(selector, arguments);
        var value = reads ? UInt256.Zero : options.Value;
        // As Solidity has it: whoever has no code answers nothing, and that must not pass for an answer. Where value goes along it is
        // asked before, so that a contract which catches this has not paid.
        if (!value.IsZero && !to.IsContract()) throw NoContract(to);
        var result = Calls.Invoke(reads ? CallKind.Static : CallKind.Call, to, data, value, options.Gas);
        if (!result.Success) throw Calls.Failed(to, result);
        if (result.Output.Length == 0 && !to.IsContract()) throw NoContract(to);
        return new AbiReader(result.Output, 0);
    }

    static Revert NoContract(Address to) => new($"no contract at {to}");
}
