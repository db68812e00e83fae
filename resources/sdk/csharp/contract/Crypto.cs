using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>Hashes and signatures.</summary>
public static class Crypto
{
    /// <summary>Ethereum's hash.</summary>
    public static Bytes32 Keccak256(byte[] data) => new(Host.Keccak256(data));

    /// <summary>Of text as UTF-8.</summary>
    public static Bytes32 Keccak256(string text) => Keccak256(Utf8.Bytes(text));

    /// <summary>SHA-256, as FIPS 180-4 defines it.</summary>
    public static Bytes32 Sha256(byte[] data) => new(Host.Sha256(data));

    /// <summary>Who signed the hash (the EVM's precompile at address 1); zero where nobody did.</summary>
    [AsksLedger]
    public static Address Recover(Bytes32 hash, byte v, Bytes32 r, Bytes32 s)
    {
        var result = Address.FromUInt256(1).StaticCall(Abi.Encode(hash, v, r, s));
        return result.Success && result.Output.Length == 32 ? Address.FromUInt256(new UInt256(result.Output)) : Address.Zero;
    }
}
