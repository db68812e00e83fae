using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace Interleave.Compiler;

/// <summary>Several byte strings in one: each with its length before it, 4 bytes, little endian.</summary>
public static class Parts
{
    public static byte[] Pack(params byte[][] parts)
    {
        var length = 0;
        foreach (var part in parts) length += 4 + part.Length;
        var packed = new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(at), part.Length);
            part.CopyTo(packed, at + 4);
            at += 4 + part.Length;
        }
        return packed;
    }

    public static byte[][] Unpack(byte[] packed)
    {
        var parts = new List<byte[]>();
        for (var at = 0; at < packed.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at));
            parts.Add(packed.AsSpan(at + 4, length).ToArray());
            at += 4 + length;
        }
        return parts.ToArray();
    }

    public static string Text(this byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public static byte[] Bytes(this string text) => Encoding.UTF8.GetBytes(text);
}
