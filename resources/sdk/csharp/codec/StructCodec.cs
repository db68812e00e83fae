namespace Interleave;

/// <summary>Structs and tuples; the compiler writes one for each, with the places of its fields.</summary>
public abstract class StructCodec<T> : Codec<T>
{
    /// <summary>Bytes that the heads of all fields take.</summary>
    protected abstract int FieldsSize { get; }

    protected abstract void EncodeFields(AbiWriter writer, T value, int head, int start);

    protected abstract T DecodeFields(AbiReader reader, int head, int start);

    public sealed override int HeadSize => IsDynamic ? 32 : FieldsSize;

    public sealed override void Encode(AbiWriter writer, T value, int head, int start)
    {
        if (!IsDynamic)
        {
            EncodeFields(writer, value, head, start);
            return;
        }
        writer.Put(head, (uint)(writer.Length - start));
        var at = writer.Reserve(FieldsSize);
        EncodeFields(writer, value, at, at);
    }

    public sealed override T Decode(AbiReader reader, int head, int start)
    {
        if (!IsDynamic) return DecodeFields(reader, head, start);
        var at = reader.Follow(head, start);
        return DecodeFields(reader, at, at);
    }
}
