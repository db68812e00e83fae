using System;
using System.Buffers.Binary;
using Interleave.Runtime;

namespace Interleave.Hosting;

/// <summary>
/// What assemblies that are made for a debugger call (runtimes/cil/debug, "Hooks"). Nothing of it costs gas, and nothing of it runs code of
/// contracts. What is told is kept until there is much of it, or something else leaves the instance.
/// </summary>
public static class Trace
{
    /// <summary>In the place of a question: the records that follow.</summary>
    const byte Told = 0xff;

    /// <summary>First bytes of records: site (4 bytes) and units left (8); method (4); nothing; slot (4), length (4) and value.</summary>
    const byte StepRecord = 1, EnterRecord = 2, LeaveRecord = 3, LocalRecord = 4;

    const int Chunk = 1 << 16;

    /// <summary>Bytes that an outermost frame tells, deeper ones included. What comes after runs untold.</summary>
    const long MostBytes = 256L << 20;

    static byte[] buffer = Array.Empty<byte>();
    static int length;
    static long told;
    static bool listens;

    /// <summary>Since the last step something may have been written that is no variable of the method.</summary>
    static bool changed;

    /// <summary>Calls of the frame that are open.</summary>
    static int depth;

    /// <summary>What was told last of the variables of all open calls, and where those of each call begin.</summary>
    static byte[]?[] known = new byte[]?[64];
    static int[] bases = new int[64];
    static int used;
    static int calls;

    /// <summary>From now on there is somebody who listens: an assembly with hooks has been loaded.</summary>
    public static void Start()
    {
        if (buffer.Length > 0) return;
        buffer = new byte[Chunk + ValueWriter.MostBytes + 64];
        var door = Host.Door;
        Host.Door = message =>
        {
            Flush();
            return door(message);
        };
    }

    internal readonly record struct Frame(bool Listens, int Depth, int Calls, int Used);

    /// <summary>A frame begins; what is open of the one around it is kept.</summary>
    internal static Frame Begin(bool outermost)
    {
        var around = new Frame(listens, depth, calls, used);
        if (outermost)
        {
            told = 0;
            ValueWriter.Begin();
        }
        listens = buffer.Length > 0 && told < MostBytes;
        depth = 0;
        return around;
    }

    /// <summary>Code runs that belongs to no transaction.</summary>
    internal static Frame Pause()
    {
        var around = new Frame(listens, depth, calls, used);
        listens = false;
        return around;
    }

    internal static void End(Frame around)
    {
        Flush();
        (listens, depth, calls, used) = (around.Listens && told < MostBytes, around.Depth, around.Calls, around.Used);
    }

    /// <summary>A method begins, with so many arguments and locals. How many calls are open then: for <see cref="Unwind"/>.</summary>
    public static int Enter(int method, int slots)
    {
        if (!listens) return depth;
        if (calls == bases.Length) Array.Resize(ref bases, 2 * calls);
        bases[calls++] = used;
        if (used + slots > known.Length) Array.Resize(ref known, 2 * (used + slots));
        Array.Clear(known, used, slots);
        used += slots;
        depth++;
        changed = true;
        Head(EnterRecord, 5);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length - 4), method);
        return depth;
    }

    /// <summary>The method returns.</summary>
    public static void Leave()
    {
        if (!listens || depth == 0) return;
        used = bases[--calls];
        depth--;
        changed = true;
        Head(LeaveRecord, 1);
    }

    /// <summary>An exception has come to a handler of a method: those that it called have ended.</summary>
    public static void Unwind(int open)
    {
        while (listens && depth > open) Leave();
    }

    /// <summary>A statement is about to run, which may write what is no variable of the method.</summary>
    public static void StepOn(int site)
    {
        Step(site);
        changed = true;
    }

    /// <summary>What runs from here on may write what is no variable of the method.</summary>
    public static void Changed() => changed = true;

    /// <summary>A statement is about to run.</summary>
    public static void Step(int site)
    {
        changed = false;
        if (!listens) return;
        Head(StepRecord, 13);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length - 12), site);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(length - 8), Gas.Left);
    }

    /// <summary>The same of a variable whose value may be another although nothing was stored in it.</summary>
    public static void Shared(object? value, int slot)
    {
        if (changed) Local(value, slot);
    }

    /// <summary>A variable of the method that runs has this value; told where it is another than before.</summary>
    public static void Local(object? value, int slot)
    {
        if (!listens || depth == 0) return;
        var start = length + 9;
        var end = ValueWriter.Write(buffer, start, value);
        var written = buffer.AsSpan(start, end - start);
        ref var last = ref known[bases[calls - 1] + slot];
        if (last != null && written.SequenceEqual(last)) return;
        if (last != null && last.Length == written.Length) written.CopyTo(last);
        else last = written.ToArray();
        Head(LocalRecord, 9 + written.Length);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(start - 8), slot);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(start - 4), written.Length);
        if (length >= Chunk) Flush();
    }

    /// <summary>Makes room for a record; a value has been written behind its head already.</summary>
    static void Head(byte kind, int bytes)
    {
        if (kind != LocalRecord && length >= Chunk) Flush();
        buffer[length] = kind;
        length += bytes;
    }

    static void Flush()
    {
        if (length == 0) return;
        var message = new byte[1 + length];
        message[0] = Told;
        buffer.AsSpan(0, length).CopyTo(message.AsSpan(1));
        told += length;
        length = 0;
        if (told >= MostBytes) listens = false;
        Interleave.Interop.Bridge.Ask(message);
    }
}
