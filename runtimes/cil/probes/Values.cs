using System;
using System.Linq;
using Interleave;
using Interleave.Runtime;

/// <summary>Decodes and encodes values of many types, and runs a few stories on storage in memory.</summary>
public static class Test
{
    public readonly record struct Point(ushort X, short Y, UInt256 Z);

    public readonly record struct Note(Address From, string Text, ulong At);

    public enum Color : byte { Red, Green, Blue }

    /// <summary>First byte: what. The answer begins with 0, or with 1 and revert data, or with 2 and a text.</summary>
    public static byte[] Run(byte[] input)
    {
        Gas.Left = long.MaxValue;
        Gas.Allocated = 0;
        Memory.Open();
        Register();
        // A block's worth.
        Gas.Left = 30_000_000 * Gas.UnitsPerGas;
        try
        {
            var answer = input[0] == 0 ? Again(input[1], input[2..]) : Stories.Tell(input[1]);
            return Abi.Concat(new byte[] { 0 }, answer);
        }
        catch (Signal signal)
        {
            (Gas.Left, Gas.Pending, Gas.Allocated) = (long.MaxValue, null, 0);
            return Abi.Concat(new byte[] { 2 }, Utf8.Bytes(signal.Message));
        }
        catch (Exception exception)
        {
            return Abi.Concat(new byte[] { 1 }, Failures.DataOf(exception));
        }
    }

    static byte[] Again(byte type, byte[] data) => type switch
    {
        0 => Abi.Encode(Abi.Decode<UInt256>(data)),
        1 => Abi.Encode(Abi.Decode<Int256>(data)),
        2 => Abi.Encode(Abi.Decode<bool>(data)),
        3 => Abi.Encode(Abi.Decode<Address>(data)),
        4 => Abi.Encode(Abi.Decode<byte>(data)),
        5 => Abi.Encode(Abi.Decode<ulong>(data)),
        6 => Abi.Encode(Abi.Decode<UInt128>(data)),
        7 => Abi.Encode(Abi.Decode<sbyte>(data)),
        8 => Abi.Encode(Abi.Decode<long>(data)),
        9 => Abi.Encode(Abi.Decode<Int128>(data)),
        10 => Abi.Encode(Abi.Decode<Bytes1>(data)),
        11 => Abi.Encode(Abi.Decode<Bytes20>(data)),
        12 => Abi.Encode(Abi.Decode<Bytes32>(data)),
        13 => Abi.Encode(Abi.Decode<Color>(data)),
        14 => Abi.Encode(Abi.Decode<string>(data)),
        15 => Abi.Encode(Abi.Decode<byte[]>(data)),
        16 => Abi.Encode(Abi.Decode<UInt256[]>(data)),
        17 => Abi.Encode(Abi.Decode<string[]>(data)),
        18 => Abi.Encode(Abi.Decode<byte[][]>(data)),
        19 => Abi.Encode(Abi.Decode<Point>(data)),
        20 => Abi.Encode(Abi.Decode<Note>(data)),
        21 => Abi.Encode(Abi.Decode<Note[]>(data)),
        22 => Abi.Encode(Abi.Decode<Point[]>(data)),
        23 => Abi.Encode(Abi.Decode<uint[][]>(data)),
        24 => Three(Abi.Decode<string, UInt256, byte[]>(data)),
        _ => throw new ArgumentException("no such type"),
    };

    static byte[] Three((string, UInt256, byte[]) values) => Abi.Encode(values.Item1, values.Item2, values.Item3);

