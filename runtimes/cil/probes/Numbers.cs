using System;
using Interleave;
using Interleave.Runtime;

/// <summary>Many small calculations in one call. Each is 97 bytes: what, then three words. The answer is 65 bytes each: how it ended, then two words.</summary>
public static class Test
{
    const int In = 97;
    const int Out = 65;

    public static byte[] Run(byte[] input)
    {
        Gas.Left = long.MaxValue;
        Gas.Allocated = 0;
        var answer = new byte[input.Length / In * Out];
        for (var i = 0; i < input.Length / In; i++)
        {
            var words = input.AsSpan(i * In + 1);
            var target = answer.AsSpan(i * Out);
            try
            {
                var (first, second) = Calculate(input[i * In], new(words[..32]), new(words.Slice(32, 32)), new(words.Slice(64, 32)));
                first.WriteTo(target[1..]);
                second.WriteTo(target[33..]);
            }
            catch (OverflowException)
            {
                target[0] = 1;
            }
            catch (DivideByZeroException)
            {
                target[0] = 2;
            }
            if (Gas.Left < 0) target[0] = 3;
        }
        return answer;
    }

    static (UInt256, UInt256) Calculate(byte what, UInt256 a, UInt256 b, UInt256 c)
    {
        var (x, y) = (Int256.FromBits(a), Int256.FromBits(b));
        return what switch
        {
            0 => (a + b, a.WrappingAdd(b)),
            1 => (a - b, a.WrappingSubtract(b)),
            2 => (a * b, a.WrappingMultiply(b)),
            3 => (a / b, a % b),
            4 => UInt256.DivRem(a, b),
            5 => (UInt256.MulDiv(a, b, c), default),
            6 => (UInt256.MulMod(a, b, c), UInt256.AddMod(a, b, c)),
            7 => (UInt256.Pow(a, (uint)(b & 0xffff)), default),
            8 => (UInt256.Sqrt(a), (uint)a.BitLength),
            9 => (a << (int)(b & 511), a >> (int)(b & 511)),
            10 => (a & b, (a | b) ^ ~c),
            11 => ((uint)(a.CompareTo(b) + 1), Flags(a < b, a <= b, a > b, a >= b, a == b, a != b)),
            12 => ((x + y).Bits, default),
            13 => ((x - y).Bits, default),
            14 => ((x * y).Bits, default),
            15 => ((x / y).Bits, (x % y).Bits),
            16 => ((x << (int)(b & 511)).Bits, (x >> (int)(b & 511)).Bits),
            17 => ((uint)(x.CompareTo(y) + 1), Flags(x < y, x <= y, x > y, x >= y, x == y, x != y)),
            18 => ((-x).Bits, Int256.Abs(x).Bits),
            19 => (UInt256.Parse(a.ToString()), UInt256.Parse(a.ToHexString())),
            20 => (Int256.Parse(x.ToString()).Bits, x.Magnitude),
            21 => ((byte)a, (UInt256)(byte)(sbyte)x),
            22 => ((ushort)a, (UInt256)(ushort)a),
            23 => ((uint)a, (UInt256)(UInt128)a),
            24 => ((ulong)a, (UInt256)(int)a),
            25 => (((Int256)(long)x).Bits, ((Int256)(Int128)x).Bits),
            26 => (((Int256)(int)x).Bits, ((Int256)(short)x).Bits),
            27 => ((UInt256)(Int128)a, (UInt256)(long)a),
            28 => (((Int256)a).Bits, (UInt256)x),
            29 => (Short(a + 1), Short(a)),
            _ => throw new ArgumentException(),
        };
    }

    static UInt256 Short(UInt256 value) => (UInt256)(uint)(ushort)(short)value;

    static UInt256 Flags(params bool[] flags)
    {
        uint bits = 0;
        for (var i = 0; i < flags.Length; i++) bits |= flags[i] ? 1u << i : 0;
        return bits;
    }
}
