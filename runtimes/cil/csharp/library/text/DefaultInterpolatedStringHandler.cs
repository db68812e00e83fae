using System.Text;
using Interleave.Library;

namespace System.Runtime.CompilerServices;

/// <summary>What <c>$"..."</c> becomes. As in .NET; no culture has a say.</summary>
[InterpolatedStringHandler]
public ref struct DefaultInterpolatedStringHandler
{
    readonly StringBuilder text;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount) => text = new StringBuilder();

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider? provider) => text = new StringBuilder();

    public readonly void AppendLiteral(string value) => text.Append(value);

    public readonly void AppendFormatted<T>(T value) => text.Append(ObjectMembers.TextOrNothing(value));

    public readonly void AppendFormatted<T>(T value, string? format) => text.Append(ValueFormat.Of(value, format));

    public readonly void AppendFormatted<T>(T value, int alignment) => text.Append(ValueFormat.Aligned(ObjectMembers.TextOrNothing(value), alignment));

    public readonly void AppendFormatted<T>(T value, int alignment, string? format) => text.Append(ValueFormat.Aligned(ValueFormat.Of(value, format), alignment));

    public readonly void AppendFormatted(scoped ReadOnlySpan<char> value) => text.Append(value);

    public readonly void AppendFormatted(string? value) => text.Append(value);

    public readonly void AppendFormatted(string? value, int alignment = 0, string? format = null) => text.Append(ValueFormat.Aligned(value ?? "", alignment));

    public readonly void AppendFormatted(object? value, int alignment = 0, string? format = null) =>
        text.Append(ValueFormat.Aligned(ValueFormat.Of(value, format), alignment));

    public readonly string ToStringAndClear()
    {
        var result = text.ToString();
        text.Clear();
        return result;
    }

    public override readonly string ToString() => text.ToString();
}
