using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>What things are called, in C# and in the ABI.</summary>
static class Names
{
    /// <summary>The SDK's namespace, and of what is generated.</summary>
    public const string Sdk = "Interleave";

    /// <summary>With everything it takes to be found from anywhere.</summary>
    public static string Full(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static bool IsSdk(this ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: Sdk, ContainingNamespace.IsGlobalNamespace: true };

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Find(attribute) != null;

    /// <summary>It, what it is in, or what one of these derives from has [NonDeterministic].</summary>
    public static bool IsNonDeterministic(this INamedTypeSymbol type)
    {
        for (var outer = type; outer != null; outer = outer.ContainingType)
        {
            for (var at = outer; at != null; at = at.BaseType)
                if (at.Has("NonDeterministic")) return true;
        }
        return false;
    }

    public static AttributeData? Find(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(one => one.AttributeClass is { } type && type.IsSdk(attribute + "Attribute"));

    /// <summary>The name in the ABI of a function or parameter: the C# name with a small first letter, or what [Name] says.</summary>
    public static string Small(ISymbol symbol) => Given(symbol) ?? Camel(symbol.Name);

    /// <summary>The name in the ABI of an event, error or struct.</summary>
    public static string Large(ISymbol symbol) => Given(symbol) ?? symbol.Name;

    public static string Camel(string name)
    {
        // IDs and URL become ids and url, HTTPPort becomes httpPort.
        var capitals = name.TakeWhile(char.IsUpper).Count();
        if (capitals == 0) return name;
        var lower = capitals == 1 || capitals == name.Length ? capitals : capitals - 1;
        if (capitals > 1 && name.Length == capitals + 1 && name[^1] == 's') lower = capitals;
        return name[..lower].ToLowerInvariant() + name[lower..];
    }

    static string? Given(ISymbol symbol) => symbol.Find("Name")?.ConstructorArguments.FirstOrDefault().Value as string;

    public static Location Place(ISymbol symbol) => symbol.Locations.FirstOrDefault(one => one.IsInSource) ?? Location.None;
}
