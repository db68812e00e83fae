using System.Collections;
using Interleave.Library;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    /// <summary>A view of the values: it changes with the dictionary.</summary>
    public sealed class ValueCollection : ICollection<TValue>, IReadOnlyCollection<TValue>
    {
        readonly Dictionary<TKey, TValue> dictionary;

        public ValueCollection(Dictionary<TKey, TValue> dictionary)
        {
            Check.NotNull(dictionary, nameof(dictionary));
            this.dictionary = dictionary;
        }

        public int Count => dictionary.Count;

        public bool Contains(TValue item) => dictionary.ContainsValue(item);

        public void CopyTo(TValue[] array, int index)
        {
            Check.Room(array, index, Count);
            for (var at = -1; dictionary.Advance(ref at);) array[index++] = dictionary.entries[at].Value;
        }

        public Enumerator GetEnumerator() => new(dictionary);

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        bool ICollection<TValue>.IsReadOnly => true;

        void ICollection<TValue>.Add(TValue item) => throw ReadOnly();

        void ICollection<TValue>.Clear() => throw ReadOnly();

        bool ICollection<TValue>.Remove(TValue item) => throw ReadOnly();

        static NotSupportedException ReadOnly() => new("the values of a dictionary are changed by way of the dictionary");

        public struct Enumerator : IEnumerator<TValue>
        {
            Dictionary<TKey, TValue>.Enumerator pairs;

            internal Enumerator(Dictionary<TKey, TValue> dictionary) => pairs = dictionary.GetEnumerator();

            public readonly TValue Current => pairs.Current.Value;

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
