using System;

namespace Interleave.Runtime;

/// <summary>Ends a frame from inside. Contract code cannot catch it: the meter rethrows it at the start of every handler.</summary>
public abstract class Signal : Exception
{
    protected Signal(string message) : base(message) { }
}

public sealed class OutOfGas : Signal
{
    public OutOfGas() : base("out of gas") { }
}

/// <summary>The frame failed in a way that takes all its gas. The reason is a stable phrase that stands in the receipt.</summary>
public sealed class Trap : Signal
{
    public Trap(string reason) : base(reason) { }

    public string Reason => Message;
}

/// <summary>The transaction was taken back: whatever still runs of it is to end, and nobody will look at the outcome.</summary>
public sealed class Abandoned : Signal
{
    public Abandoned() : base("abandoned") { }
}
