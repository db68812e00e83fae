using System.Collections.Generic;
using Interleave.Library;

namespace System.Text;

public sealed partial class StringBuilder
{
    public StringBuilder Append(string? value) => Append(value.AsSpan());

    public StringBuilder Append(ReadOnlySpan<char> value)
    {
        Room(value.Length);
        value.CopyTo(new Span<char>(chars, length, value.Length));
        length += value.Length;
        return this;
    }

    public StringBuilder Append(string? value, int startIndex, int count) => Append(value.AsSpan(startIndex, count));

    public StringBuilder Append(char[]? value) => Append(new ReadOnlySpan<char>(value));

    public StringBuilder Append(char[]? value, int startIndex, int charCount) => Append(new ReadOnlySpan<char>(value, startIndex, charCount));

    public StringBuilder Append(StringBuilder? value) => value == null ? this : Append(new ReadOnlySpan<char>(value.chars, 0, value.length));

    public StringBuilder Append(char value)
    {
        Room(1);
        chars[length++] = value;
        return this;
    }

    public StringBuilder Append(char value, int repeatCount)
    {
        Check.NotNegative(repeatCount, nameof(repeatCount));
        Room(repeatCount);
        for (var at = 0; at < repeatCount; at++) chars[length++] = value;
        return this;
    }

    public StringBuilder Append(object? value) => Append(value?.ToString());

    public StringBuilder Append(bool value) => Append(value ? "True" : "False");

    public StringBuilder Append(sbyte value) => Append(value.ToString());

    public StringBuilder Append(byte value) => Append(value.ToString());

    public StringBuilder Append(short value) => Append(value.ToString());

    public StringBuilder Append(ushort value) => Append(value.ToString());

    public StringBuilder Append(int value) => Append(value.ToString());

    public StringBuilder Append(uint value) => Append(value.ToString());

    public StringBuilder Append(long value) => Append(value.ToString());

    public StringBuilder Append(ulong value) => Append(value.ToString());

    public StringBuilder AppendLine() => Append('\n');

    public StringBuilder AppendLine(string? value) => Append(value).Append('\n');

    public StringBuilder AppendJoin(string? separator, params string?[] values) => AppendJoin(separator, (IEnumerable<string?>)values);

    public StringBuilder AppendJoin(char separator, params string?[] values) => AppendJoin(separator, (IEnumerable<string?>)values);

    public StringBuilder AppendJoin<T>(char separator, IEnumerable<T> values) => AppendJoin(separator.ToString(), values);

    public StringBuilder AppendJoin<T>(string? separator, IEnumerable<T> values)
    {
        Check.NotNull(values, nameof(values));
        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst) Append(separator);
            Append(value?.ToString());
            isFirst = false;
        }
        return this;
    }

    public StringBuilder AppendFormat(string format, params object?[] args)
    {
        FormattedText.Append(this, format, args);
        return this;
    }
}
