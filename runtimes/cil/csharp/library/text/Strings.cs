using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Strings put together. Each is paid for before it is made.</summary>
[Trusted]
public static class Strings
{
    /// <summary>A string of so many code units is about to be made.</summary>
    internal static void Make(long length) => Gas.Bytes(16 + 2 * length);

    static void Make(long length, int parts)
    {
        Gas.Use((long)UnitsOf.Text * parts + length / UnitsOf.CharsSearched);
        Make(length);
    }

    static int Length(string? text) => text?.Length ?? 0;

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(string? a, string? b)
    {
        Make((long)Length(a) + Length(b), 2);
        return string.Concat(a, b);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(string? a, string? b, string? c)
    {
        Make((long)Length(a) + Length(b) + Length(c), 3);
        return string.Concat(a, b, c);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(string? a, string? b, string? c, string? d)
    {
        Make((long)Length(a) + Length(b) + Length(c) + Length(d), 4);
        return string.Concat(a, b, c, d);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(string?[] values)
    {
        Check.NotNull(values, nameof(values));
        return Concat((ReadOnlySpan<string?>)values);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(ReadOnlySpan<string?> values)
    {
        Gas.Use((long)UnitsOf.Text * values.Length);
        var length = 0L;
        for (var at = 0; at < values.Length; at++) length += Length(values[at]);
        Make(length, 1);
        return string.Concat(values);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Make((long)a.Length + b.Length, 2);
        return string.Concat(a, b);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c)
    {
        Make((long)a.Length + b.Length + c.Length, 3);
        return string.Concat(a, b, c);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c, ReadOnlySpan<char> d)
    {
        Make((long)a.Length + b.Length + c.Length + d.Length, 4);
        return string.Concat(a, b, c, d);
    }

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(char separator, string?[] values)
    {
        Check.NotNull(values, nameof(values));
        return Join(MemoryMarshal.CreateReadOnlySpan(ref separator, 1), values);
    }

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(string? separator, string?[] values)
    {
        Check.NotNull(values, nameof(values));
        return Join((ReadOnlySpan<char>)separator, values);
    }

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(char separator, ReadOnlySpan<string?> values) => Join(MemoryMarshal.CreateReadOnlySpan(ref separator, 1), values);

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(string? separator, ReadOnlySpan<string?> values) => Join((ReadOnlySpan<char>)separator, values);

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(char separator, string?[] value, int startIndex, int count)
    {
        Check.NotNull(value, nameof(value));
        return Join(MemoryMarshal.CreateReadOnlySpan(ref separator, 1), new ReadOnlySpan<string?>(value, startIndex, count));
    }

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(string? separator, string?[] value, int startIndex, int count)
    {
        Check.NotNull(value, nameof(value));
        return Join((ReadOnlySpan<char>)separator, new ReadOnlySpan<string?>(value, startIndex, count));
    }

    static string Join(ReadOnlySpan<char> separator, ReadOnlySpan<string?> values)
    {
        if (values.Length == 0) return "";
        Gas.Use((long)UnitsOf.Text * values.Length);
        var length = (long)separator.Length * (values.Length - 1);
        for (var at = 0; at < values.Length; at++) length += Length(values[at]);
        Make(length, 1);
        return string.Join(new string(separator), values);
    }

    [Replaces(typeof(string), ".ctor")]
    public static string Of(char c, int count)
    {
        if (count > 0) Make(count, 1);
        return new string(c, count);
    }

    [Replaces(typeof(string), ".ctor")]
    public static string Of(char[]? value)
    {
        Make(value?.Length ?? 0, 1);
        return new string(value);
    }

    [Replaces(typeof(string), ".ctor")]
    public static string Of(char[] value, int startIndex, int length)
    {
        if (length > 0) Make(length, 1);
        return new string(value, startIndex, length);
    }

    [Replaces(typeof(string), ".ctor")]
    public static string Of(ReadOnlySpan<char> value)
    {
        Make(value.Length, 1);
        return new string(value);
    }
}
