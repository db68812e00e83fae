using System;

namespace Interleave.Library;

/// <summary>Tuples as text: <c>(1, two, 3)</c>.</summary>
static class TupleText
{
    public static string Of<T>(T value) => value?.ToString() ?? "";

    public static string Join(params ReadOnlySpan<string> parts) => string.Concat("(", string.Join(", ", parts), ")");

    /// <summary>A tuple goes on in its rest, whose own text begins with a bracket.</summary>
    public static string WithRest(string rest, params ReadOnlySpan<string> parts) =>
        string.Concat("(", string.Join(", ", parts), ", ", rest.StartsWith('(') ? rest.Substring(1) : string.Concat(rest, ")"));
}
