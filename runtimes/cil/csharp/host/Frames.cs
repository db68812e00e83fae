using System;
using System.Text;
using Interleave.Runtime;

namespace Interleave.Hosting;

enum FrameStatus : byte
{
    Success,
    Revert,
    OutOfGas,
    Trap,
    Abandoned,
}

readonly record struct FrameEnd(FrameStatus Status, long UnitsLeft, byte[] Output);

/// <summary>Runs frames of contracts, one inside another where a contract is called while it waits for a call of its own.</summary>
static class Frames
{
    static int open;

    public static FrameEnd Run(Contract contract, bool constructs, long units, byte[] input)
    {
        var (left, pending, known, reads, depth, nested) = (Gas.Left, Gas.Pending, Host.Known, Host.OnlyReads, Gas.Depth, Gas.Nested);
        var stateless = Host.IsStateless;
        if (open == 0) (Gas.Depth, Gas.Nested, Gas.Allocated) = (0, 0, 0);
        var around = Trace.Begin(open == 0);
        open++;
        (Gas.Left, Gas.Pending, Host.Known, Host.OnlyReads) = (units, null, null, false);
        Host.IsStateless = contract.IsStateless;
        Entry.Begin(constructs ? Array.Empty<byte>() : input);
        try
        {
            var output = Array.Empty<byte>();
            if (constructs) contract.Construct(input);
            else output = contract.Call(input) ?? output;
            // Code that is ended may yet return, from a finally that throws nothing.
            return Gas.Pending == null && Gas.Left >= 0 ? new FrameEnd(FrameStatus.Success, Gas.Left, output) : Ended(null);
        }
        catch (Exception exception) when (IsOfContract(exception))
        {
            return exception is Signal || Gas.Pending != null || Gas.Left < 0 ? Ended(exception as Signal) : Reverted(exception);
        }
        finally
        {
            open--;
            Trace.End(around);
            (Gas.Left, Gas.Pending, Host.Known, Host.OnlyReads, Gas.Depth, Gas.Nested) = (left, pending, known, reads, depth, nested);
            Host.IsStateless = stateless;
        }
    }

    /// <summary>What the engine runs out of is no outcome: it would not be the same everywhere. The lane is given up then.</summary>
    static bool IsOfContract(Exception exception) =>
        exception is not (OutOfMemoryException or InsufficientExecutionStackException or InvalidProgramException or TypeLoadException or MissingMemberException);

    static FrameEnd Reverted(Exception exception)
    {
        try
        {
            var data = Failures.DataOf(exception);
            return new FrameEnd(FrameStatus.Revert, Gas.Left, data);
        }
        catch (Exception other) when (IsOfContract(other))
        {
            // The text of the exception was more than what was left could pay for.
            if (other is Signal || Gas.Pending != null || Gas.Left < 0) return Ended(other as Signal);
            // Its message is the contract's code, and throws.
            return new FrameEnd(FrameStatus.Revert, Gas.Left, Array.Empty<byte>());
        }
    }

    static FrameEnd Ended(Signal? thrown) => (Gas.Pending ?? thrown) switch
    {
        Trap trap => new FrameEnd(FrameStatus.Trap, 0, Encoding.UTF8.GetBytes(trap.Reason)),
        Abandoned => new FrameEnd(FrameStatus.Abandoned, 0, Array.Empty<byte>()),
        _ => new FrameEnd(FrameStatus.OutOfGas, 0, Array.Empty<byte>()),
    };
}
