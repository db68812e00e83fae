using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Values that fit into a word: numbers, addresses, flags, short bytes, enums.</summary>
public abstract class WordCodec<T> : Codec<T>
{
    /// <summary>Bytes that the value takes: 1 to 32.</summary>
    protected abstract int Size { get; }

    /// <summary>The word of the ABI: numbers to the right, sign extended; bytes to the left.</summary>
    protected abstract UInt256 ToWord(T value);

    /// <exception cref="Revert">No value has this word.</exception>
    protected abstract T FromWord(UInt256 word);

    /// <summary>As it lies in storage: to the right, without sign extension.</summary>
    protected virtual UInt256 ToStored(T value) => ToWord(value);

    protected virtual T FromStored(UInt256 stored) => FromWord(stored);

    public sealed override int StorageSize => Size;

    public sealed override void Encode(AbiWriter writer, T value, int head, int start) => writer.Put(head, ToWord(value));

    public sealed override T Decode(AbiReader reader, int head, int start) => FromWord(reader.Word(head));

    public sealed override T Load(UInt256 slot, int offset)
    {
        var word = Slots.Load(slot);
        return FromStored(Size == 32 ? word : (word >> (8 * offset)) & Mask);
    }

    public sealed override void Store(UInt256 slot, int offset, T value)
    {
        if (Size == 32)
        {
            Slots.Store(slot, ToStored(value));
            return;
        }
        var shift = 8 * offset;
        Slots.Store(slot, (Slots.Load(slot) & ~(Mask << shift)) | (ToStored(value) << shift));
    }

    public sealed override byte[] Pack(T value) => FixedBytes.Bytes(ToStored(value) << (8 * (32 - Size)), Size);

    public sealed override UInt256 SlotUnder(UInt256 mapping, T key) => Slots.Under(mapping, ToWord(key));

    public sealed override UInt256 Topic(T value) => ToWord(value);

    UInt256 Mask => UInt256.MaxValue >> (256 - 8 * Size);
}
