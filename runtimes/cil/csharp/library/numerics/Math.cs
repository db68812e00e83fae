namespace System;

/// <summary>As in .NET. What has floating point is for contracts that may use it.</summary>
public static partial class Math
{
    public static sbyte Abs(sbyte value) => value < 0 ? checked((sbyte)-value) : value;

    public static short Abs(short value) => value < 0 ? checked((short)-value) : value;

    public static int Abs(int value) => value < 0 ? checked(-value) : value;

    public static long Abs(long value) => value < 0 ? checked(-value) : value;

    public static nint Abs(nint value) => value < 0 ? checked(-value) : value;

    public static decimal Abs(decimal value) => decimal.Abs(value);

    public static sbyte Max(sbyte val1, sbyte val2) => val1 >= val2 ? val1 : val2;

    public static byte Max(byte val1, byte val2) => val1 >= val2 ? val1 : val2;

    public static short Max(short val1, short val2) => val1 >= val2 ? val1 : val2;

    public static ushort Max(ushort val1, ushort val2) => val1 >= val2 ? val1 : val2;

    public static int Max(int val1, int val2) => val1 >= val2 ? val1 : val2;

    public static uint Max(uint val1, uint val2) => val1 >= val2 ? val1 : val2;

    public static long Max(long val1, long val2) => val1 >= val2 ? val1 : val2;

    public static ulong Max(ulong val1, ulong val2) => val1 >= val2 ? val1 : val2;

    public static nint Max(nint val1, nint val2) => val1 >= val2 ? val1 : val2;

    public static nuint Max(nuint val1, nuint val2) => val1 >= val2 ? val1 : val2;

    public static decimal Max(decimal val1, decimal val2) => val1 >= val2 ? val1 : val2;

    public static sbyte Min(sbyte val1, sbyte val2) => val1 <= val2 ? val1 : val2;

    public static byte Min(byte val1, byte val2) => val1 <= val2 ? val1 : val2;

    public static short Min(short val1, short val2) => val1 <= val2 ? val1 : val2;

    public static ushort Min(ushort val1, ushort val2) => val1 <= val2 ? val1 : val2;

    public static int Min(int val1, int val2) => val1 <= val2 ? val1 : val2;

    public static uint Min(uint val1, uint val2) => val1 <= val2 ? val1 : val2;

    public static long Min(long val1, long val2) => val1 <= val2 ? val1 : val2;

    public static ulong Min(ulong val1, ulong val2) => val1 <= val2 ? val1 : val2;

    public static nint Min(nint val1, nint val2) => val1 <= val2 ? val1 : val2;

    public static nuint Min(nuint val1, nuint val2) => val1 <= val2 ? val1 : val2;

    public static decimal Min(decimal val1, decimal val2) => val1 <= val2 ? val1 : val2;

    public static int Sign(sbyte value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(short value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(int value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(long value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(nint value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static int Sign(decimal value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static sbyte Clamp(sbyte value, sbyte min, sbyte max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static byte Clamp(byte value, byte min, byte max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static short Clamp(short value, short min, short max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static ushort Clamp(ushort value, ushort min, ushort max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static int Clamp(int value, int min, int max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static uint Clamp(uint value, uint min, uint max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static long Clamp(long value, long min, long max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static ulong Clamp(ulong value, ulong min, ulong max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static nint Clamp(nint value, nint min, nint max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static nuint Clamp(nuint value, nuint min, nuint max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static decimal Clamp(decimal value, decimal min, decimal max)
    {
        if (min > max) throw EmptyRange();
        return value < min ? min : value > max ? max : value;
    }

    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right) => ((sbyte)(left / right), (sbyte)(left % right));

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right) => ((byte)(left / right), (byte)(left % right));

    public static (short Quotient, short Remainder) DivRem(short left, short right) => ((short)(left / right), (short)(left % right));

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right) => ((ushort)(left / right), (ushort)(left % right));

    public static (int Quotient, int Remainder) DivRem(int left, int right) => (left / right, left % right);

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right) => (left / right, left % right);

    public static (long Quotient, long Remainder) DivRem(long left, long right) => (left / right, left % right);

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right) => (left / right, left % right);

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right) => (left / right, left % right);

    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right) => (left / right, left % right);

    public static int DivRem(int a, int b, out int result)
    {
        result = a % b;
        return a / b;
    }

    public static long DivRem(long a, long b, out long result)
    {
        result = a % b;
        return a / b;
    }

    public static long BigMul(int a, int b) => (long)a * b;

    public static ulong BigMul(uint a, uint b) => (ulong)a * b;

    public static UInt128 BigMul(ulong a, ulong b) => (UInt128)a * b;

    public static Int128 BigMul(long a, long b) => (Int128)a * b;

    public static ulong BigMul(ulong a, ulong b, out ulong low)
    {
        var product = (UInt128)a * b;
        low = (ulong)product;
        return (ulong)(product >> 64);
    }

    public static long BigMul(long a, long b, out long low)
    {
        var product = (Int128)a * b;
        low = (long)product;
        return (long)(product >> 64);
    }

    public static decimal Floor(decimal d) => decimal.Floor(d);

    public static decimal Ceiling(decimal d) => decimal.Ceiling(d);

    public static decimal Truncate(decimal d) => decimal.Truncate(d);

    public static decimal Round(decimal d) => decimal.Round(d);

    public static decimal Round(decimal d, int decimals) => decimal.Round(d, decimals);

    public static decimal Round(decimal d, MidpointRounding mode) => decimal.Round(d, mode);

    public static decimal Round(decimal d, int decimals, MidpointRounding mode) => decimal.Round(d, decimals, mode);

    static ArgumentException EmptyRange() => new("min must not be greater than max");
}
