using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET: two lists, sorted by key.</summary>
public class SortedList<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    readonly List<TKey> keys = [];
    readonly List<TValue> values = [];
    readonly IComparer<TKey> comparer;

    public SortedList()
        : this((IComparer<TKey>?)null)
    {
    }

    public SortedList(IComparer<TKey>? comparer) => this.comparer = comparer ?? Comparer<TKey>.Default;

    public SortedList(IDictionary<TKey, TValue> dictionary)
        : this()
    {
        Check.NotNull(dictionary, nameof(dictionary));
        foreach (var pair in dictionary) Add(pair.Key, pair.Value);
    }

    public int Count => keys.Count;

    public IComparer<TKey> Comparer => comparer;

    public IList<TKey> Keys => keys.AsReadOnly();

    public IList<TValue> Values => values.AsReadOnly();

    public TValue this[TKey key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"the key '{key}' is not in the list");
        set
        {
            var at = Search(key);
            if (at >= 0) values[at] = value;
            else Insert(~at, key, value);
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value)) throw new ArgumentException($"the key '{key}' has been added already");
    }

    public bool TryAdd(TKey key, TValue value)
    {
        var at = Search(key);
        if (at < 0) Insert(~at, key, value);
        return at < 0;
    }

    public bool ContainsKey(TKey key) => Search(key) >= 0;

    public bool ContainsValue(TValue value) => values.Contains(value);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var at = Search(key);
        value = at >= 0 ? values[at] : default;
        return at >= 0;
    }

    public int IndexOfKey(TKey key) => Math.Max(Search(key), -1);

    public int IndexOfValue(TValue value) => values.IndexOf(value);

    public TKey GetKeyAtIndex(int index) => keys[index];

    public TValue GetValueAtIndex(int index) => values[index];

    public bool Remove(TKey key)
    {
        var at = Search(key);
        if (at >= 0) RemoveAt(at);
        return at >= 0;
    }

    public void RemoveAt(int index)
    {
        keys.RemoveAt(index);
        values.RemoveAt(index);
    }

    public void Clear()
    {
        keys.Clear();
        values.Clear();
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() =>
        keys.Zip(values, static (key, value) => new KeyValuePair<TKey, TValue>(key, value)).GetEnumerator();

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
        foreach (var pair in this) array[arrayIndex++] = pair;
    }

    int Search(TKey key)
    {
        Check.NotNull(key, nameof(key));
        return keys.BinarySearch(key, comparer);
    }

    void Insert(int at, TKey key, TValue value)
    {
        keys.Insert(at, key);
        values.Insert(at, value);
    }
}
