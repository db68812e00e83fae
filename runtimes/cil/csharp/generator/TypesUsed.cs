using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>Types that user code may encode by hand, with Abi or through bindings: what it names, and type arguments it leaves to be inferred.</summary>
static class TypesUsed
{
    public static IEnumerable<ITypeSymbol> In(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees)
    {
        var found = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree, false);
            foreach (var node in tree.GetRoot(default).DescendantNodes(null, false))
            {
                if (node is ArrayTypeSyntax or GenericNameSyntax or TupleTypeSyntax && model.GetTypeInfo(node, default).Type is { } type) Add(type);
                else if (node is BaseTypeDeclarationSyntax && model.GetDeclaredSymbol(node, default) is INamedTypeSymbol declared) Add(declared);
                else if (node is InvocationExpressionSyntax call && model.GetSymbolInfo(call, default).Symbol is IMethodSymbol { IsGenericMethod: true } method && method.ContainingNamespace.Name == Names.Sdk)
                    foreach (var argument in method.TypeArguments) Add(argument);
            }
        }
        return found;

        void Add(ITypeSymbol type)
        {
            if (!IsOpen(type)) found.Add(type.WithNullableAnnotation(NullableAnnotation.None));
            if (type is INamedTypeSymbol named)
                foreach (var argument in named.TypeArguments) Add(argument);
        }
    }

    static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || named.IsUnboundGenericType,
        _ => false,
    };

    /// <summary>Whether generated code, which stands outside of all classes, can name the type.</summary>
    public static bool IsVisible(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsVisible(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.All(IsVisible) && Visible(named),
        _ => true,
    };

    static bool Visible(INamedTypeSymbol type)
    {
        for (var at = type; at != null; at = at.ContainingType)
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable)) return false;
        return true;
    }
}
