using System;
using System.Buffers.Binary;

namespace Interleave.Runtime;

/// <summary>What a frame may know of itself, its transaction and its block: HOST-ABI.md, "Facts".</summary>
public sealed class Facts(byte[] bytes)
{
    /// <summary>Addresses: 20 bytes each.</summary>
    public ReadOnlySpan<byte> Caller => bytes.AsSpan(0, 20);

    public ReadOnlySpan<byte> Self => bytes.AsSpan(20, 20);

    public ReadOnlySpan<byte> Origin => bytes.AsSpan(40, 20);

    public ReadOnlySpan<byte> Coinbase => bytes.AsSpan(60, 20);

    /// <summary>Words.</summary>
    public ReadOnlySpan<byte> Value => bytes.AsSpan(80, 32);

    public ReadOnlySpan<byte> GasPrice => bytes.AsSpan(112, 32);

    public ReadOnlySpan<byte> BaseFee => bytes.AsSpan(144, 32);

    public ReadOnlySpan<byte> PrevRandao => bytes.AsSpan(176, 32);

    public ReadOnlySpan<byte> ChainId => bytes.AsSpan(208, 32);

    public ulong Number => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(240));

    /// <summary>Seconds since 1970.</summary>
    public ulong Timestamp => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(248));

    public ulong GasLimit => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(256));

    public bool IsStatic => bytes[264] != 0;
}
