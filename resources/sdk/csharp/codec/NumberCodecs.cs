using System;

namespace Interleave;

sealed class UInt256Codec : WordCodec<UInt256>
{
    protected override int Size => 32;
    protected override UInt256 ToWord(UInt256 value) => value;
    protected override UInt256 FromWord(UInt256 word) => word;
}

sealed class Int256Codec : WordCodec<Int256>
{
    protected override int Size => 32;
    protected override UInt256 ToWord(Int256 value) => value.Bits;
    protected override Int256 FromWord(UInt256 word) => Int256.FromBits(word);
}

/// <summary>Unsigned integers of .NET.</summary>
sealed class UnsignedCodec<T>(int size, Func<T, UInt256> widen, Func<UInt256, T> narrow) : WordCodec<T>
{
    protected override int Size => size;
    protected override UInt256 ToWord(T value) => widen(value);
    protected override T FromWord(UInt256 word) => word.BitLength > 8 * size ? throw new Revert() : narrow(word);
}

/// <summary>Signed integers of .NET.</summary>
sealed class SignedCodec<T>(int size, Func<T, Int256> widen, Func<Int256, T> narrow) : WordCodec<T>
{
    protected override int Size => size;

    protected override UInt256 ToWord(T value) => widen(value).Bits;

    protected override T FromWord(UInt256 word)
    {
        var number = Int256.FromBits(word);
        var limit = Int256.One << (8 * size - 1);
        return number >= limit || number < -limit ? throw new Revert() : narrow(number);
    }

    protected override UInt256 ToStored(T value) => ToWord(value) & (UInt256.MaxValue >> (256 - 8 * size));

    protected override T FromStored(UInt256 stored) =>
        narrow((stored >> (8 * size - 1)).IsZero ? Int256.FromBits(stored) : Int256.FromBits(stored | (UInt256.MaxValue << (8 * size))));
}

sealed class BoolCodec : WordCodec<bool>
{
    protected override int Size => 1;
    protected override UInt256 ToWord(bool value) => value ? UInt256.One : UInt256.Zero;
    protected override bool FromWord(UInt256 word) => word > UInt256.One ? throw new Revert() : !word.IsZero;
    protected override bool FromStored(UInt256 stored) => !stored.IsZero;
}

sealed class AddressCodec : WordCodec<Address>
{
    protected override int Size => 20;
    protected override UInt256 ToWord(Address value) => value.ToUInt256();
    protected override Address FromWord(UInt256 word) => word.BitLength > 160 ? throw new Revert() : new Address(word);
}

/// <summary>Bytes1 to Bytes32.</summary>
sealed class FixedBytesCodec<T>(int size, Func<T, UInt256> word, Func<UInt256, T> make) : WordCodec<T>
{
    protected override int Size => size;
    protected override UInt256 ToWord(T value) => word(value);
    protected override T FromWord(UInt256 value) => size < 32 && !(value << (8 * size)).IsZero ? throw new Revert() : make(value);
    protected override UInt256 ToStored(T value) => word(value) >> (8 * (32 - size));
    protected override T FromStored(UInt256 stored) => make(stored << (8 * (32 - size)));
}

/// <summary>An enum whose members are 0, 1, 2, ...: a uint8, as in Solidity.</summary>
public sealed class EnumCodec<T>(int members, Func<T, byte> number, Func<byte, T> member) : WordCodec<T>
{
    protected override int Size => 1;
    protected override UInt256 ToWord(T value) => number(value) < members ? number(value) : throw new Panic(0x21);
    protected override T FromWord(UInt256 word) => word < members ? member((byte)word) : throw new Revert();
}
