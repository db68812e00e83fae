using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Members as <see cref="ClassLibrary"/> has them, which is how metadata read (meter/signature-text.ts).</summary>
static class MemberText
{
    /// <summary>From the most exact to the name alone.</summary>
    public static IEnumerable<string> Of(ISymbol member)
    {
        if (member is IMethodSymbol method)
        {
            var parameters = $"{method.MetadataName}({string.Join(",", method.Parameters.Select(one => Type(one.Type) + (one.RefKind == RefKind.None ? "" : "&")))})";
            yield return $"{parameters}:{Type(method.ReturnType)}";
            yield return parameters;
        }
        yield return member.MetadataName;
    }

    /// <summary>With namespace and outer types, without arity.</summary>
    public static string NameOf(INamedTypeSymbol type) =>
        type.ContainingType == null ? $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}" : $"{NameOf(type.ContainingType)}/{type.Name}";

    static string Type(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{Type(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        IPointerTypeSymbol pointer => Type(pointer.PointedAtType) + "*",
        ITypeParameterSymbol { DeclaringMethod: null } ofType => $"!{ofType.Ordinal}",
        ITypeParameterSymbol ofMethod => $"!!{ofMethod.Ordinal}",
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => $"{Full(generic)}<{string.Join(",", generic.TypeArguments.Select(Type))}>",
        INamedTypeSymbol named => Full(named),
        _ => type.ToDisplayString(),
    };

    static string Full(INamedTypeSymbol type) =>
        type.ContainingType == null ? $"{type.ContainingNamespace?.ToDisplayString()}.{type.MetadataName}" : $"{Full(type.ContainingType)}/{type.MetadataName}";
}
