using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>What a file declares, as a tree, and what of it people may deploy and call.</summary>
static class Outlines
{
    public static string Of(OpenFile file) => Json.List(Members(file, file.Root));

    static IEnumerable<string> Members(OpenFile file, SyntaxNode node) => node.ChildNodes().SelectMany(child => child switch
    {
        BaseNamespaceDeclarationSyntax => Members(file, child),
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.SelectMany(one => Symbol(file, one, one.Identifier)),
        BaseTypeDeclarationSyntax type => Symbol(file, type, type.Identifier),
        MethodDeclarationSyntax method => Symbol(file, method, method.Identifier),
        ConstructorDeclarationSyntax constructor => Symbol(file, constructor, constructor.Identifier),
        PropertyDeclarationSyntax property => Symbol(file, property, property.Identifier),
        EnumMemberDeclarationSyntax value => Symbol(file, value, value.Identifier),
        _ => [],
    });

    static IEnumerable<string> Symbol(OpenFile file, SyntaxNode node, SyntaxToken name)
    {
        if (name.IsMissing || file.Model.GetDeclaredSymbol(node, default) is not { } symbol) yield break;
        var fields = new List<(string, string)>
        {
            ("name", Json.Text(name.ValueText)),
            ("kind", Json.Text(Completions.Kind(symbol))),
            ("detail", Json.Text(SymbolText.Declaration(symbol))),
            ("range", Hovers.Range(node.GetLocation())),
            ("selection", Hovers.Range(name.GetLocation())),
            ("children", Json.List(node is BaseTypeDeclarationSyntax ? Members(file, node) : [])),
        };
        if (Entry(symbol) is { } entry) fields.Add(("entry", entry));
        yield return Json.Object(fields);
    }

    static string? Entry(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type when IsContract(type) => Json.Object(("contract", Json.Text(Names.Large(type)))),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, IsGenericMethod: false, DeclaredAccessibility: Accessibility.Public } method
            when IsContract(method.ContainingType) && !method.Has("Internal") && !method.Has("Receive") && !method.Has("Fallback") && !method.IsOverride =>
            Json.Object(
                ("contract", Json.Text(Names.Large(method.ContainingType))),
                ("function", Json.Object(("name", Json.Text(Names.Small(method))), ("parameters", method.Parameters.Length.ToString())))),
        _ => null,
    };

    static bool IsContract(INamedTypeSymbol type)
    {
        if (type.IsAbstract) return false;
        for (var at = type.BaseType; at != null; at = at.BaseType)
            if (at.IsSdk("Contract")) return true;
        return false;
    }
}
