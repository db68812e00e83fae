using System;
using System.Runtime.CompilerServices;
using Interleave.Runtime;

namespace Interleave;

public readonly partial struct UInt256
{
    /// <summary>Units of gas: a multiplication of four by four limbs, a division by more than one limb.</summary>
    const long Multiplication = 10;
    const long Division = 60;

    public static UInt256 operator +(UInt256 x, UInt256 y)
    {
        var sum = Add(x, y, out var carry);
        return carry ? throw Overflow() : sum;
    }

    public static UInt256 operator -(UInt256 x, UInt256 y) => x < y ? throw Overflow() : Subtract(x, y);

    public static UInt256 operator *(UInt256 x, UInt256 y)
    {
        if (x.FitsUInt64 && y.FitsUInt64)
        {
            var high = Math.BigMul(x.a, y.a, out var low);
            return new(low, high, 0, 0);
        }
        Multiply(x, y, out var product, out var rest);
        return rest.IsZero ? product : throw Overflow();
    }

    public static UInt256 operator /(UInt256 x, UInt256 y) => DivRem(x, y).Quotient;

    public static UInt256 operator %(UInt256 x, UInt256 y) => DivRem(x, y).Remainder;

    public static UInt256 operator ++(UInt256 x) => x + One;

    public static UInt256 operator --(UInt256 x) => x - One;

    public static UInt256 operator &(UInt256 x, UInt256 y) => new(x.a & y.a, x.b & y.b, x.c & y.c, x.d & y.d);

    public static UInt256 operator |(UInt256 x, UInt256 y) => new(x.a | y.a, x.b | y.b, x.c | y.c, x.d | y.d);

    public static UInt256 operator ^(UInt256 x, UInt256 y) => new(x.a ^ y.a, x.b ^ y.b, x.c ^ y.c, x.d ^ y.d);

    public static UInt256 operator ~(UInt256 x) => new(~x.a, ~x.b, ~x.c, ~x.d);

    /// <summary>Bits that are shifted out are lost, as in Solidity; by 256 and more gives zero.</summary>
    public static UInt256 operator <<(UInt256 x, int by)
    {
        if (by < 0) throw new ArgumentOutOfRangeException(nameof(by));
        if (by >= 256) return Zero;
        var (limbs, bits) = (by >> 6, by & 63);
        var shifted = limbs switch
        {
            0 => x,
            1 => new(0, x.a, x.b, x.c),
            2 => new(0, 0, x.a, x.b),
            _ => new(0, 0, 0, x.a),
        };
        if (bits == 0) return shifted;
        var back = 64 - bits;
        return new(
            shifted.a << bits,
            (shifted.b << bits) | (shifted.a >> back),
            (shifted.c << bits) | (shifted.b >> back),
            (shifted.d << bits) | (shifted.c >> back));
    }

    public static UInt256 operator >>(UInt256 x, int by)
    {
        if (by < 0) throw new ArgumentOutOfRangeException(nameof(by));
        if (by >= 256) return Zero;
        var (limbs, bits) = (by >> 6, by & 63);
        var shifted = limbs switch
        {
            0 => x,
            1 => new(x.b, x.c, x.d, 0),
            2 => new(x.c, x.d, 0, 0),
            _ => new(x.d, 0, 0, 0),
        };
        if (bits == 0) return shifted;
        var back = 64 - bits;
        return new(
            (shifted.a >> bits) | (shifted.b << back),
            (shifted.b >> bits) | (shifted.c << back),
            (shifted.c >> bits) | (shifted.d << back),
            shifted.d >> bits);
    }

    public static UInt256 operator >>>(UInt256 x, int by) => x >> by;

    /// <summary>The sum modulo 2^256.</summary>
    public UInt256 WrappingAdd(UInt256 other) => Add(this, other, out _);

    /// <summary>The difference modulo 2^256.</summary>
    public UInt256 WrappingSubtract(UInt256 other) => Subtract(this, other);

    /// <summary>The product modulo 2^256.</summary>
    public UInt256 WrappingMultiply(UInt256 other)
    {
        Multiply(this, other, out var product, out _);
        return product;
    }

    /// <summary>By zero throws <see cref="DivideByZeroException"/> (Panic 0x12).</summary>
    public static (UInt256 Quotient, UInt256 Remainder) DivRem(UInt256 x, UInt256 y)
    {
        if (y.IsZero) throw new DivideByZeroException();
        if (x < y) return (Zero, x);
        if (x.FitsUInt64) return (x.a / y.a, x.a % y.a);
        Gas.Use(Division);
        Span<ulong> dividend = stackalloc ulong[4] { x.a, x.b, x.c, x.d };
        Span<ulong> quotient = stackalloc ulong[4];
        var remainder = Divide(dividend, y, quotient);
        return (new(quotient[0], quotient[1], quotient[2], quotient[3]), remainder);
    }

    /// <summary>x * y / divisor, without overflow in between; the quotient must fit.</summary>
    public static UInt256 MulDiv(UInt256 x, UInt256 y, UInt256 divisor)
    {
        if (divisor.IsZero) throw new DivideByZeroException();
        Multiply(x, y, out var low, out var high);
        if (high >= divisor) throw Overflow();
        return DivideWide(low, high, divisor).Quotient;
    }

    /// <summary>(x + y) modulo the modulus, without overflow in between.</summary>
    public static UInt256 AddMod(UInt256 x, UInt256 y, UInt256 modulus)
    {
        if (modulus.IsZero) throw new DivideByZeroException();
        var (left, right) = (x % modulus, y % modulus);
        var room = modulus - left;
        return right >= room ? right - room : left + right;
    }

    /// <summary>(x * y) modulo the modulus, without overflow in between.</summary>
    public static UInt256 MulMod(UInt256 x, UInt256 y, UInt256 modulus)
    {
        if (modulus.IsZero) throw new DivideByZeroException();
        Multiply(x, y, out var low, out var high);
        return DivideWide(low, high % modulus, modulus).Remainder;
    }

    /// <summary>To a power; 0 to the power of 0 is 1.</summary>
    public static UInt256 Pow(UInt256 x, uint exponent)
    {
        var result = One;
        for (var power = x; ; power *= power)
        {
            if ((exponent & 1) != 0) result *= power;
            exponent >>= 1;
            if (exponent == 0) return result;
            Gas.Use(Multiplication);
        }
    }

    /// <summary>The largest integer whose square is not larger.</summary>
    public static UInt256 Sqrt(UInt256 x)
    {
        if (x.IsZero) return Zero;
        var root = One << ((x.BitLength + 1) / 2);
        while (true)
        {
            var next = (root.WrappingAdd(x / root)) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static UInt256 Add(UInt256 x, UInt256 y, out bool carry)
    {
        var a = x.a + y.a;
        var b = x.b + y.b;
        var c = x.c + y.c;
        var d = x.d + y.d;
        carry = d < x.d;
        if (a < x.a && ++b == 0 && ++c == 0 && ++d == 0) carry = true;
        // The sums of the limbs themselves: a limb that wrapped before the carry came in is above its neighbour still.
        if (x.b > ulong.MaxValue - y.b && ++c == 0 && ++d == 0) carry = true;
        if (x.c > ulong.MaxValue - y.c && ++d == 0) carry = true;
        return new(a, b, c, d);
    }

    static UInt256 Subtract(UInt256 x, UInt256 y) => Add(x, Add(~y, One, out _), out _);

    static void Multiply(UInt256 x, UInt256 y, out UInt256 low, out UInt256 high)
    {
        Gas.Use(Multiplication);
        Span<ulong> left = stackalloc ulong[4] { x.a, x.b, x.c, x.d };
        Span<ulong> right = stackalloc ulong[4] { y.a, y.b, y.c, y.d };
        Span<ulong> product = stackalloc ulong[8];
        product.Clear();
        for (var i = 0; i < 4; i++)
        {
            if (left[i] == 0) continue;
            ulong carry = 0;
            for (var j = 0; j < 4; j++)
            {
                var upper = Math.BigMul(left[i], right[j], out var lower);
                var sum = lower + product[i + j];
                if (sum < lower) upper++;
                var total = sum + carry;
                if (total < sum) upper++;
                product[i + j] = total;
                carry = upper;
            }
            product[i + 4] = carry;
        }
        low = new(product[0], product[1], product[2], product[3]);
        high = new(product[4], product[5], product[6], product[7]);
    }

    static (UInt256 Quotient, UInt256 Remainder) DivideWide(UInt256 low, UInt256 high, UInt256 divisor)
    {
        Gas.Use(2 * Division);
        Span<ulong> dividend = stackalloc ulong[8] { low.a, low.b, low.c, low.d, high.a, high.b, high.c, high.d };
        Span<ulong> quotient = stackalloc ulong[8];
        var remainder = Divide(dividend, divisor, quotient);
        return (new(quotient[0], quotient[1], quotient[2], quotient[3]), remainder);
    }

    /// <summary>Knuth's algorithm D (The Art of Computer Programming, 4.3.1) with digits of 32 bits.</summary>
    static UInt256 Divide(ReadOnlySpan<ulong> dividend, UInt256 divisor, Span<ulong> quotient)
    {
        var bits = divisor.BitLength;
        var digits = (bits + 31) / 32;
        var shift = digits * 32 - bits;
        var size = dividend.Length * 2;
        Span<uint> v = stackalloc uint[8];
        Digits(divisor << shift, v);
        Span<uint> u = stackalloc uint[17];
        u.Clear();
        for (var i = 0; i < dividend.Length; i++) (u[2 * i], u[2 * i + 1]) = ((uint)dividend[i], (uint)(dividend[i] >> 32));
        if (shift > 0)
        {
            for (var i = size; i > 0; i--) u[i] = (u[i] << shift) | (u[i - 1] >> (32 - shift));
            u[0] <<= shift;
        }
        quotient.Clear();
        for (var j = size - digits; j >= 0; j--)
        {
            var top = ((ulong)u[j + digits] << 32) | u[j + digits - 1];
            var guess = top / v[digits - 1];
            var rest = top % v[digits - 1];
            var below = digits > 1 ? v[digits - 2] : 0u;
            var next = digits > 1 ? u[j + digits - 2] : 0u;
            while (guess > uint.MaxValue || guess * below > ((rest << 32) | next))
            {
                guess--;
                rest += v[digits - 1];
                if (rest > uint.MaxValue) break;
            }
            long borrow = 0;
            ulong carry = 0;
            for (var i = 0; i < digits; i++)
            {
                carry += guess * v[i];
                var difference = (long)u[i + j] - (uint)carry - borrow;
                u[i + j] = (uint)difference;
                borrow = difference < 0 ? 1 : 0;
                carry >>= 32;
            }
            var last = (long)u[j + digits] - (long)carry - borrow;
            u[j + digits] = (uint)last;
            if (last < 0)
            {
                guess--;
                ulong back = 0;
                for (var i = 0; i < digits; i++)
                {
                    back += (ulong)u[i + j] + v[i];
                    u[i + j] = (uint)back;
                    back >>= 32;
                }
                u[j + digits] += (uint)back;
            }
            quotient[j >> 1] |= guess << ((j & 1) * 32);
        }
        var remainder = new UInt256(Pair(u, 0), Pair(u, 2), Pair(u, 4), Pair(u, 6));
        return Mask(remainder, digits) >> shift;
    }

    static ulong Pair(ReadOnlySpan<uint> digits, int at) => digits[at] | ((ulong)digits[at + 1] << 32);

    static UInt256 Mask(UInt256 value, int digits) => digits == 8 ? value : value & ((One << (digits * 32)) - One);

    static void Digits(UInt256 value, Span<uint> digits)
    {
        (digits[0], digits[1]) = ((uint)value.a, (uint)(value.a >> 32));
        (digits[2], digits[3]) = ((uint)value.b, (uint)(value.b >> 32));
        (digits[4], digits[5]) = ((uint)value.c, (uint)(value.c >> 32));
        (digits[6], digits[7]) = ((uint)value.d, (uint)(value.d >> 32));
    }
}
