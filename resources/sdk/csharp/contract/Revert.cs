using System;

namespace Interleave;

/// <summary>Ends the call and undoes what it did. The caller gets the data. A contract may catch what its own code has thrown.</summary>
public sealed class Revert : Exception
{
    /// <summary>What the caller gets: nothing, or a selector and arguments.</summary>
    public new byte[] Data { get; }

    public Revert() : base("reverted") => Data = Array.Empty<byte>();

    /// <summary>Solidity's Error(string).</summary>
    public Revert(string reason) : base(reason) => Data = Failures.ErrorText(reason);

    /// <summary>An <see cref="ErrorAttribute"/> record.</summary>
    public Revert(object error) : base(error.ToString()) => Data = ErrorType.Encode(error);

    /// <summary>Data as it is.</summary>
    public static Revert WithData(byte[] data) => new(data, "reverted");

    Revert(byte[] data, string message) : base(message) => Data = data;
}

/// <summary>Solidity's Panic(uint256): the contract has a bug, or was given what it cannot count with.</summary>
public sealed class Panic(uint code) : Exception("panic " + ((UInt256)code).ToHexString())
{
    public uint Code { get; } = code;
}

/// <summary>A call of another contract that reverted or failed; what that contract did is undone. Uncaught, its data go on to the caller.</summary>
public sealed class CallFailed : Exception
{
    internal CallFailed(Address target, bool reverted, byte[] data) : base($"the call of {target} {(reverted ? "reverted" : "failed")}: {Failures.Reason(data)}")
    {
        Target = target;
        Reverted = reverted;
        Data = data;
    }

    public Address Target { get; }

    /// <summary>False: it ran out of gas or was stopped.</summary>
    public bool Reverted { get; }

    public new byte[] Data { get; }

    /// <summary>The text of Error(string), else the data as hex.</summary>
    public string Reason => Failures.Reason(Data);

    /// <summary>Whether it reverted with this error: <c>failure.Is("InsufficientBalance(address,uint256,uint256)")</c>.</summary>
    public bool Is(string signature) => Data.Length >= 4 && new Bytes4(Data.AsSpan(0, 4)) == Abi.Selector(signature);
}
