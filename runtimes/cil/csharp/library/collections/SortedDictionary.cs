using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET; Keys and Values are views that are enumerated in the order of the keys.</summary>
public class SortedDictionary<TKey, TValue> : SortedTable<TKey, TValue>, IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    public SortedDictionary()
        : base(null)
    {
    }

    public SortedDictionary(IComparer<TKey>? comparer)
        : base(comparer)
    {
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary, IComparer<TKey>? comparer)
        : base(comparer)
    {
        Check.NotNull(dictionary, nameof(dictionary));
        foreach (var pair in dictionary) Add(pair.Key, pair.Value);
    }

    public ICollection<TKey> Keys => new SortedView<TKey>(Ascending().Select(static node => node.Key), () => Count);

    public ICollection<TValue> Values => new SortedView<TValue>(Ascending().Select(static node => node.Value), () => Count);

    public TValue this[TKey key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"the key '{key}' is not in the dictionary");
        set
        {
            Check.NotNull(key, nameof(key));
            FindOrAdd(key, out _).Value = value;
            version++;
        }
    }

    public void Add(TKey key, TValue value)
    {
        Check.NotNull(key, nameof(key));
        var node = FindOrAdd(key, out var added);
        if (!added) throw new ArgumentException($"the key '{key}' has been added already");
        node.Value = value;
    }

    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    public bool ContainsValue(TValue value) => Values.Contains(value);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Check.NotNull(key, nameof(key));
        var node = FindNode(key);
        value = node == null ? default : node.Value;
        return node != null;
    }

    public bool Remove(TKey key)
    {
        Check.NotNull(key, nameof(key));
        return RemoveKey(key, out _);
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int index)
    {
        Check.Room(array, index, Count);
        foreach (var pair in this) array[index++] = pair;
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() =>
        Ascending().Select(static node => new KeyValuePair<TKey, TValue>(node.Key, node.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)this).Contains(item) && Remove(item.Key);
}
