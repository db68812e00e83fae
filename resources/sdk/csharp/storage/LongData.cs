using System;

namespace Interleave;

/// <summary>Solidity's bytes and string in storage: up to 31 bytes in the slot itself, longer ones behind it.</summary>
static class LongData
{
    public static byte[] Load(UInt256 slot)
    {
        var head = Slots.Load(slot);
        if (((byte)(head & UInt256.One)) == 0)
        {
            var length = (byte)((head & 0xff) >> 1);
            if (length > 31) throw new Panic(0x22);
            return head.ToBytes().AsSpan(0, length).ToArray();
        }
        var size = head >> 1;
        if (size < 32 || size > int.MaxValue) throw new Panic(0x22);
        var data = new byte[(int)size];
        var at = Slots.Behind(slot);
        for (var i = 0; i < data.Length; i += 32, at = at.WrappingAdd(UInt256.One))
            Slots.Load(at).ToBytes().AsSpan(0, Math.Min(32, data.Length - i)).CopyTo(data.AsSpan(i));
        return data;
    }

    public static void Store(UInt256 slot, byte[] data)
    {
        var head = Slots.Load(slot);
        var before = ((byte)(head & UInt256.One)) == 0 ? 0 : Words((int)(head >> 1));
        var after = data.Length > 31 ? Words(data.Length) : 0;
        if (data.Length <= 31) Slots.Store(slot, WordAt(data, 0) | (uint)(2 * data.Length));
        else Slots.Store(slot, 2 * (UInt256)data.Length + 1);
        if (before == 0 && after == 0) return;
        var at = Slots.Behind(slot);
        for (var i = 0; i < Math.Max(before, after); i++, at = at.WrappingAdd(UInt256.One))
            Slots.Store(at, i < after ? WordAt(data, 32 * i) : UInt256.Zero);
    }

    static int Words(int length) => (length + 31) / 32;

    /// <summary>Left-aligned.</summary>
    static UInt256 WordAt(byte[] data, int at)
    {
        var length = Math.Min(32, data.Length - at);
        return new UInt256(data.AsSpan(at, length)) << (8 * (32 - length));
    }
}
