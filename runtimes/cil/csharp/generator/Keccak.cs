using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Interleave.Compiler;

/// <summary>Keccak-256 as Ethereum uses it (padding 0x01), of short texts: selectors and topics.</summary>
static class Keccak
{
    const int Rate = 136;

    static readonly int[] rotations = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
    static readonly int[] lanes = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    public static uint Selector(string signature)
    {
        var hash = Hash(signature);
        return (uint)(hash[0] << 24 | hash[1] << 16 | hash[2] << 8 | hash[3]);
    }

    /// <summary>64 hex digits.</summary>
    public static string Topic(string signature) => Convert.ToHexString(Hash(signature)).ToLowerInvariant();

    static byte[] Hash(string text)
    {
        var message = Encoding.UTF8.GetBytes(text);
        var padded = new byte[(message.Length / Rate + 1) * Rate];
        message.CopyTo(padded, 0);
        padded[message.Length] ^= 1;
        padded[^1] ^= 0x80;
        var state = new ulong[25];
        for (var at = 0; at < padded.Length; at += Rate)
        {
            for (var i = 0; i < Rate / 8; i++) state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(padded.AsSpan(at + 8 * i));
            Permute(state);
        }
        var hash = new byte[32];
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(8 * i), state[i]);
        return hash;
    }

    static void Permute(ulong[] state)
    {
        Span<ulong> columns = stackalloc ulong[5];
        ulong register = 1;
        for (var round = 0; round < 24; round++)
        {
            for (var i = 0; i < 5; i++) columns[i] = state[i] ^ state[i + 5] ^ state[i + 10] ^ state[i + 15] ^ state[i + 20];
            for (var i = 0; i < 5; i++)
            {
                var mixed = columns[(i + 4) % 5] ^ BitOperations.RotateLeft(columns[(i + 1) % 5], 1);
                for (var j = i; j < 25; j += 5) state[j] ^= mixed;
            }
            var carried = state[1];
            for (var i = 0; i < 24; i++) (carried, state[lanes[i]]) = (state[lanes[i]], BitOperations.RotateLeft(carried, rotations[i]));
            for (var row = 0; row < 25; row += 5)
            {
                for (var i = 0; i < 5; i++) columns[i] = state[row + i];
                for (var i = 0; i < 5; i++) state[row + i] = columns[i] ^ (~columns[(i + 1) % 5] & columns[(i + 2) % 5]);
            }
            state[0] ^= RoundConstant(ref register);
        }
    }

    /// <summary>The linear feedback shift register of FIPS 202, 3.2.5.</summary>
    static ulong RoundConstant(ref ulong register)
    {
        ulong constant = 0;
        for (var i = 0; i < 7; i++)
        {
            if ((register & 1) != 0) constant |= 1ul << ((1 << i) - 1);
            register = (register << 1) ^ ((register >> 7) * 0x171);
        }
        return constant;
    }
}
