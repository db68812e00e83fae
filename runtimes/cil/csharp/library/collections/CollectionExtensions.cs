using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Interleave.Library;

namespace System.Collections.Generic;

public static class CollectionExtensions
{
    public static TValue? GetValueOrDefault<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary, TKey key) =>
        dictionary.GetValueOrDefault(key, default!);

    public static TValue GetValueOrDefault<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary, TKey key, TValue defaultValue)
    {
        Check.NotNull(dictionary, nameof(dictionary));
        return dictionary.TryGetValue(key, out var value) ? value : defaultValue;
    }

    public static bool TryAdd<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, TValue value)
    {
        Check.NotNull(dictionary, nameof(dictionary));
        if (dictionary.ContainsKey(key)) return false;
        dictionary.Add(key, value);
        return true;
    }

    public static bool Remove<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Check.NotNull(dictionary, nameof(dictionary));
        return dictionary.TryGetValue(key, out value) && dictionary.Remove(key);
    }

    public static ReadOnlyCollection<T> AsReadOnly<T>(this IList<T> list) => new(list);

    public static ReadOnlyDictionary<TKey, TValue> AsReadOnly<TKey, TValue>(this IDictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);

    public static void AddRange<T>(this List<T> list, params ReadOnlySpan<T> source)
    {
        Check.NotNull(list, nameof(list));
        list.InsertSpan(list.Count, source);
    }

    public static void InsertRange<T>(this List<T> list, int index, params ReadOnlySpan<T> source)
    {
        Check.NotNull(list, nameof(list));
        Check.Place(index, list.Count, nameof(index));
        list.InsertSpan(index, source);
    }

    public static void CopyTo<T>(this List<T> list, Span<T> destination)
    {
        Check.NotNull(list, nameof(list));
        list.Elements.CopyTo(destination);
    }
}
