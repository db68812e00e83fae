using System;
using System.Collections.Generic;

namespace Interleave;

/// <summary>T[]: Solidity's dynamic array, as a whole.</summary>
public sealed class ArrayCodec<T> : SequenceCodec<T[], T>
{
    protected override int CountOf(T[] items) => items?.Length ?? 0;

    protected override T ItemOf(T[] items, int index) => items[index];

    protected override T[] Make(int count, Func<int, T> item)
    {
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = item(i);
        return items;
    }
}

/// <summary>The same as a list.</summary>
public sealed class ListCodec<T> : SequenceCodec<List<T>, T>
{
    protected override int CountOf(List<T> items) => items?.Count ?? 0;

    protected override T ItemOf(List<T> items, int index) => items[index];

    protected override List<T> Make(int count, Func<int, T> item)
    {
        var items = new List<T>(count);
        for (var i = 0; i < count; i++) items.Add(item(i));
        return items;
    }
}

/// <summary>Items one after another, with their number before them.</summary>
public abstract class SequenceCodec<TAll, T> : Codec<TAll>
{
    protected abstract int CountOf(TAll items);

    protected abstract T ItemOf(TAll items, int index);

    protected abstract TAll Make(int count, Func<int, T> item);

    public sealed override bool IsDynamic => true;

    public sealed override void Encode(AbiWriter writer, TAll items, int head, int start)
    {
        var codec = Codec<T>.Of;
        var count = CountOf(items);
        writer.Put(head, (uint)(writer.Length - start));
        writer.Put(writer.Reserve(32), (uint)count);
        var size = codec.HeadSize;
        var at = writer.Reserve(checked(count * size));
        for (var i = 0; i < count; i++) codec.Encode(writer, ItemOf(items, i), at + i * size, at);
    }

    public sealed override TAll Decode(AbiReader reader, int head, int start)
    {
        var codec = Codec<T>.Of;
        var at = reader.Follow(head, start);
        var size = codec.HeadSize;
        var count = reader.Count(at, size);
        var begin = at + 32;
        return Make(count, i => codec.Decode(reader, begin + i * size, begin));
    }

    public sealed override TAll Load(UInt256 slot, int offset)
    {
        var stored = new StorageList<T>(slot);
        var begin = Slots.Behind(slot);
        return Make(stored.Count, i => stored.Read(begin, i));
    }

    public sealed override void Store(UInt256 slot, int offset, TAll items)
    {
        var stored = new StorageList<T>(slot);
        var count = CountOf(items);
        stored.Resize(count);
        if (count == 0) return;
        var begin = Slots.Behind(slot);
        for (var i = 0; i < count; i++) stored.Write(begin, i, ItemOf(items, i));
    }

    public sealed override void Clear(UInt256 slot, int offset) => new StorageList<T>(slot).Clear();
}
