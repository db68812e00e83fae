using System;
using System.Collections;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave;

/// <summary>A list in storage: Solidity's dynamic array. What is outside is Panic 0x32 or, for <see cref="Pop"/>, 0x31.</summary>
[AsksLedger]
public sealed class StorageList<T> : IEnumerable<T>
{
    readonly UInt256 slot;

    internal StorageList(UInt256 slot) => this.slot = slot;

    /// <summary>How many items there are.</summary>
    public int Count => (int)Slots.Load(slot);

    /// <summary>An item; the first is 0.</summary>
    public T this[int index]
    {
        get => Read(Slots.Behind(slot), Inside(index));
        set => Write(Slots.Behind(slot), Inside(index), value);
    }

    /// <summary>The same, where indexes are counted as Solidity does.</summary>
    public T this[UInt256 index]
    {
        get => this[Small(index)];
        set => this[Small(index)] = value;
    }

    /// <summary>Puts an item at the end.</summary>
    public void Add(T item)
    {
        var count = Count;
        Slots.Store(slot, (UInt256)count + 1);
        Write(Slots.Behind(slot), count, item);
    }

    /// <summary>Room for one more: the item at the end, all zero. For lists of mappings, lists and counters.</summary>
    public T Grow()
    {
        var count = Count;
        Slots.Store(slot, (UInt256)count + 1);
        return Read(Slots.Behind(slot), count);
    }

    /// <summary>Removes the last item and gives it back. What a mapping in it holds stays, as in Solidity: nobody knows its keys.</summary>
    public T Pop()
    {
        var count = Count;
        if (count == 0) throw new Panic(0x31);
        var (at, offset) = PlaceOf(Slots.Behind(slot), count - 1);
        var last = Codec<T>.Of.Load(at, offset);
        Codec<T>.Of.Clear(at, offset);
        Slots.Store(slot, (UInt256)count - 1);
        return last;
    }

    /// <summary>Puts the last item where one was; the order changes, the cost does not grow with the list.</summary>
    public void RemoveBySwap(int index)
    {
        var last = Count - 1;
        if (Inside(index) != last) this[index] = this[last];
        Pop();
    }

    /// <summary>Removes all items. It costs as much as there are.</summary>
    public void Clear() => Resize(0);

    /// <summary>All items, in memory.</summary>
    public T[] ToArray()
    {
        var begin = Slots.Behind(slot);
        var items = new T[Count];
        for (var i = 0; i < items.Length; i++) items[i] = Read(begin, i);
        return items;
    }

    /// <summary>One after another; the list may grow or shrink meanwhile.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        var begin = Slots.Behind(slot);
        for (var i = 0; i < Count; i++) yield return Read(begin, i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal T Read(UInt256 begin, int index)
    {
        var (at, offset) = PlaceOf(begin, index);
        return Codec<T>.Of.Load(at, offset);
    }

    internal void Write(UInt256 begin, int index, T item)
    {
        var (at, offset) = PlaceOf(begin, index);
        Codec<T>.Of.Store(at, offset, item);
    }

    /// <summary>What is beyond the new end is cleared; what is new is zero.</summary>
    internal void Resize(int count)
    {
        var before = Count;
        if (count < before)
        {
            var begin = Slots.Behind(slot);
            for (var i = count; i < before; i++)
            {
                var (at, offset) = PlaceOf(begin, i);
                // The first item of a slot goes with all that share it.
                if (offset == 0 && Codec<T>.Of.StorageSize <= 16) Slots.Store(at, UInt256.Zero);
                else if (offset == 0 || i / PerSlot == count / PerSlot) Codec<T>.Of.Clear(at, offset);
            }
        }
        if (count != before) Slots.Store(slot, (UInt256)count);
    }

    static int Small(UInt256 index) => index <= int.MaxValue ? (int)index : throw new Panic(0x32);

    int Inside(int index) => (uint)index < (uint)Count ? index : throw new Panic(0x32);

    static int PerSlot => Codec<T>.Of.StorageSize > 16 ? 1 : 32 / Codec<T>.Of.StorageSize;

    static (UInt256 Slot, int Offset) PlaceOf(UInt256 begin, int index)
    {
        var size = Codec<T>.Of.StorageSize;
        if (size > 16) return (begin.WrappingAdd((UInt256)index * ((size + 31) / 32)), 0);
        return (begin.WrappingAdd((UInt256)(index / PerSlot)), index % PerSlot * size);
    }
}

/// <summary>A list is a place: only its items are stored.</summary>
public sealed class StorageListCodec<T> : PlaceCodec<StorageList<T>>
{
    public override StorageList<T> Load(UInt256 slot, int offset) => new(slot);

    public override void Clear(UInt256 slot, int offset) => new StorageList<T>(slot).Clear();
}
