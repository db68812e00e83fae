using System;
using System.Collections;
using System.Collections.Generic;

namespace Interleave;

/// <summary>A list in storage: Solidity's dynamic array. What is outside is Panic 0x32 or, for <see cref="Pop"/>, 0x31.</summary>
public sealed class StorageList<T> : IEnumerable<T>
{
    readonly UInt256 slot;

    internal StorageList(UInt256 slot) => this.slot = slot;

    public int Count => (int)Slots.Load(slot);

    public T this[int index]
    {
        get
        {
            var (at, offset) = PlaceOf(Inside(index));
            return Codec<T>.Of.Load(at, offset);
        }
        set
        {
            var (at, offset) = PlaceOf(Inside(index));
            Codec<T>.Of.Store(at, offset, value);
        }
    }

    public void Add(T item)
    {
        var count = Count;
        Slots.Store(slot, (UInt256)count + 1);
        var (at, offset) = PlaceOf(count);
        Codec<T>.Of.Store(at, offset, item);
    }

    /// <summary>Room for one more: the item at the end, all zero. For lists of mappings and lists.</summary>
    public T Grow()
    {
        var count = Count;
        Slots.Store(slot, (UInt256)count + 1);
        return this[count];
    }

    /// <summary>Removes the last item and gives it back.</summary>
    public T Pop()
    {
        var count = Count;
        if (count == 0) throw new Panic(0x31);
        var last = this[count - 1];
        this[count - 1] = default!;
        Slots.Store(slot, (UInt256)count - 1);
        return last;
    }

    /// <summary>Puts the last item where one was; the order changes, the cost does not grow with the list.</summary>
    public void RemoveBySwap(int index)
    {
        var last = this[Count - 1];
        this[Inside(index)] = last;
        Pop();
    }

    public void Clear()
    {
        while (Count > 0) Pop();
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int Inside(int index) => (uint)index < (uint)Count ? index : throw new Panic(0x32);

    (UInt256 Slot, int Offset) PlaceOf(int index)
    {
        var size = Codec<T>.Of.StorageSize;
        var begin = Slots.Behind(slot);
        if (size > 16) return (begin.WrappingAdd((UInt256)index * ((size + 31) / 32)), 0);
        var perSlot = 32 / size;
        return (begin.WrappingAdd((UInt256)(index / perSlot)), index % perSlot * size);
    }
}

public sealed class StorageListCodec<T> : PlaceCodec<StorageList<T>>
{
    public override StorageList<T> Load(UInt256 slot, int offset) => new(slot);
}
