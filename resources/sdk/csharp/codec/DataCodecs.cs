using System;
using System.Text;
using Interleave.Runtime;

namespace Interleave;

/// <summary>byte[]: Solidity's bytes.</summary>
sealed class BytesCodec : Codec<byte[]>
{
    public override bool IsDynamic => true;

    public override void Encode(AbiWriter writer, byte[] value, int head, int start)
    {
        writer.Put(head, (uint)(writer.Length - start));
        writer.Append(value ?? Array.Empty<byte>());
    }

    public override byte[] Decode(AbiReader reader, int head, int start) => reader.Data(reader.Follow(head, start));

    public override byte[] Load(UInt256 slot, int offset) => LongData.Load(slot);

    public override void Store(UInt256 slot, int offset, byte[] value) => LongData.Store(slot, value ?? Array.Empty<byte>());

    public override UInt256 SlotUnder(UInt256 mapping, byte[] key) => Slots.Under(mapping, key ?? Array.Empty<byte>());

    public override UInt256 Topic(byte[] value) => new(Host.Keccak256(value));

    public override byte[] Pack(byte[] value) => value ?? Array.Empty<byte>();
}

/// <summary>Text as UTF-8. What is no UTF-8 is a revert.</summary>
sealed class StringCodec : Codec<string>
{
    public override bool IsDynamic => true;

    public override void Encode(AbiWriter writer, string value, int head, int start)
    {
        writer.Put(head, (uint)(writer.Length - start));
        writer.Append(Utf8.Bytes(value ?? ""));
    }

    public override string Decode(AbiReader reader, int head, int start) => Utf8.Text(reader.Data(reader.Follow(head, start)));

    public override string Load(UInt256 slot, int offset) => Utf8.Text(LongData.Load(slot));

    public override void Store(UInt256 slot, int offset, string value) => LongData.Store(slot, Utf8.Bytes(value ?? ""));

    public override UInt256 SlotUnder(UInt256 mapping, string key) => Slots.Under(mapping, Utf8.Bytes(key ?? ""));

    public override UInt256 Topic(string value) => new(Host.Keccak256(Utf8.Bytes(value ?? "")));

    public override byte[] Pack(string value) => Utf8.Bytes(value ?? "");
}

/// <summary>Text and its bytes, paid by length.</summary>
[Trusted]
public static class Utf8
{
    /// <summary>Units of gas for the exception that is caught in here.</summary>
    const long Thrown = 3_000;

    static readonly UTF8Encoding strict = new(false, true);

    /// <summary>Half a surrogate pair becomes U+FFFD.</summary>
    public static byte[] Bytes(string text)
    {
        Gas.Use(text.Length / 2);
        Gas.Bytes(3L * text.Length);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <exception cref="Revert">It is no UTF-8.</exception>
    public static string Text(byte[] bytes)
    {
        Gas.Use(bytes.Length / 2);
        Gas.Bytes(2L * bytes.Length);
        try
        {
            return strict.GetString(bytes);
        }
        catch (ArgumentException)
        {
            Gas.Use(Thrown);
            throw new Revert();
        }
    }
}
