using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET, and enumerated in the order in which the keys were added, whatever was removed in between.</summary>
public partial class Dictionary<TKey, TValue> : InsertionTable<TKey, TValue>, IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    KeyCollection? keys;
    ValueCollection? values;

    public Dictionary()
        : base(0, null)
    {
    }

    public Dictionary(int capacity)
        : base(capacity, null)
    {
    }

    public Dictionary(IEqualityComparer<TKey>? comparer)
        : base(0, comparer)
    {
    }

    public Dictionary(int capacity, IEqualityComparer<TKey>? comparer)
        : base(capacity, comparer)
    {
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey>? comparer)
        : this((IEnumerable<KeyValuePair<TKey, TValue>>)dictionary, comparer)
    {
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        : this(collection, null)
    {
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey>? comparer)
        : base((collection as ICollection<KeyValuePair<TKey, TValue>>)?.Count ?? 0, comparer)
    {
        Check.NotNull(collection, nameof(collection));
        foreach (var pair in collection) Add(pair.Key, pair.Value);
    }

    public IEqualityComparer<TKey> Comparer => comparer;

    public KeyCollection Keys => keys ??= new KeyCollection(this);

    public ValueCollection Values => values ??= new ValueCollection(this);

    public TValue this[TKey key]
    {
        get
        {
            var at = IndexOf(key);
            return at >= 0 ? entries[at].Value : throw new KeyNotFoundException($"the key '{key}' is not in the dictionary");
        }
        set
        {
            Check.NotNull(key, nameof(key));
            var at = FindOrAdd(key, out _);
            entries[at].Value = value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value)) throw new ArgumentException($"the key '{key}' has been added already");
    }

    public bool TryAdd(TKey key, TValue value)
    {
        Check.NotNull(key, nameof(key));
        var at = FindOrAdd(key, out var added);
        if (added) entries[at].Value = value;
        return added;
    }

    public bool ContainsKey(TKey key) => IndexOf(key) >= 0;

    public bool ContainsValue(TValue value)
    {
        for (var at = -1; Advance(ref at);)
        {
            if (EqualityComparer<TValue>.Default.Equals(entries[at].Value, value)) return true;
        }
        return false;
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var at = IndexOf(key);
        value = at >= 0 ? entries[at].Value : default;
        return at >= 0;
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Check.NotNull(key, nameof(key));
        return RemoveKey(key, out value);
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)this).Contains(item) && Remove(item.Key);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        Check.Room(array, arrayIndex, Count);
        for (var at = -1; Advance(ref at);) array[arrayIndex++] = new(entries[at].Key, entries[at].Value);
    }

    /// <summary>Where the value of a key stands; a null reference if there is none. For CollectionsMarshal.</summary>
    internal ref TValue ValueOrNull(TKey key)
    {
        var at = IndexOf(key);
        return ref at >= 0 ? ref entries[at].Value : ref Runtime.CompilerServices.Unsafe.NullRef<TValue>();
    }

    internal ref TValue ValueOrNew(TKey key, out bool exists)
    {
        Check.NotNull(key, nameof(key));
        var at = FindOrAdd(key, out var added);
        exists = !added;
        return ref entries[at].Value;
    }

    int IndexOf(TKey key)
    {
        Check.NotNull(key, nameof(key));
        return Find(key);
    }
}
