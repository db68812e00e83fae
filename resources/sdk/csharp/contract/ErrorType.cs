using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>How an <see cref="ErrorAttribute"/> record is written; the compiler makes one for each.</summary>
public abstract class ErrorType<T> : ErrorType
{
    /// <summary>Selector and arguments.</summary>
    protected abstract byte[] Encode(T error);

    private protected sealed override byte[] EncodeAny(object error) => Encode((T)error);

    public static void Register(ErrorType<T> type) => Add(typeof(T), type);
}

[Trusted]
public abstract class ErrorType
{
    // By type; filled when assemblies are loaded, so it is no state of any contract.
    static (Type Type, ErrorType Encoder)[] known = new (Type, ErrorType)[16];
    static int count;

    private protected abstract byte[] EncodeAny(object error);

    private protected static void Add(Type type, ErrorType encoder)
    {
        if (count == known.Length) Array.Resize(ref known, 2 * count);
        known[count++] = (type, encoder);
    }

    internal static byte[] Encode(object error)
    {
        var type = error.GetType();
        // Newest first: most likely of the contract that was loaded last.
        for (var i = count - 1; i >= 0; i--)
            if (ReferenceEquals(known[i].Type, type)) return known[i].Encoder.EncodeAny(error);
        return Failures.ErrorText(error.ToString() ?? type.Name);
    }
}
