using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>
/// Gives the auto-properties of storage their accessors, and makes visible what generated code must see. On the lines where
/// things stand: no line is added or removed.
/// </summary>
sealed class StorageRewriter
{
    readonly List<(SyntaxTree Tree, TextChange Change)> changes = [];
    readonly HashSet<ISymbol> opened = new(SymbolEqualityComparer.Default);

    public IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes => changes;

    public static string InitializerOf(INamedTypeSymbol contract) => $"__Initialize_{contract.Name}";

    public static bool HasInitializers(INamedTypeSymbol contract) => Initialized(contract).Any();

    static IEnumerable<PropertyDeclarationSyntax> Initialized(INamedTypeSymbol contract) => contract.GetMembers().OfType<IPropertySymbol>()
        .Where(one => !one.IsStatic && one.Has("Storage"))
        .Select(SyntaxOf)
        .OfType<PropertyDeclarationSyntax>()
        .Where(one => one.Initializer != null);

    public void Rewrite(StorageVariable variable)
    {
        if (SyntaxOf(variable.Property) is not { AccessorList: { } accessors } syntax) return;
        var type = variable.Property.Type.Full();
        var place = $"{variable.Place.Slot}, {variable.Place.Offset}";
        foreach (var accessor in accessors.Accessors)
        {
            var body = accessor.Keyword.IsKind(SyntaxKind.GetKeyword)
                ? $" => global::Interleave.Stored.Get<{type}>({place});"
                : $" => global::Interleave.Stored.Set<{type}>({place}, value);";
            Replace(syntax.SyntaxTree, accessor.SemicolonToken.Span, body);
        }
        // A constructor may set what has only a getter.
        if (variable.Property.SetMethod == null && !StorageLayout.IsPlace(variable.Property.Type))
            Insert(syntax.SyntaxTree, accessors.CloseBraceToken.SpanStart, $"private set => global::Interleave.Stored.Set<{type}>({place}, value); ");
        if (syntax.Initializer != null) Blank(syntax.SyntaxTree, TextSpan.FromBounds(syntax.Initializer.SpanStart, syntax.SemicolonToken.Span.End));
    }

    /// <summary>Initial values are set by a method of the class, which runs before the constructor.</summary>
    public void WriteInitializer(INamedTypeSymbol contract)
    {
        var properties = Initialized(contract).ToArray();
        if (properties.Length == 0) return;
        var statements = properties.Select(one =>
            $"{one.Identifier.Text} = {one.Initializer!.Value.NormalizeWhitespace("", " ", false).ToString().Replace('\n', ' ').Replace('\r', ' ')};");
        var type = properties[0].FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        Insert(type.SyntaxTree, type.OpenBraceToken.Span.End, $" internal void {InitializerOf(contract)}() {{ {string.Join(" ", statements)} }}");
    }

    /// <summary>A nested type that is private is made internal.</summary>
    public void MakeVisible(INamedTypeSymbol type)
    {
        for (var at = type; at != null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility != Accessibility.Private || !opened.Add(at)) continue;
            foreach (var reference in at.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(default) is not BaseTypeDeclarationSyntax syntax) continue;
                var modifier = syntax.Modifiers.FirstOrDefault(one => one.IsKind(SyntaxKind.PrivateKeyword));
                if (modifier != default) Replace(syntax.SyntaxTree, modifier.Span, "internal");
                else Insert(syntax.SyntaxTree, syntax.Modifiers.FirstOrDefault() is { RawKind: not 0 } first ? first.SpanStart : Keyword(syntax).SpanStart, "internal ");
            }
        }
    }

    static SyntaxToken Keyword(BaseTypeDeclarationSyntax syntax) => syntax switch
    {
        EnumDeclarationSyntax one => one.EnumKeyword,
        TypeDeclarationSyntax one => one.Keyword,
        _ => syntax.Identifier,
    };

    static PropertyDeclarationSyntax? SyntaxOf(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(default) as PropertyDeclarationSyntax;

    void Insert(SyntaxTree tree, int at, string text) => Replace(tree, new TextSpan(at, 0), text);

    void Replace(SyntaxTree tree, TextSpan span, string text) => changes.Add((tree, new TextChange(span, text)));

    /// <summary>Takes text out but leaves its line ends.</summary>
    void Blank(SyntaxTree tree, TextSpan span) =>
        Replace(tree, span, new string(tree.GetText(default).ToString(span).Where(one => one is '\n' or '\r').ToArray()));
}
