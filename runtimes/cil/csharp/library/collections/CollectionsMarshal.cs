using System.Collections.Generic;
using Interleave.Library;

namespace System.Runtime.InteropServices;

/// <summary>As in .NET; the C# compiler uses it for collection expressions.</summary>
public static class CollectionsMarshal
{
    public static Span<T> AsSpan<T>(List<T>? list) => list == null ? default : list.Elements;

    public static void SetCount<T>(List<T> list, int count)
    {
        Check.NotNull(list, nameof(list));
        list.SetCount(count);
    }

    public static ref TValue GetValueRefOrNullRef<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull => ref dictionary.ValueOrNull(key);

    public static ref TValue? GetValueRefOrAddDefault<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, out bool exists)
        where TKey : notnull => ref dictionary.ValueOrNew(key, out exists)!;
}
