namespace System;

/// <summary>Lets <c>foreach</c> go over a span: the trimmed class library has lost its enumerator.</summary>
public static class SpanEnumerators
{
    public static SpanEnumerator<T> GetEnumerator<T>(this Span<T> span) => new(span);
}
