using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>
/// Something to tell the author that Roslyn does not know of. Codes: ILW0xxx the pipeline, ILW1xxx the shape of a contract, ILW2xxx what a
/// contract may not do.
/// </summary>
public sealed record Finding(Location Location, string Code, string Message, string? Hint = null, bool IsError = true);
