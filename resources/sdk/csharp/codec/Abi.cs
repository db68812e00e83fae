using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>The Solidity ABI, for whoever encodes or decodes by hand.</summary>
public static class Abi
{
    /// <summary>As Solidity's abi.encode.</summary>
    public static byte[] Encode<T>(T value)
    {
        var writer = new AbiWriter();
        Codec<T>.Of.Encode(writer, value, writer.Reserve(Codec<T>.Of.HeadSize), 0);
        return writer.ToBytes();
    }

    /// <summary>Several values, as arguments of a call are.</summary>
    public static byte[] Encode<T1, T2>(T1 first, T2 second)
    {
        var writer = new AbiWriter();
        var head = writer.Reserve(Codec<T1>.Of.HeadSize + Codec<T2>.Of.HeadSize);
        Codec<T1>.Of.Encode(writer, first, head, 0);
        Codec<T2>.Of.Encode(writer, second, head + Codec<T1>.Of.HeadSize, 0);
        return writer.ToBytes();
    }

    /// <summary>Several values, as arguments of a call are.</summary>
    public static byte[] Encode<T1, T2, T3>(T1 first, T2 second, T3 third)
    {
        var writer = new AbiWriter();
        var (a, b) = (Codec<T1>.Of.HeadSize, Codec<T2>.Of.HeadSize);
        writer.Reserve(a + b + Codec<T3>.Of.HeadSize);
        Codec<T1>.Of.Encode(writer, first, 0, 0);
        Codec<T2>.Of.Encode(writer, second, a, 0);
        Codec<T3>.Of.Encode(writer, third, a + b, 0);
        return writer.ToBytes();
    }

    /// <summary>Several values, as arguments of a call are.</summary>
    public static byte[] Encode<T1, T2, T3, T4>(T1 first, T2 second, T3 third, T4 fourth)
    {
        var writer = new AbiWriter();
        var (a, b, c) = (Codec<T1>.Of.HeadSize, Codec<T2>.Of.HeadSize, Codec<T3>.Of.HeadSize);
        writer.Reserve(a + b + c + Codec<T4>.Of.HeadSize);
        Codec<T1>.Of.Encode(writer, first, 0, 0);
        Codec<T2>.Of.Encode(writer, second, a, 0);
        Codec<T3>.Of.Encode(writer, third, a + b, 0);
        Codec<T4>.Of.Encode(writer, fourth, a + b + c, 0);
        return writer.ToBytes();
    }

    /// <summary>As Solidity's abi.decode. What does not fit is a revert without data.</summary>
    public static T Decode<T>(byte[] data) => Codec<T>.Of.Decode(new AbiReader(data, 0), 0, 0);

    /// <summary>Several values, as arguments of a call are. What does not fit is a revert without data.</summary>
    public static (T1, T2) Decode<T1, T2>(byte[] data)
    {
        var reader = new AbiReader(data, 0);
        return (Codec<T1>.Of.Decode(reader, 0, 0), Codec<T2>.Of.Decode(reader, Codec<T1>.Of.HeadSize, 0));
    }

    /// <summary>Several values, as arguments of a call are. What does not fit is a revert without data.</summary>
    public static (T1, T2, T3) Decode<T1, T2, T3>(byte[] data)
    {
        var reader = new AbiReader(data, 0);
        var (a, b) = (Codec<T1>.Of.HeadSize, Codec<T2>.Of.HeadSize);
        return (Codec<T1>.Of.Decode(reader, 0, 0), Codec<T2>.Of.Decode(reader, a, 0), Codec<T3>.Of.Decode(reader, a + b, 0));
    }

    /// <summary>As Solidity's abi.encodePacked: numbers in as many bytes as their type has, bytes and texts as they are.</summary>
    public static byte[] EncodePacked<T>(T value) => Codec<T>.Of.Pack(value);

    /// <inheritdoc cref="EncodePacked{T}(T)"/>
    public static byte[] EncodePacked<T1, T2>(T1 first, T2 second) => Concat(Codec<T1>.Of.Pack(first), Codec<T2>.Of.Pack(second));

    /// <inheritdoc cref="EncodePacked{T}(T)"/>
    public static byte[] EncodePacked<T1, T2, T3>(T1 first, T2 second, T3 third) =>
        Concat(Codec<T1>.Of.Pack(first), Codec<T2>.Of.Pack(second), Codec<T3>.Of.Pack(third));

    /// <inheritdoc cref="EncodePacked{T}(T)"/>
    public static byte[] EncodePacked<T1, T2, T3, T4>(T1 first, T2 second, T3 third, T4 fourth) =>
        Concat(Codec<T1>.Of.Pack(first), Codec<T2>.Of.Pack(second), Codec<T3>.Of.Pack(third), Codec<T4>.Of.Pack(fourth));

    /// <summary>The first four bytes of the signature's hash: <c>Abi.Selector("transfer(address,uint256)")</c>.</summary>
    public static Bytes4 Selector(string signature) => new(Host.Keccak256(Utf8.Bytes(signature)).AsSpan(0, 4));

    /// <summary>The data of a call, as Solidity's abi.encodeWithSignature: <c>Abi.EncodeCall("transfer(address,uint256)", to, value)</c>.</summary>
    public static byte[] EncodeCall(string signature) => Selector(signature).ToBytes();

    /// <inheritdoc cref="EncodeCall(string)"/>
    public static byte[] EncodeCall<T>(string signature, T value) => Concat(EncodeCall(signature), Encode(value));

    /// <inheritdoc cref="EncodeCall(string)"/>
    public static byte[] EncodeCall<T1, T2>(string signature, T1 first, T2 second) => Concat(EncodeCall(signature), Encode(first, second));

    /// <inheritdoc cref="EncodeCall(string)"/>
    public static byte[] EncodeCall<T1, T2, T3>(string signature, T1 first, T2 second, T3 third) =>
        Concat(EncodeCall(signature), Encode(first, second, third));

    /// <inheritdoc cref="EncodeCall(string)"/>
    public static byte[] EncodeCall<T1, T2, T3, T4>(string signature, T1 first, T2 second, T3 third, T4 fourth) =>
        Concat(EncodeCall(signature), Encode(first, second, third, fourth));

    /// <summary>The data of a call or an error.</summary>
    public static byte[] WithSelector(uint selector, AbiWriter arguments) => Concat(Failures.Selector(selector), arguments.ToBytes());

    /// <summary>Byte strings one after another: abi.encodePacked of bytes.</summary>
    public static byte[] Concat(params byte[][] parts)
    {
        var length = 0;
        foreach (var part in parts) length = checked(length + part.Length);
        var joined = new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            part.AsSpan().CopyTo(joined.AsSpan(at));
            at += part.Length;
        }
        return joined;
    }
}
