using System;
using System.Buffers.Binary;
using System.Numerics;
using Interleave;

/// <summary>BLAKE2s-256 (RFC 7693) hash trees.</summary>
public static class Trees
{
    /// <summary>The root over leaves of 32 bytes, a power of two of them.</summary>
    [Precompile]
    public static byte[] Tree(ReadOnlySpan<byte> leaves)
    {
        var count = leaves.Length / 32;
        if (leaves.Length % 32 != 0 || !BitOperations.IsPow2(count)) throw new Revert("the leaves are no power of two");
        // Eight words a node. Parents take the place of the first half of their children.
        var nodes = new uint[8 * count];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = BinaryPrimitives.ReadUInt32LittleEndian(leaves.Slice(4 * i));
        var compression = new Compression();
        for (; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++) compression.Pair(nodes, 16 * i, 8 * i);
        }
        var root = new byte[32];
        for (var i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32LittleEndian(root.AsSpan(4 * i), nodes[i]);
        return root;
    }
}

/// <summary>What a compression works on, made once for many. Arrays and shifts: calls of the class library would cost more than what they do here.</summary>
sealed class Compression
{
    readonly uint[] v = new uint[16];
    readonly uint[] m = new uint[16];
    readonly uint[] iv = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Which words of the message a round takes.</summary>
    readonly byte[] schedule =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <summary>The hash of 64 bytes, which may take their place.</summary>
    public void Pair(uint[] nodes, int from, int to)
    {
        for (var i = 0; i < 16; i++) m[i] = nodes[from + i];
        for (var i = 0; i < 8; i++) v[i] = v[8 + i] = iv[i];
        // 32 bytes of digest, no key, no tree. Then 64 bytes so far, and the last block.
        v[0] ^= 0x01010020;
        v[12] ^= 64;
        v[14] = ~v[14];
        for (var s = 0; s < schedule.Length; s += 16)
        {
            Mix(0, 4, 8, 12, s);
            Mix(1, 5, 9, 13, s + 2);
            Mix(2, 6, 10, 14, s + 4);
            Mix(3, 7, 11, 15, s + 6);
            Mix(0, 5, 10, 15, s + 8);
            Mix(1, 6, 11, 12, s + 10);
            Mix(2, 7, 8, 13, s + 12);
            Mix(3, 4, 9, 14, s + 14);
        }
        for (var i = 0; i < 8; i++) nodes[to + i] = iv[i] ^ v[i] ^ v[8 + i];
        nodes[to] ^= 0x01010020;
    }

    void Mix(int a, int b, int c, int d, int s)
    {
        unchecked
        {
            uint x = v[a], y = v[b], z = v[c], w = v[d];
            x += y + m[schedule[s]];
            w ^= x;
            w = (w >> 16) | (w << 16);
            z += w;
            y ^= z;
            y = (y >> 12) | (y << 20);
            x += y + m[schedule[s + 1]];
            w ^= x;
            w = (w >> 8) | (w << 24);
            z += w;
            y ^= z;
            y = (y >> 7) | (y << 25);
            v[a] = x;
            v[b] = y;
            v[c] = z;
            v[d] = w;
        }
    }
}
