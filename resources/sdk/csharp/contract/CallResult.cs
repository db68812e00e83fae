namespace Interleave;

/// <summary>How a call ended.</summary>
public enum CallStatus : byte
{
    /// <summary>It returned.</summary>
    Success,

    /// <summary>It reverted; the output is what it reverted with.</summary>
    Reverted,

    /// <summary>It ran out of gas or was stopped.</summary>
    Failed,
}

/// <summary>What a call came to. The output is what was returned or reverted with; nothing where the call failed.</summary>
public readonly struct CallResult(CallStatus status, byte[] output)
{
    /// <summary>How it ended.</summary>
    public CallStatus Status { get; } = status;

    /// <summary>What it returned or reverted with.</summary>
    public byte[] Output { get; } = output;

    /// <summary>Whether it returned.</summary>
    public bool Success => Status == CallStatus.Success;
}
