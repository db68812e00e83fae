using System;

namespace Interleave.Runtime;

/// <summary>
/// The three meters of a lane: gas, stack and memory. One contract thread runs per instance, so they are plain statics, without
/// a static constructor that would be checked at every use. Metered code counts down by itself; what is not metered (this
/// folder, and what is marked <see cref="TrustedAttribute"/>) says here what it costs.
/// </summary>
public static class Gas
{
    /// <summary>Units in one ledger gas. A unit is about 10 ns of a lane's time.</summary>
    public const long UnitsPerGas = 10;

    /// <summary>The most that may be allocated within one outermost frame, deeper frames included, whether or not it is garbage by now.</summary>
    public const long AllocationLimit = 256L << 20;

    /// <summary>The highest <see cref="Depth"/>, in bytes of interpreter stack: well inside the host's 1 MB.</summary>
    public const int DepthLimit = 512 << 10;

    /// <summary>Units left to the frame that runs. Below zero it is being ended.</summary>
    public static long Left;

    /// <summary>Weight of the methods on the stack, frames of outer contract calls included.</summary>
    public static int Depth;

    /// <summary>
    /// The highest <see cref="Nested"/>. Each takes some ten kilobytes of the engine's own stack, whatever the depth.
    /// </summary>
    public const int NestedLimit = 16;

    /// <summary>Filters and finally blocks that run one inside another, and those that an exception of their own has left.</summary>
    public static int Nested;

    /// <summary>Bytes allocated so far within the outermost frame.</summary>
    public static long Allocated;

    /// <summary>What ends the frame that runs, once it is being ended by something else than want of gas.</summary>
    public static Signal? Pending;

    /// <summary>Before anything is metered. @throws InvalidOperationException where the engine is not the one that this was made for.</summary>
    public static void Start() => StackTraces.Check();

    /// <summary>Takes units; ends the frame if there are not so many.</summary>
    public static void Use(long units)
    {
        if (units < 0) Stop(new Trap("negative cost"));
        if ((Left -= units) < 0) Out();
    }

    /// <summary>Charges and counts an allocation.</summary>
    public static void Bytes(long bytes)
    {
        Use(bytes / BytesPerUnit);
        if ((Allocated += bytes) > AllocationLimit) Stop(new Trap("too much memory"));
    }

    /// <summary>Ends the frame for want of gas, or again for what ends it already.</summary>
    public static void Out()
    {
        Left = -1;
        throw Pending ?? new OutOfGas();
    }

    /// <summary>
    /// Ends the frame. Nothing of it runs any more: filters say no, finally blocks are passed by, and every handler throws again.
    /// </summary>
    public static void Stop(Signal signal)
    {
        Pending ??= signal;
        Left = -1;
        throw Pending;
    }

    /// <summary>Ends the frame: the methods on the stack weigh too much.</summary>
    public static void Overflow() => Stop(new Trap(TooDeep));

    /// <summary>An array is about to be made.</summary>
    public static void Array(nint length, uint itemSize)
    {
        // A negative length is for .NET to refuse.
        if (length > 0) Bytes(16 + (long)length * itemSize);
    }

    /// <summary>An array of several dimensions is about to be made.</summary>
    public static void Grid(long count, int itemSize)
    {
        // A negative length is for .NET to refuse.
        if (count > 0) Bytes(32 + Math.Min(count, 1L << 40) * itemSize);
    }

    /// <summary>The class library has made something: a string or an array is paid for now.</summary>
    public static void Made(object? thing)
    {
        if (thing is string text) Bytes(16 + 2L * text.Length);
        else if (thing is System.Array array) Bytes(16 + 32L * array.Length);
    }

    /// <summary>Begins every handler of exceptions in metered code: what ends the frame is not to be caught.</summary>
    public static void Guard(object exception)
    {
        if (exception is Signal signal) throw signal;
        if (Pending != null || Left < 0) Out();
        Use(Caught);
        if (exception is Exception caught) StackTraces.Forget(caught);
    }

    /// <summary>
    /// Begins every filter in metered code: whether it is asked at all. Throws nothing, for nothing may leave a filter. Whoever is told yes
    /// puts <see cref="Nested"/> back.
    /// </summary>
    public static bool Filter(object exception)
    {
        if (exception is Signal || Pending != null || Left < 0) return false;
        if ((Left -= Caught) < 0)
        {
            Left = -1;
            return false;
        }
        if (exception is Exception caught) StackTraces.Forget(caught);
        if (++Nested <= NestedLimit) return true;
        Pending = new Trap(TooDeep);
        Left = -1;
        return false;
    }

    const string TooDeep = "stack overflow";

    /// <summary>
    /// To throw costs the engine 20 to 50 us. What metered code throws it has paid for; the class library and trusted code have not, so whoever
    /// catches pays.
    /// </summary>
    const long Caught = 3_000;

    const long BytesPerUnit = 16;
}
