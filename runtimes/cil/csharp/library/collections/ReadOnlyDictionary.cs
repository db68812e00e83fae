using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Collections.ObjectModel;

/// <summary>A view of a dictionary that cannot change it.</summary>
public class ReadOnlyDictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    readonly IDictionary<TKey, TValue> dictionary;

    public ReadOnlyDictionary(IDictionary<TKey, TValue> dictionary)
    {
        Check.NotNull(dictionary, nameof(dictionary));
        this.dictionary = dictionary;
    }

    public static ReadOnlyDictionary<TKey, TValue> Empty => new(new Dictionary<TKey, TValue>());

    protected IDictionary<TKey, TValue> Dictionary => dictionary;

    public int Count => dictionary.Count;

    public TValue this[TKey key] => dictionary[key];

    public ICollection<TKey> Keys => dictionary.Keys;

    public ICollection<TValue> Values => dictionary.Values;

    public bool ContainsKey(TKey key) => dictionary.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => dictionary.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => dictionary.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => dictionary.GetEnumerator();

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    TValue IDictionary<TKey, TValue>.this[TKey key]
    {
        get => dictionary[key];
        set => throw ReadOnly();
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => true;

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => dictionary.Contains(item);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int index) => dictionary.CopyTo(array, index);

    void IDictionary<TKey, TValue>.Add(TKey key, TValue value) => throw ReadOnly();

    bool IDictionary<TKey, TValue>.Remove(TKey key) => throw ReadOnly();

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => throw ReadOnly();

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => throw ReadOnly();

    void ICollection<KeyValuePair<TKey, TValue>>.Clear() => throw ReadOnly();

    static NotSupportedException ReadOnly() => new("the dictionary is read-only");
}
