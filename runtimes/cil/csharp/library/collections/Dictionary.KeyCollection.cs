using System.Collections;
using Interleave.Library;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    /// <summary>A view of the keys: it changes with the dictionary.</summary>
    public sealed class KeyCollection : ICollection<TKey>, IReadOnlyCollection<TKey>
    {
        readonly Dictionary<TKey, TValue> dictionary;

        public KeyCollection(Dictionary<TKey, TValue> dictionary)
        {
            Check.NotNull(dictionary, nameof(dictionary));
            this.dictionary = dictionary;
        }

        public int Count => dictionary.Count;

        public bool Contains(TKey item) => dictionary.ContainsKey(item);

        public void CopyTo(TKey[] array, int index)
        {
            Check.Room(array, index, Count);
            for (var at = -1; dictionary.Advance(ref at);) array[index++] = dictionary.entries[at].Key;
        }

        public Enumerator GetEnumerator() => new(dictionary);

        IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        bool ICollection<TKey>.IsReadOnly => true;

        void ICollection<TKey>.Add(TKey item) => throw ReadOnly();

        void ICollection<TKey>.Clear() => throw ReadOnly();

        bool ICollection<TKey>.Remove(TKey item) => throw ReadOnly();

        static NotSupportedException ReadOnly() => new("the keys of a dictionary are changed by way of the dictionary");

        public struct Enumerator : IEnumerator<TKey>
        {
            Dictionary<TKey, TValue>.Enumerator pairs;

            internal Enumerator(Dictionary<TKey, TValue> dictionary) => pairs = dictionary.GetEnumerator();

            public readonly TKey Current => pairs.Current.Key;

            public bool MoveNext() => pairs.MoveNext();

            public readonly void Dispose()
            {
            }

            readonly object? IEnumerator.Current => Current;

            void IEnumerator.Reset() => Reset(ref pairs);

            static void Reset<T>(ref T enumerator)
                where T : IEnumerator => enumerator.Reset();
        }
    }
}
