namespace System;

public static partial class Math
{
    public const double E = 2.7182818284590451;
    public const double PI = 3.1415926535897931;
    public const double Tau = 6.2831853071795862;

    public static double Abs(double d) => double.Abs(d);

    public static double Acos(double d) => double.Acos(d);

    public static double Acosh(double d) => double.Acosh(d);

    public static double Asin(double d) => double.Asin(d);

    public static double Asinh(double d) => double.Asinh(d);

    public static double Atan(double d) => double.Atan(d);

    public static double Atanh(double d) => double.Atanh(d);

    public static double BitDecrement(double d) => double.BitDecrement(d);

    public static double BitIncrement(double d) => double.BitIncrement(d);

    public static double Cbrt(double d) => double.Cbrt(d);

    public static double Ceiling(double d) => double.Ceiling(d);

    public static double Cos(double d) => double.Cos(d);

    public static double Cosh(double d) => double.Cosh(d);

    public static double Exp(double d) => double.Exp(d);

    public static double Floor(double d) => double.Floor(d);

    public static double Log(double d) => double.Log(d);

    public static double Log10(double d) => double.Log10(d);

    public static double Log2(double d) => double.Log2(d);

    public static double Sin(double d) => double.Sin(d);

    public static double Sinh(double d) => double.Sinh(d);

    public static double Sqrt(double d) => double.Sqrt(d);

    public static double Tan(double d) => double.Tan(d);

    public static double Tanh(double d) => double.Tanh(d);

    public static double Truncate(double d) => double.Truncate(d);

    public static float Abs(float value) => float.Abs(value);

    public static double Atan2(double y, double x) => double.Atan2(y, x);

    public static double CopySign(double x, double y) => double.CopySign(x, y);

    public static double FusedMultiplyAdd(double x, double y, double z) => double.FusedMultiplyAdd(x, y, z);

    public static double Log(double a, double newBase) => double.Log(a, newBase);

    public static double Pow(double x, double y) => double.Pow(x, y);

    public static double Max(double val1, double val2) => double.Max(val1, val2);

    public static float Max(float val1, float val2) => float.Max(val1, val2);

    public static double Min(double val1, double val2) => double.Min(val1, val2);

    public static float Min(float val1, float val2) => float.Min(val1, val2);

    public static double Clamp(double value, double min, double max) => double.Clamp(value, min, max);

    public static float Clamp(float value, float min, float max) => float.Clamp(value, min, max);

    public static double Round(double a) => double.Round(a);

    public static double Round(double value, int digits) => double.Round(value, digits);

    public static double Round(double value, MidpointRounding mode) => double.Round(value, mode);

    public static double Round(double value, int digits, MidpointRounding mode) => double.Round(value, digits, mode);

    public static int Sign(double value) => double.Sign(value);

    public static int Sign(float value) => float.Sign(value);
}
