using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>
/// How values of a type are written: in calls (the Solidity ABI), in storage (Solidity's layout) and as keys of mappings. The compiler
/// registers one for each type that a contract uses (<see cref="Of"/>).
/// </summary>
public abstract class Codec<T>
{
    /// <summary>Set when an assembly is loaded; the same for all contracts of an instance.</summary>
    public static Codec<T> Of = null!;

    /// <summary>Whether the ABI puts the value behind the head, with an offset in it.</summary>
    public virtual bool IsDynamic => false;

    /// <summary>Bytes in the head.</summary>
    public virtual int HeadSize => 32;

    /// <summary>Writes the value: its head at <paramref name="head"/>, the rest at the end. Offsets count from <paramref name="start"/>.</summary>
    public abstract void Encode(AbiWriter writer, T value, int head, int start);

    /// <exception cref="Revert">The data is no such value.</exception>
    public abstract T Decode(AbiReader reader, int head, int start);

    /// <summary>Bytes in storage: up to 32 share a slot with neighbours, else a multiple of 32.</summary>
    public virtual int StorageSize => 32;

    /// <summary>The value at a place in storage; the offset counts bytes from the right end of the slot.</summary>
    public virtual T Load(UInt256 slot, int offset) => throw Unstorable();

    /// <summary>Puts the value there; what shares the slot stays as it is.</summary>
    public virtual void Store(UInt256 slot, int offset, T value) => throw Unstorable();

    /// <summary>Makes zero what is stored there, and what hangs from it.</summary>
    public virtual void Clear(UInt256 slot, int offset) => Store(slot, offset, default!);

    /// <summary>The slot of a mapping's value under this key: keccak256(key ‖ slot).</summary>
    public virtual UInt256 SlotUnder(UInt256 mapping, T key) => throw new InvalidOperationException($"{typeof(T).Name} is no key of a mapping");

    /// <summary>The topic of an indexed field: the word itself, or the hash of what is longer.</summary>
    public virtual UInt256 Topic(T value) => throw new InvalidOperationException($"{typeof(T).Name} cannot be indexed");

    /// <summary>As Solidity's abi.encodePacked writes it: no padding, no lengths.</summary>
    public virtual byte[] Pack(T value) => throw new InvalidOperationException($"{typeof(T).Name} cannot be packed");

    static InvalidOperationException Unstorable() => new($"{typeof(T).Name} cannot be stored as a whole");
}
