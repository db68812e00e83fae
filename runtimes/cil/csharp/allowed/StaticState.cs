using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>What outlives a call because it is static: it would stay in this lane, and no other would know of it.</summary>
static class StaticState
{
    /// <summary>Fields of a type, those behind properties and events too: what is wrong with each, and what to do.</summary>
    public static IEnumerable<(ISymbol Member, string Code, string Message, string Hint)> Of(INamedTypeSymbol type, SemanticModel model)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic || field.IsConst || field.ContainingType.TypeKind == TypeKind.Enum) continue;
            var member = field.AssociatedSymbol ?? field;
            var what = $"the static {(member is IPropertySymbol ? "property" : member is IEventSymbol ? "event" : "field")} {member.Name}";
            if (!field.IsReadOnly || member is IEventSymbol)
                yield return (member, "ILW2008", $"{what} would outlive the call, in this lane only", "use [Storage], or make it const or static readonly");
            else if (!IsUnchanging(field.Type, IsMadeHere(member, model), new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)))
                yield return (member, "ILW2009", $"what {member.Name} holds can be changed and would outlive the call", "use an immutable type, or a property that makes it anew: static T Name => ...");
            else if (IsInGeneric(field.ContainingType))
                yield return (member, "ILW2010", $"{what} is in a generic type", "move it to a type without type parameters");
        }
    }

    static bool IsInGeneric(INamedTypeSymbol? type) => type != null && (type.IsGenericType || IsInGeneric(type.ContainingType));

    /// <summary>It is given a new object of just its type: none that derives from it.</summary>
    static bool IsMadeHere(ISymbol member, SemanticModel model)
    {
        var value = member.DeclaringSyntaxReferences.Select(one => one.GetSyntax(default)).Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        }).FirstOrDefault();
        return value is BaseObjectCreationExpressionSyntax && value.SyntaxTree == model.SyntaxTree
            && model.GetTypeInfo(value, default) is { Type: { } made, ConvertedType: { } kept } && SymbolEqualityComparer.Default.Equals(made, kept);
    }

    /// <summary>Nothing that can be reached from a value of the type can be changed. <paramref name="exact"/>: the value is of no derived type.</summary>
    static bool IsUnchanging(ITypeSymbol type, bool exact, HashSet<ITypeSymbol> looking)
    {
        if (type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_String) return true;
        if (type.IsValueType && type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr) return true;
        if (type is not INamedTypeSymbol named || named.TypeKind is not (TypeKind.Struct or TypeKind.Class)) return false;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return IsUnchanging(named.TypeArguments[0], false, looking);
        // Found again below itself, it is no worse than what it is in.
        if (!looking.Add(named)) return true;
        if (named.TypeKind == TypeKind.Class)
        {
            var isObject = named.SpecialType == SpecialType.System_Object;
            if (isObject) return exact;
            if (!named.IsRecord || !(named.IsSealed || exact)) return false;
            if (named.BaseType is { SpecialType: not SpecialType.System_Object } parent && !IsUnchanging(parent, true, looking)) return false;
        }
        else if (IsOfSdk(named))
        {
            return named.IsReadOnly && named.TypeArguments.Length == 0;
        }
        return named.GetMembers().OfType<IFieldSymbol>().Where(one => !one.IsStatic)
            .All(one => (one.IsReadOnly || named.IsValueType) && IsUnchanging(one.Type, false, looking));
    }

    static bool IsOfSdk(ITypeSymbol type) => type.ContainingAssembly?.Name == "Interleave.Sdk";
}
