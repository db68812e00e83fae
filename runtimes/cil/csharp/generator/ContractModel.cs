using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>A variable in storage.</summary>
sealed record StorageVariable(IPropertySymbol Property, INamedTypeSymbol Owner, Place Place);

/// <summary>A class as a contract: what it offers and what it keeps.</summary>
sealed class ContractModel
{
    public required INamedTypeSymbol Symbol { get; init; }

    /// <summary>Base contracts, the most basic first, then the contract itself.</summary>
    public required IReadOnlyList<INamedTypeSymbol> Chain { get; init; }

    public List<ContractFunction> Functions { get; } = [];

    public List<StorageVariable> Variables { get; } = [];

    public List<Parameter> ConstructorInputs { get; } = [];

    public bool ConstructorIsPayable { get; set; }

    public IMethodSymbol? Receive { get; set; }

    public IMethodSymbol? Fallback { get; set; }

    /// <summary>Whether anything of it takes the lock.</summary>
    public bool IsGuarded => Functions.Any(one => one.Guarded) || Receive?.Has("NonReentrant") == true || Fallback?.Has("NonReentrant") == true;

    public string Name => Names.Large(Symbol);

    public bool NonDeterministic => Symbol.IsNonDeterministic();
}
