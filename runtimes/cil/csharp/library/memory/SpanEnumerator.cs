namespace System;

/// <summary>The compiler makes a loop over indexes of it.</summary>
public ref struct SpanEnumerator<T>
{
    readonly Span<T> span;
    int index;

    internal SpanEnumerator(Span<T> span)
    {
        this.span = span;
        index = -1;
    }

    public readonly ref T Current => ref span[index];

    public bool MoveNext() => ++index < span.Length;
}
