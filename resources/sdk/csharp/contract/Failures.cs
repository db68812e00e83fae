using System;

namespace Interleave;

/// <summary>How exceptions become revert data.</summary>
public static class Failures
{
    const uint ErrorSelector = 0x08c379a0;
    const uint PanicSelector = 0x4e487b71;

    /// <summary>What the caller of a contract gets when this exception leaves it.</summary>
    public static byte[] DataOf(Exception exception) => exception switch
    {
        Revert revert => revert.Data,
        CallFailed failed => failed.Data,
        Panic panic => PanicCode(panic.Code),
        OverflowException => PanicCode(0x11),
        DivideByZeroException => PanicCode(0x12),
        IndexOutOfRangeException => PanicCode(0x32),
        _ => ErrorText($"{exception.GetType().Name}: {exception.Message}"),
    };

    internal static byte[] ErrorText(string reason)
    {
        var writer = new AbiWriter();
        writer.Put(writer.Reserve(4), Selector(ErrorSelector));
        writer.Put(writer.Reserve(32), 32);
        writer.Append(Utf8.Bytes(reason));
        return writer.ToBytes();
    }

    static byte[] PanicCode(uint code)
    {
        var writer = new AbiWriter();
        writer.Put(writer.Reserve(4), Selector(PanicSelector));
        writer.Put(writer.Reserve(32), code);
        return writer.ToBytes();
    }

    internal static string Reason(byte[] data)
    {
        if (data.Length == 0) return "no reason given";
        if (data.Length >= 4 && data.AsSpan(0, 4).SequenceEqual(Selector(ErrorSelector)))
        {
            try
            {
                return Codec<string>.Of.Decode(new AbiReader(data, 4), 0, 0);
            }
            catch (Revert)
            {
                // Only looks like a text.
            }
        }
        return "0x" + Hex.Of(data);
    }

    internal static byte[] Selector(uint selector) =>
        new[] { (byte)(selector >> 24), (byte)(selector >> 16), (byte)(selector >> 8), (byte)selector };
}
