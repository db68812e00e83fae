using System.Collections;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        readonly Dictionary<TKey, TValue> dictionary;
        readonly int version;
        int at;

        internal Enumerator(Dictionary<TKey, TValue> dictionary)
        {
            this.dictionary = dictionary;
            version = dictionary.version;
            at = -1;
        }

        public KeyValuePair<TKey, TValue> Current { get; private set; }

        public bool MoveNext()
        {
            dictionary.CheckVersion(version);
            if (!dictionary.Advance(ref at))
            {
                Current = default;
                return false;
            }
            ref var entry = ref dictionary.entries[at];
            Current = new(entry.Key, entry.Value);
            return true;
        }

        public readonly void Dispose()
        {
        }

        readonly object IEnumerator.Current => Current;

        void IEnumerator.Reset()
        {
            dictionary.CheckVersion(version);
            at = -1;
            Current = default;
        }
    }
}
