using System;
using System.Collections.Generic;
using System.Text;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Objects as text, joined. What they say of themselves is metered where it is theirs.</summary>
public static class ObjectTexts
{
    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(object? arg0) => ObjectMembers.TextOrNothing(arg0);

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(object? arg0, object? arg1) => Strings.Concat(ObjectMembers.TextOrNothing(arg0), ObjectMembers.TextOrNothing(arg1));

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(object? arg0, object? arg1, object? arg2) =>
        Strings.Concat(ObjectMembers.TextOrNothing(arg0), ObjectMembers.TextOrNothing(arg1), ObjectMembers.TextOrNothing(arg2));

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(object?[] args)
    {
        Check.NotNull(args, nameof(args));
        return Joined("", args);
    }

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(ReadOnlySpan<object?> args) => Joined("", args);

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat<T>(IEnumerable<T> values) => Joined("", values);

    [Replaces(typeof(string), nameof(string.Concat))]
    public static string Concat(IEnumerable<string?> values) => Joined("", values);

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(string? separator, object?[] values)
    {
        Check.NotNull(values, nameof(values));
        return Joined(separator, values);
    }

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(string? separator, ReadOnlySpan<object?> values) => Joined(separator, values);

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(char separator, object?[] values)
    {
        Check.NotNull(values, nameof(values));
        return Joined(Strings.Of(separator, 1), values);
    }

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join(string? separator, IEnumerable<string?> values) => Joined(separator, values);

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join<T>(string? separator, IEnumerable<T> values) => Joined(separator, values);

    [Replaces(typeof(string), nameof(string.Join))]
    public static string Join<T>(char separator, IEnumerable<T> values) => Joined(Strings.Of(separator, 1), values);

    [Replaces(typeof(string), nameof(string.Format))]
    public static string Format(string format, object? arg0) => new StringBuilder().AppendFormat(format, [arg0]).ToString();

    [Replaces(typeof(string), nameof(string.Format))]
    public static string Format(string format, object? arg0, object? arg1) => new StringBuilder().AppendFormat(format, [arg0, arg1]).ToString();

    [Replaces(typeof(string), nameof(string.Format))]
    public static string Format(string format, object? arg0, object? arg1, object? arg2) =>
        new StringBuilder().AppendFormat(format, [arg0, arg1, arg2]).ToString();

    [Replaces(typeof(string), nameof(string.Format))]
    public static string Format(string format, object?[] args) => new StringBuilder().AppendFormat(format, args).ToString();

    /// <summary>What the compiler writes for anonymous types.</summary>
    [Replaces(typeof(string), nameof(string.Format))]
    public static string Format(IFormatProvider? provider, string format, object?[] args) => Format(format, args);

    static string Joined(string? separator, ReadOnlySpan<object?> values)
    {
        var text = new StringBuilder();
        for (var at = 0; at < values.Length; at++)
        {
            if (at > 0) text.Append(separator);
            text.Append(ObjectMembers.TextOrNothing(values[at]));
        }
        return text.ToString();
    }

    static string Joined<T>(string? separator, IEnumerable<T> values)
    {
        Check.NotNull(values, nameof(values));
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst) text.Append(separator);
            text.Append(ObjectMembers.TextOrNothing(value));
            isFirst = false;
        }
        return text.ToString();
    }
}
