using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Other accounts, seen from a contract.</summary>
public static class Calls
{
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
        return Host.Call(kind, to.ToBytes(), value.ToBytes(), limit, data);
    }

    internal static CallFailed Failed(Address to, CallResult result) =>
        new(to, result.Status == CallStatus.Reverted, result.Output);
}

/// <summary>What goes along with a call of a binding: <c>new IBank(at).With(value: 1.Ether()).Deposit()</c>.</summary>
public readonly struct CallOptions(UInt256 value, ulong? gas)
{
    public UInt256 Value { get; } = value;

    public ulong? Gas { get; } = gas;
}

/// <summary>What generated bindings are made of.</summary>
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
        var kind = reads ? CallKind.Static : CallKind.Call;
        var result = Calls.Invoke(kind, to, data, reads ? UInt256.Zero : options.Value, options.Gas);
        if (!result.Success) throw Calls.Failed(to, result);
        // As Solidity has it: whoever has no code answers nothing, and that must not pass for an answer.
        if (result.Output.Length == 0 && !to.IsContract()) throw new Revert("call of an account without code");
        return new AbiReader(result.Output, 0);
    }
}
