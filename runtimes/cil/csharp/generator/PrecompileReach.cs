using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// Follows precompiles through the source, and refuses what asks the ledger for something. Where a call goes by an interface, an override or a
/// delegate is not known here: the lane ends what asks then.
/// </summary>
sealed class PrecompileReach(CSharpCompilation compilation, List<Problem> problems)
{
    readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    readonly HashSet<(SyntaxTree, int)> lines = [];

    public void Follow(Precompile precompile)
    {
        var left = new Stack<ISymbol>();
        left.Push(precompile.Symbol);
        while (left.TryPop(out var symbol))
        {
            if (!seen.Add(symbol)) continue;
            foreach (var node in CodeOf(symbol))
            {
                var model = compilation.GetSemanticModel(node.SyntaxTree, false);
                foreach (var one in node.DescendantNodes(null, false).Where(one => one is ExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax))
                    if (model.GetSymbolInfo(one, default).Symbol is { } named) Visit(precompile, one, named, left);
            }
        }
    }

    void Visit(Precompile precompile, SyntaxNode node, ISymbol named, Stack<ISymbol> left)
    {
        var symbol = ((named as IMethodSymbol)?.ReducedFrom ?? named).OriginalDefinition;
        if (symbol is not (IMethodSymbol or IPropertySymbol)) return;
        if (Asks(symbol))
        {
            if (!lines.Add((node.SyntaxTree, node.GetLocation().GetLineSpan().StartLinePosition.Line))) return;
            var what = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : $"{symbol.ContainingType.Name}.{symbol.Name}";
            problems.Add(new Problem("ILW131", $"the precompile {precompile.Symbol.Name} asks for {what}, and has nothing but its input", "let the caller put what it needs into the input", node.GetLocation()));
        }
        else if (symbol.Locations.Any(one => one.IsInSource)) left.Push(symbol);
    }

    static bool Asks(ISymbol symbol)
    {
        if (symbol.Locations.Any(one => one.IsInSource)) return symbol.Has("Storage");
        if (symbol.ContainingAssembly?.Name != "Interleave.Sdk") return false;
        for (var at = symbol; at is not (null or INamespaceSymbol); at = at.ContainingSymbol)
            if (at.GetAttributes().Any(one => one.AttributeClass?.Name == "AsksLedgerAttribute")) return true;
        return false;
    }

    /// <summary>What runs when it is called. An object's fields and properties get their initial values from its constructor.</summary>
    static IEnumerable<SyntaxNode> CodeOf(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var node = reference.GetSyntax(default);
            // A primary constructor is declared by its type.
            if (node is not TypeDeclarationSyntax type) yield return node;
            else if (type.BaseList != null) yield return type.BaseList;
        }
        if (symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) yield break;
        foreach (var type in constructor.ContainingType.DeclaringSyntaxReferences.Select(one => one.GetSyntax(default)).OfType<TypeDeclarationSyntax>())
        {
            foreach (var member in type.Members.Where(one => !one.Modifiers.Any(SyntaxKind.StaticKeyword)))
            {
                if (member is PropertyDeclarationSyntax { Initializer: { } value }) yield return value;
                if (member is FieldDeclarationSyntax field) yield return field.Declaration;
            }
        }
    }
}
