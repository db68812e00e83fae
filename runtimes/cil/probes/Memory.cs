using System;
using System.Collections.Generic;
using System.Linq;
using Interleave.Runtime;

/// <summary>A host with storage in memory.</summary>
static class Memory
{
    static readonly Dictionary<string, byte[]> cells = new();

    public static void Open()
    {
        cells.Clear();
        Host.Door = Answer;
    }

    /// <summary>Slot and word of each cell of storage that is not zero.</summary>
    public static byte[] Dump() =>
        cells.Where(cell => cell.Key.StartsWith("2:", StringComparison.Ordinal)).OrderBy(cell => cell.Key, StringComparer.Ordinal)
            .SelectMany(cell => Interleave.Hex.Parse(cell.Key.Substring(2)).Concat(cell.Value)).ToArray();

    static byte[] Answer(byte[] message)
    {
        var result = Ask(message[0], message.AsSpan(9));
        var answer = new byte[9 + result.Length];
        message.AsSpan(1, 8).CopyTo(answer.AsSpan(1));
        result.CopyTo(answer, 9);
        return answer;
    }

    // Numbers of questions: HOST-ABI.md.
    static byte[] Ask(byte question, ReadOnlySpan<byte> data)
    {
        if (question == 9) return Keccak.Hash(data);
        if (question is < 2 or > 5) throw new InvalidOperationException($"question {question}");
        var key = (question <= 3 ? "2:" : "4:") + Interleave.Hex.Of(data[..32]);
        if (question is 2 or 4) return cells.TryGetValue(key, out var word) ? word : Array.Empty<byte>();
        if (data[32..].IndexOfAnyExcept((byte)0) < 0) cells.Remove(key);
        else cells[key] = data[32..].ToArray();
        return Array.Empty<byte>();
    }
}

/// <summary>Keccak-256 as Ethereum has it (FIPS 202 with the padding of the original submission).</summary>
static class Keccak
{
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var padded = new byte[(data.Length / 136 + 1) * 136];
        data.CopyTo(padded);
        padded[data.Length] ^= 1;
        padded[^1] ^= 0x80;
        var state = new ulong[25];
        for (var at = 0; at < padded.Length; at += 136)
        {
            for (var i = 0; i < 17; i++) state[i] ^= Lane(padded, at + 8 * i);
            Permute(state);
        }
        var hash = new byte[32];
        for (var i = 0; i < 32; i++) hash[i] = (byte)(state[i / 8] >> (8 * (i % 8)));
        return hash;
    }

    static ulong Lane(byte[] bytes, int at)
    {
        ulong lane = 0;
        for (var i = 7; i >= 0; i--) lane = (lane << 8) | bytes[at + i];
        return lane;
    }

    static void Permute(ulong[] a)
    {
        var random = 1;
        for (var round = 0; round < 24; round++)
        {
            var c = new ulong[5];
            for (var i = 0; i < 25; i++) c[i % 5] ^= a[i];
            for (var i = 0; i < 25; i++) a[i] ^= c[(i + 4) % 5] ^ ulong.RotateLeft(c[(i + 1) % 5], 1);
            var (x, y, moved) = (1, 0, a[1]);
            for (var t = 0; t < 24; t++)
            {
                (x, y) = (y, (2 * x + 3 * y) % 5);
                (moved, a[x + 5 * y]) = (a[x + 5 * y], ulong.RotateLeft(moved, (t + 1) * (t + 2) / 2 % 64));
            }
            for (var row = 0; row < 25; row += 5)
            {
                var r = a.AsSpan(row, 5).ToArray();
                for (var i = 0; i < 5; i++) a[row + i] = r[i] ^ (~r[(i + 1) % 5] & r[(i + 2) % 5]);
            }
            for (var bit = 0; bit < 7; bit++)
            {
                if ((random & 1) != 0) a[0] ^= 1UL << ((1 << bit) - 1);
                random = (random << 1) ^ ((random >> 7) * 0x171);
            }
        }
    }
}