    static void Register()
    {
        if (Codec<Point>.Of != null) return;
        Codecs.Register();
        Codec<Point>.Of = new PointCodec();
        Codec<Note>.Of = new NoteCodec();
        Codec<Color>.Of = new EnumCodec<Color>(3, value => (byte)value, value => (Color)value);
        Codec<UInt256[]>.Of = new ArrayCodec<UInt256>();
        Codec<string[]>.Of = new ArrayCodec<string>();
        Codec<byte[][]>.Of = new ArrayCodec<byte[]>();
        Codec<Note[]>.Of = new ArrayCodec<Note>();
        Codec<Point[]>.Of = new ArrayCodec<Point>();
        Codec<uint[]>.Of = new ArrayCodec<uint>();
        Codec<uint[][]>.Of = new ArrayCodec<uint[]>();
        Codec<StorageList<ushort>>.Of = new StorageListCodec<ushort>();
        Codec<StorageList<string>>.Of = new StorageListCodec<string>();
        Codec<StorageList<Note>>.Of = new StorageListCodec<Note>();
        Codec<StorageList<StorageList<ushort>>>.Of = new StorageListCodec<StorageList<ushort>>();
        Codec<Mapping<string, ulong>>.Of = new MappingCodec<string, ulong>();
        Codec<Mapping<Address, Point>>.Of = new MappingCodec<Address, Point>();
        Codec<Mapping<Bytes4, StorageList<ushort>>>.Of = new MappingCodec<Bytes4, StorageList<ushort>>();
        Codec<Mapping<sbyte, StorageList<string>>>.Of = new MappingCodec<sbyte, StorageList<string>>();
    }

    // As the generator writes them.
    sealed class PointCodec : StructCodec<Point>
    {
        protected override int FieldsSize => 96;
        public override int StorageSize => 64;

        protected override void EncodeFields(AbiWriter writer, Point value, int head, int start)
        {
            Codec<ushort>.Of.Encode(writer, value.X, head, start);
            Codec<short>.Of.Encode(writer, value.Y, head + 32, start);
            Codec<UInt256>.Of.Encode(writer, value.Z, head + 64, start);
        }

        protected override Point DecodeFields(AbiReader reader, int head, int start) =>
            new(Codec<ushort>.Of.Decode(reader, head, start), Codec<short>.Of.Decode(reader, head + 32, start), Codec<UInt256>.Of.Decode(reader, head + 64, start));

        public override Point Load(UInt256 slot, int offset) =>
            new(Codec<ushort>.Of.Load(slot, 0), Codec<short>.Of.Load(slot, 2), Codec<UInt256>.Of.Load(slot.WrappingAdd(1), 0));

        public override void Store(UInt256 slot, int offset, Point value)
        {
            Codec<ushort>.Of.Store(slot, 0, value.X);
            Codec<short>.Of.Store(slot, 2, value.Y);
            Codec<UInt256>.Of.Store(slot.WrappingAdd(1), 0, value.Z);
        }
    }

    sealed class NoteCodec : StructCodec<Note>
    {
        public override bool IsDynamic => true;
        protected override int FieldsSize => 96;
        public override int StorageSize => 96;

        protected override void EncodeFields(AbiWriter writer, Note value, int head, int start)
        {
            Codec<Address>.Of.Encode(writer, value.From, head, start);
            Codec<string>.Of.Encode(writer, value.Text, head + 32, start);
            Codec<ulong>.Of.Encode(writer, value.At, head + 64, start);
        }

        protected override Note DecodeFields(AbiReader reader, int head, int start) =>
            new(Codec<Address>.Of.Decode(reader, head, start), Codec<string>.Of.Decode(reader, head + 32, start), Codec<ulong>.Of.Decode(reader, head + 64, start));

        public override Note Load(UInt256 slot, int offset) =>
            new(Codec<Address>.Of.Load(slot, 0), Codec<string>.Of.Load(slot.WrappingAdd(1), 0), Codec<ulong>.Of.Load(slot.WrappingAdd(2), 0));

        public override void Store(UInt256 slot, int offset, Note value)
        {
            Codec<Address>.Of.Store(slot, 0, value.From);
            Codec<string>.Of.Store(slot.WrappingAdd(1), 0, value.Text);
            Codec<ulong>.Of.Store(slot.WrappingAdd(2), 0, value.At);
        }
    }
}
