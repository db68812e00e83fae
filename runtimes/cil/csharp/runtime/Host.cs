using System;
using System.Buffers.Binary;

namespace Interleave.Runtime;

/// <summary>
/// What a contract may ask of its host: HOST-ABI.md. Words are 32 bytes, big-endian; addresses 20 bytes. Prices of storage, calls and
/// hashes are taken by the host, so each message carries the gas that is left, and each answer what is left then.
/// </summary>
public static class Host
{
    const int Header = 9;
    /// <summary>What the crossing itself costs, whatever is asked.</summary>
    const long Crossing = 100;

    /// <summary>The way out of the instance: a message to the host, its answer back.</summary>
    public static Func<byte[], byte[]> Door = _ => throw new InvalidOperationException("no host");

    /// <summary>Facts of the frame that runs; undefined until it asks. Whoever starts a frame clears it, and puts it back afterwards.</summary>
    public static Facts? Known;

    /// <summary>In a view function: what changes state is refused.</summary>
    public static bool OnlyReads;

    /// <summary>A precompile runs: it has nothing but its input.</summary>
    public static bool IsStateless;

    /// <summary>Ledger gas left to the frame, rounded down.</summary>
    public static ulong GasLeft
    {
        get
        {
            if (IsStateless) RefuseStateless("gas");
            return (ulong)(Gas.Left / Gas.UnitsPerGas);
        }
    }

    public static Facts Facts => Known ??= new Facts(Ask(Question.Facts));

    /// <summary>The word, or nothing for zero.</summary>
    public static byte[] LoadSlot(ReadOnlySpan<byte> key) => Ask(Question.LoadSlot, key);

    public static void StoreSlot(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Change(Question.StoreSlot, key, value);

    /// <summary>The word, or nothing for zero.</summary>
    public static byte[] LoadTransient(ReadOnlySpan<byte> key) => Ask(Question.LoadTransient, key);

    public static void StoreTransient(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Change(Question.StoreTransient, key, value);

    /// <summary>Adds to a commutative counter without reading it; the amount is a word below 2^128.</summary>
    public static void CounterAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> amount) => Change(Question.CounterAdd, key, amount);

    public static void CounterSub(ReadOnlySpan<byte> key, ReadOnlySpan<byte> amount) => Change(Question.CounterSub, key, amount);

    /// <summary>A word: the counter modulo 2^256, two's complement.</summary>
    public static byte[] CounterLoad(ReadOnlySpan<byte> key) => Ask(Question.CounterLoad, key);

    /// <summary>The host notes the preimage, so that people are shown names of mapping cells.</summary>
    public static byte[] Keccak256(ReadOnlySpan<byte> data) => Ask(Question.Keccak256, data);

    public static byte[] Sha256(ReadOnlySpan<byte> data) => Ask(Question.Sha256, data);

    /// <summary>An event with up to four topics, a word each, one after another.</summary>
    public static void Emit(ReadOnlySpan<byte> topics, ReadOnlySpan<byte> data)
    {
        Span<byte> count = stackalloc byte[1];
        count[0] = (byte)(topics.Length / 32);
        Change(Question.Emit, count, topics, data);
    }

    /// <summary>Calls a contract of any runtime. A negative amount of gas: all that may be given.</summary>
    public static CallResult Call(CallKind kind, ReadOnlySpan<byte> address, ReadOnlySpan<byte> value, long gas, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[61];
        head[0] = (byte)kind;
        address.CopyTo(head[1..]);
        value.CopyTo(head[21..]);
        BinaryPrimitives.WriteInt64LittleEndian(head[53..], gas < 0 ? -1 : gas);
        if (OnlyReads && kind != CallKind.Static) Refuse();
        var answer = Ask(Question.Call, head, data);
        return new CallResult((CallStatus)answer[0], answer[1..]);
    }

    /// <summary>A word.</summary>
    public static byte[] Balance(ReadOnlySpan<byte> address) => Ask(Question.Balance, address);

    public static int CodeSize(ReadOnlySpan<byte> address) => BinaryPrimitives.ReadInt32LittleEndian(Ask(Question.CodeSize, address));

    /// <summary>A word, zero for a block that is not one of the last 256.</summary>
    public static byte[] BlockHash(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return Ask(Question.BlockHash, bytes);
    }

    static void Change(Question question, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b = default, ReadOnlySpan<byte> c = default)
    {
        if (OnlyReads) Refuse();
        Ask(question, a, b, c);
    }

    static void Refuse() => Gas.Stop(new Trap("state change in a view function"));

    /// <summary>The compiler finds what a precompile names; what it reaches through an interface or a delegate comes to light here.</summary>
    static void RefuseStateless(string wanted) => Gas.Stop(new Trap($"no precompile: it asks for {wanted}"));

    static string Wanted(Question question) => question switch
    {
        Question.Facts => "its caller, transaction or block",
        Question.LoadSlot or Question.StoreSlot => "storage",
        Question.LoadTransient or Question.StoreTransient => "transient storage",
        Question.CounterAdd or Question.CounterSub or Question.CounterLoad => "a counter",
        Question.Emit => "events",
        Question.Call => "a call",
        Question.BlockHash => "a block's hash",
        _ => "an account",
    };

    static byte[] Ask(Question question, ReadOnlySpan<byte> a = default, ReadOnlySpan<byte> b = default, ReadOnlySpan<byte> c = default)
    {
        if (IsStateless && question is not (Question.Keccak256 or Question.Sha256)) RefuseStateless(Wanted(question));
        Gas.Use(Crossing);
        Gas.Bytes(2 * Header + a.Length + b.Length + c.Length);
        var message = new byte[Header + a.Length + b.Length + c.Length];
        message[0] = (byte)question;
        BinaryPrimitives.WriteInt64LittleEndian(message.AsSpan(1), Gas.Left);
        a.CopyTo(message.AsSpan(Header));
        b.CopyTo(message.AsSpan(Header + a.Length));
        c.CopyTo(message.AsSpan(Header + a.Length + b.Length));
        // Frames that run here meanwhile leave these as they found them, but for the memory that they took.
        var answer = Door(message);
        Gas.Left = BinaryPrimitives.ReadInt64LittleEndian(answer.AsSpan(1));
        switch ((Ending)answer[0])
        {
            case Ending.None:
                Gas.Bytes(answer.Length);
                return answer[Header..];
            case Ending.OutOfGas:
                Gas.Out();
                break;
            case Ending.Trap:
                Gas.Stop(new Trap(System.Text.Encoding.UTF8.GetString(answer, Header, answer.Length - Header)));
                break;
            default:
                Gas.Stop(new Abandoned());
                break;
        }
        return Array.Empty<byte>();
    }

    enum Question : byte
    {
        Facts = 1,
        LoadSlot,
        StoreSlot,
        LoadTransient,
        StoreTransient,
        CounterAdd,
        CounterSub,
        CounterLoad,
        Keccak256,
        Sha256,
        Emit,
        Call,
        Balance,
        CodeSize,
        BlockHash,
    }

    enum Ending : byte
    {
        None,
        OutOfGas,
        Trap,
        Abandoned,
    }
}

public enum CallKind : byte
{
    Call,
    Static,
    Delegate,
}
