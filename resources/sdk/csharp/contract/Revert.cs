using System;

namespace Interleave;

/// <summary>Ends the call and undoes what it did. The caller gets the data. A contract may catch what its own code has thrown.</summary>
public sealed class Revert : Exception
{
    /// <summary>What the caller gets: nothing, or a selector and arguments.</summary>
    public new byte[] Data { get; }

    /// <summary>Without data.</summary>
    public Revert() : base("reverted") => Data = Array.Empty<byte>();

    /// <summary>Solidity's Error(string).</summary>
    public Revert(string reason) : base(reason) => Data = Failures.ErrorText(reason ?? "");

    /// <summary>An <see cref="ErrorAttribute"/> record.</summary>
    public Revert(object error) : base(error.ToString()) => Data = ErrorType.Encode(error);

    /// <summary>Data as it is.</summary>
    public static Revert WithData(byte[] data) => new(data, "reverted");

    Revert(byte[] data, string message) : base(message) => Data = data;
}

/// <summary>Solidity's Panic(uint256): the contract has a bug, or was given what it cannot count with.</summary>
public sealed class Panic(uint code) : Exception("panic " + ((UInt256)code).ToHexString())
{
    /// <summary>As Solidity numbers them: 0x01 assertion, 0x11 overflow, 0x12 division by zero, 0x32 index out of range, ...</summary>
    public uint Code { get; } = code;
}

/// <summary>A call of another contract that reverted or failed; what that contract did is undone. Uncaught, its data go on to the caller.</summary>
public sealed class CallFailed : Exception
{
    internal CallFailed(Address target, bool reverted, byte[] data)
    {
        Target = target;
        Reverted = reverted;
        Data = data;
    }

    /// <summary>Whom it called.</summary>
    public Address Target { get; }

    /// <summary>False: it ran out of gas or was stopped.</summary>
    public bool Reverted { get; }

    /// <summary>What it reverted with; nothing where it failed.</summary>
    public new byte[] Data { get; }

    /// <summary>For people. Put together when it is asked for: data may be long.</summary>
    public override string Message => $"the call of {Target} {(Reverted ? "reverted" : "failed")}: {Reason}";

    /// <summary>The text of Error(string), else the data as hex.</summary>
    public string Reason => Failures.Reason(Data);

    /// <summary>Whether it reverted with this error: <c>failure.Is("InsufficientBalance(address,uint256,uint256)")</c>.</summary>
    public bool Is(string signature) => Data.Length >= 4 && new Bytes4(Data.AsSpan(0, 4)) == Abi.Selector(signature);
}
