using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

enum Mutability
{
    Pure,
    View,
    NonPayable,
    Payable,
}

sealed record Parameter(string Name, AbiType Type);

/// <summary>A function of a contract. <c>Symbol</c>: the method or property behind it.</summary>
/// <param name="Keys">Of a mapping or list in storage: the parameters are keys and indices.</param>
sealed record ContractFunction(
    ISymbol Symbol,
    string Name,
    IReadOnlyList<Parameter> Inputs,
    IReadOnlyList<Parameter> Outputs,
    Mutability Mutability,
    bool Guarded = false,
    bool Keys = false)
{
    public string Signature => $"{Name}({string.Join(",", Inputs.Select(one => one.Type.Canonical))})";

    public uint Selector => Keccak.Selector(Signature);
}
