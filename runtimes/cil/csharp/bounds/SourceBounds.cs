using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// What would have Roslyn work for minutes or take all memory although the source is short: it doubles at every step. Found before anything
/// is bound, mostly by names, so rather too much than too little; by counts that are the same everywhere.
/// </summary>
static class SourceBounds
{
    /// <summary>Classes and interfaces that one type derives from, with their type arguments.</summary>
    const int MostBases = 256;
    /// <summary>Types that one of them is made of.</summary>
    const int MostParts = 64;
    /// <summary>Times that a lambda within others is bound: Roslyn binds it for each overload of each call that it is an argument of.</summary>
    const long MostBindings = 64;
    const int MostClauses = 24;

    /// <summary>The first that is found: what follows from it would be said, too.</summary>
    public static Finding? Find(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees)
    {
        var overloads = new Overloads(compilation, trees);
        var constants = new ConstantLengths(trees);
        var growth = new Growth(trees);
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree, false);
            foreach (var node in tree.GetRoot(default).DescendantNodes(null, false))
            {
                var finding = node switch
                {
                    BaseTypeDeclarationSyntax type => Bases(type, model),
                    AnonymousFunctionExpressionSyntax lambda => Lambdas(lambda, overloads),
                    QueryExpressionSyntax query => Clauses(query),
                    VariableDeclaratorSyntax variable => constants.Check(variable),
                    BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or FieldDeclarationSyntax or GlobalStatementSyntax => InferredTypes.Check(node, growth),
                    _ => null,
                };
                if (finding != null) return finding;
            }
        }
        return constants.CheckAll();
    }

    static Finding? Bases(BaseTypeDeclarationSyntax type, SemanticModel model)
    {
        if (model.GetDeclaredSymbol(type, default) is not INamedTypeSymbol symbol) return null;
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var next = new Stack<INamedTypeSymbol>();
        next.Push(symbol);
        while (next.Count > 0)
        {
            var one = next.Pop();
            foreach (var above in one.Interfaces.Append(one.BaseType).OfType<INamedTypeSymbol>())
            {
                // Those that are made of too much are not even compared.
                if (Parts(above, MostParts) > MostParts || seen.Count > MostBases)
                    return new Finding(type.Identifier.GetLocation(), "ILW3007", $"{type.Identifier.ValueText} derives from more than {MostBases} types, or from one that is made of more than {MostParts}", "derive from fewer: let it have an object instead of being one");
                if (seen.Add(above)) next.Push(above);
            }
        }
        return null;
    }

    /// <summary>Types that one is made of, itself included, as far as <paramref name="most"/> and one more.</summary>
    static int Parts(ITypeSymbol type, int most)
    {
        var parts = 1;
        var inner = type is IArrayTypeSymbol array ? [array.ElementType] : type is INamedTypeSymbol named ? named.TypeArguments : Enumerable.Empty<ITypeSymbol>();
        foreach (var one in inner)
        {
            if (parts > most) break;
            parts += Parts(one, most - parts);
        }
        return parts;
    }

    static Finding? Lambdas(AnonymousFunctionExpressionSyntax lambda, Overloads overloads)
    {
        if (!lambda.Ancestors(false).Any(one => one is AnonymousFunctionExpressionSyntax)) return null;
        var bindings = 1L;
        foreach (var around in lambda.Ancestors(true).OfType<AnonymousFunctionExpressionSyntax>())
        {
            bindings *= overloads.Of(around);
            if (bindings > MostBindings)
                return new Finding(lambda.GetLocation(), "ILW3008", $"a lambda within lambdas would be compiled more than {MostBindings} times: once for each overload of each call around it", "put the inner one into a method or a variable with a type");
        }
        return null;
    }

    static Finding? Clauses(QueryExpressionSyntax query)
    {
        var count = 1;
        for (var body = query.Body; body != null; body = body.Continuation?.Body) count += body.Clauses.Count + 1;
        return count <= MostClauses ? null : new Finding(query.GetLocation(), "ILW3008", $"a query has {count} clauses, more than the {MostClauses} that it may have", "split it into several");
    }
}
