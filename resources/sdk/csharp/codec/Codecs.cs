using System;

namespace Interleave;

/// <summary>The codecs of the types that come with the SDK and the language.</summary>
public static class Codecs
{
    /// <summary>Called once when an instance starts.</summary>
    public static void Register()
    {
        Codec<UInt256>.Of = new UInt256Codec();
        Codec<Int256>.Of = new Int256Codec();
        Codec<bool>.Of = new BoolCodec();
        Codec<Address>.Of = new AddressCodec();
        Codec<string>.Of = new StringCodec();
        Codec<byte[]>.Of = new BytesCodec();
        Codec<Counter>.Of = new CounterCodec();
        Codec<byte>.Of = new UnsignedCodec<byte>(1, value => value, value => (byte)value);
        Codec<ushort>.Of = new UnsignedCodec<ushort>(2, value => value, value => (ushort)value);
        Codec<uint>.Of = new UnsignedCodec<uint>(4, value => value, value => (uint)value);
        Codec<ulong>.Of = new UnsignedCodec<ulong>(8, value => value, value => (ulong)value);
        Codec<UInt128>.Of = new UnsignedCodec<UInt128>(16, value => value, value => (UInt128)value);
        Codec<sbyte>.Of = new SignedCodec<sbyte>(1, value => (int)value, value => (sbyte)(long)value);
        Codec<short>.Of = new SignedCodec<short>(2, value => (int)value, value => (short)(long)value);
        Codec<int>.Of = new SignedCodec<int>(4, value => value, value => (int)value);
        Codec<long>.Of = new SignedCodec<long>(8, value => value, value => (long)value);
        Codec<Int128>.Of = new SignedCodec<Int128>(16, Wide, Narrow);
        RegisterBytes();
    }

    static Int256 Wide(Int128 value) =>
        value >= 0 ? Int256.FromBits((UInt128)value) : Int256.FromBits(unchecked((UInt256)(UInt128)value) | (UInt256.MaxValue << 128));

    static Int128 Narrow(Int256 value) => unchecked((Int128)(UInt128)(value.Bits & (UInt256.MaxValue >> 128)));

    static void RegisterBytes()
    {
        Codec<Bytes1>.Of = new FixedBytesCodec<Bytes1>(1, value => value.Word, word => new(word));
        Codec<Bytes2>.Of = new FixedBytesCodec<Bytes2>(2, value => value.Word, word => new(word));
        Codec<Bytes3>.Of = new FixedBytesCodec<Bytes3>(3, value => value.Word, word => new(word));
        Codec<Bytes4>.Of = new FixedBytesCodec<Bytes4>(4, value => value.Word, word => new(word));
        Codec<Bytes5>.Of = new FixedBytesCodec<Bytes5>(5, value => value.Word, word => new(word));
        Codec<Bytes6>.Of = new FixedBytesCodec<Bytes6>(6, value => value.Word, word => new(word));
        Codec<Bytes7>.Of = new FixedBytesCodec<Bytes7>(7, value => value.Word, word => new(word));
        Codec<Bytes8>.Of = new FixedBytesCodec<Bytes8>(8, value => value.Word, word => new(word));
        Codec<Bytes9>.Of = new FixedBytesCodec<Bytes9>(9, value => value.Word, word => new(word));
        Codec<Bytes10>.Of = new FixedBytesCodec<Bytes10>(10, value => value.Word, word => new(word));
        Codec<Bytes11>.Of = new FixedBytesCodec<Bytes11>(11, value => value.Word, word => new(word));
        Codec<Bytes12>.Of = new FixedBytesCodec<Bytes12>(12, value => value.Word, word => new(word));
        Codec<Bytes13>.Of = new FixedBytesCodec<Bytes13>(13, value => value.Word, word => new(word));
        Codec<Bytes14>.Of = new FixedBytesCodec<Bytes14>(14, value => value.Word, word => new(word));
        Codec<Bytes15>.Of = new FixedBytesCodec<Bytes15>(15, value => value.Word, word => new(word));
        Codec<Bytes16>.Of = new FixedBytesCodec<Bytes16>(16, value => value.Word, word => new(word));
        Codec<Bytes17>.Of = new FixedBytesCodec<Bytes17>(17, value => value.Word, word => new(word));
        Codec<Bytes18>.Of = new FixedBytesCodec<Bytes18>(18, value => value.Word, word => new(word));
        Codec<Bytes19>.Of = new FixedBytesCodec<Bytes19>(19, value => value.Word, word => new(word));
        Codec<Bytes20>.Of = new FixedBytesCodec<Bytes20>(20, value => value.Word, word => new(word));
        Codec<Bytes21>.Of = new FixedBytesCodec<Bytes21>(21, value => value.Word, word => new(word));
        Codec<Bytes22>.Of = new FixedBytesCodec<Bytes22>(22, value => value.Word, word => new(word));
        Codec<Bytes23>.Of = new FixedBytesCodec<Bytes23>(23, value => value.Word, word => new(word));
        Codec<Bytes24>.Of = new FixedBytesCodec<Bytes24>(24, value => value.Word, word => new(word));
        Codec<Bytes25>.Of = new FixedBytesCodec<Bytes25>(25, value => value.Word, word => new(word));
        Codec<Bytes26>.Of = new FixedBytesCodec<Bytes26>(26, value => value.Word, word => new(word));
        Codec<Bytes27>.Of = new FixedBytesCodec<Bytes27>(27, value => value.Word, word => new(word));
        Codec<Bytes28>.Of = new FixedBytesCodec<Bytes28>(28, value => value.Word, word => new(word));
        Codec<Bytes29>.Of = new FixedBytesCodec<Bytes29>(29, value => value.Word, word => new(word));
        Codec<Bytes30>.Of = new FixedBytesCodec<Bytes30>(30, value => value.Word, word => new(word));
        Codec<Bytes31>.Of = new FixedBytesCodec<Bytes31>(31, value => value.Word, word => new(word));
        Codec<Bytes32>.Of = new FixedBytesCodec<Bytes32>(32, value => value.Word, word => new(word));
    }
}
