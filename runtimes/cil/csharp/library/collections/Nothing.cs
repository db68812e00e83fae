namespace Interleave.Library;

/// <summary>The value of a key in a set.</summary>
public struct Nothing;
