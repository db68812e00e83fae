using Interleave.Runtime;

namespace Interleave;

/// <summary>How an <see cref="EventAttribute"/> record is written to the log; the compiler makes one for each.</summary>
public abstract class EventType<T>
{
    public static EventType<T> Of = null!;

    public abstract void Emit(T value);

    /// <summary>Topics: words one after another, the event's own first.</summary>
    protected static void Write(UInt256[] topics, AbiWriter data)
    {
        var words = new byte[32 * topics.Length];
        for (var i = 0; i < topics.Length; i++) topics[i].ToBytes().CopyTo(words, 32 * i);
        Host.Emit(words, data.ToBytes());
    }
}
