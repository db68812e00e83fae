using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Bytes under construction: heads are reserved first, what is dynamic goes to the end.</summary>
[Trusted]
public sealed class AbiWriter
{
    const int Beginning = 256;

    byte[] bytes = new byte[Beginning];

    /// <summary>Empty.</summary>
    public AbiWriter() => Gas.Bytes(Beginning);

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>Room for so many bytes, zero. Says where it begins.</summary>
    public int Reserve(int count)
    {
        var at = Length;
        if (count < 0 || at + count < at) Gas.Stop(new Trap("too much memory"));
        if (at + count > bytes.Length)
        {
            var size = Math.Max(bytes.Length * 2, at + count);
            Gas.Bytes(size);
            Array.Resize(ref bytes, size);
        }
        Length = at + count;
        return at;
    }

    /// <summary>Writes a word into room that was reserved.</summary>
    public void Put(int at, UInt256 word) => word.WriteTo(bytes.AsSpan(at, 32));

    /// <summary>Writes bytes into room that was reserved.</summary>
    public void Put(int at, ReadOnlySpan<byte> data)
    {
        Gas.Use(data.Length / 16);
        data.CopyTo(bytes.AsSpan(at));
    }

    /// <summary>Length, then the data padded to whole words.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        var at = Reserve(32 + (data.Length + 31) / 32 * 32);
        Put(at, (uint)data.Length);
        Put(at + 32, data);
    }

    /// <summary>All of it.</summary>
    public byte[] ToBytes()
    {
        Gas.Bytes(Length);
        return bytes.AsSpan(0, Length).ToArray();
    }
}
