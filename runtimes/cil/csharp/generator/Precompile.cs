using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>A static method that can be bound to an address. <c>GivesWord</c>: its result is a BytesN, not a byte[].</summary>
sealed record Precompile(IMethodSymbol Symbol, bool GivesWord)
{
    public string Name => Names.Large(Symbol);

    public GeneratedContract Finish() =>
        new(Name, Symbol, "[]", Json.Object(("storage", "[]"), ("types", "{}")), false, true);
}
