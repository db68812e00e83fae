using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>A value for each key, zero until it is set. It knows neither its keys nor how many there are, as in Solidity.</summary>
[AsksLedger]
public sealed class Mapping<TKey, TValue>
{
    readonly UInt256 slot;

    internal Mapping(UInt256 slot) => this.slot = slot;

    /// <summary>The value under a key. Mappings and lists are worked on in place: <c>Allowances[owner][spender] = 5</c>.</summary>
    public TValue this[TKey key]
    {
        get => Codec<TValue>.Of.Load(Codec<TKey>.Of.SlotUnder(slot, key), 0);
        set => Codec<TValue>.Of.Store(Codec<TKey>.Of.SlotUnder(slot, key), 0, value);
    }

    /// <summary>Solidity's delete: the value is zero again, a list empty. What a mapping under the key holds stays: nobody knows its keys.</summary>
    public void Remove(TKey key) => Codec<TValue>.Of.Clear(Codec<TKey>.Of.SlotUnder(slot, key), 0);
}

/// <summary>A mapping is a place, not a value: only what is in it is stored.</summary>
public sealed class MappingCodec<TKey, TValue> : PlaceCodec<Mapping<TKey, TValue>>
{
    public override Mapping<TKey, TValue> Load(UInt256 slot, int offset) => new(slot);

    public override void Clear(UInt256 slot, int offset) { }
}

/// <summary>Types that stand for a place in storage.</summary>
public abstract class PlaceCodec<T> : Codec<T>
{
    public sealed override void Encode(AbiWriter writer, T value, int head, int start) => throw NoValue();

    public sealed override T Decode(AbiReader reader, int head, int start) => throw NoValue();

    static InvalidOperationException NoValue() => new($"{typeof(T).Name} is a place in storage, not a value");
}
