using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>Finds the methods that are marked with [Precompile], and says what in them cannot be.</summary>
static class PrecompileReader
{
    const string Shape = "write [Precompile] public static byte[] Name(byte[] input)";

    /// <param name="declared">All types of the files.</param>
    public static IReadOnlyList<Precompile> Read(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees, IReadOnlyList<INamedTypeSymbol> declared, List<Problem> problems)
    {
        var found = new List<Precompile>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree, false);
            foreach (var attribute in tree.GetRoot(default).DescendantNodes(null, false).OfType<AttributeSyntax>())
            {
                if (model.GetSymbolInfo(attribute, default).Symbol?.ContainingType?.IsSdk("PrecompileAttribute") != true) continue;
                if (attribute.Parent?.Parent is not MethodDeclarationSyntax syntax || model.GetDeclaredSymbol(syntax, default) is not IMethodSymbol method)
                    problems.Add(new Problem("ILW130", "only a method of a class can be a precompile", Shape, attribute.GetLocation()));
                else if (seen.Add(method))
                {
                    if (Misfit(method) is { } why) problems.Add(new Problem("ILW130", $"{method.Name} cannot be a precompile: {why}", Shape, Names.Place(method)));
                    else found.Add(new Precompile(method, !IsBytes(method.ReturnType)));
                }
            }
        }
        if (found.Count > 0 && declared.FirstOrDefault(one => one.Has("NonDeterministic")) is { } random)
            problems.Add(new Problem("ILW132", $"{found[0].Symbol.Name} is a precompile, and {random.Name}, which is compiled with it, is [NonDeterministic]", "put the precompile into a file of its own that does not name it", Names.Place(found[0].Symbol)));
        var reach = new PrecompileReach(compilation, problems);
        foreach (var one in found) reach.Follow(one);
        return found;
    }

    /// <summary>Why a method is none; null where it is one.</summary>
    static string? Misfit(IMethodSymbol method)
    {
        if (!method.IsStatic) return "it is not static";
        if (method.IsAbstract) return "it has no body";
        if (method.IsAsync) return "it is async";
        if (method.IsGenericMethod) return "it has type parameters";
        for (var at = method.ContainingType; at != null; at = at.ContainingType)
        {
            if (at.IsGenericType) return $"it is in {at.Name}, which has type parameters";
            if (at.IsFileLocal || !IsVisible(at.DeclaredAccessibility)) return $"it is in {at.Name}, which is not public";
        }
        if (!IsVisible(method.DeclaredAccessibility)) return "it is not public";
        if (method.Parameters is not [{ RefKind: RefKind.None } input] || !(IsBytes(input.Type) || IsSpan(input.Type)))
            return "it must take the call data, as byte[] or ReadOnlySpan<byte>, and nothing else";
        return method is { ReturnsByRef: false, ReturnsByRefReadonly: false } && (IsBytes(method.ReturnType) || IsFixedBytes(method.ReturnType))
            ? null
            : "it must give what the call returns, as byte[] or one of Bytes1 to Bytes32";
    }

    static bool IsVisible(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    static bool IsBytes(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };

    static bool IsSpan(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    static bool IsFixedBytes(ITypeSymbol type) =>
        type.Name.StartsWith("Bytes") && int.TryParse(type.Name[5..], out var size) && size is > 0 and <= 32 && type.IsSdk(type.Name);
}
