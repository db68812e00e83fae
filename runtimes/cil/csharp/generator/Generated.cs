using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>What makes contracts of classes. Source and changes mean something only where there is no problem.</summary>
/// <param name="Source">A further source file: how each contract is called and deployed, and how its types are written.</param>
/// <param name="Changes">To the user's own files; none adds or removes a line.</param>
public sealed record Generated(
    string Source,
    IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes,
    IReadOnlyList<GeneratedContract> Contracts,
    IReadOnlyList<Problem> Problems);

/// <summary>A contract, or a function of bytes (<c>IsPrecompile</c>), which has no ABI and no storage. <c>Symbol</c>: the class or the method.</summary>
/// <param name="Abi">A JSON array, as the Solidity ABI specification defines it.</param>
/// <param name="Layout">JSON of the shape of solc's storageLayout.</param>
public sealed record GeneratedContract(string Name, ISymbol Symbol, string Abi, string Layout, bool NonDeterministic, bool IsPrecompile);

/// <summary>Why a class cannot be a contract.</summary>
public sealed record Problem(string Code, string Message, string? Hint, Location Location);
