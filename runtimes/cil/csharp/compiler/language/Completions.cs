using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>What may be written at a place. Whoever shows it narrows it down to what begins like the word that is there.</summary>
static class Completions
{
    /// <param name="Kind">A word of sdk/language-service.ts.</param>
    public sealed record Item(string Label, string Kind, string Detail, string? Documentation)
    {
        public string ToJson() => Json.Object(new[] { ("label", Json.Text(Label)), ("kind", Json.Text(Kind)), ("detail", Json.Text(Detail)) }
            .Concat(Documentation == null ? [] : [("documentation", Json.Text(Documentation))]));
    }

    public static IReadOnlyList<Item> At(OpenFile file)
    {
        if (file.IsInText()) return [];
        var token = file.TokenBefore();
        var isWord = IsWord(token) && token.Span.End >= file.Position;
        // A name that is being given, not used.
        if (isWord && IsDeclared(token)) return [];
        var before = isWord ? file.Before(token.SpanStart) : token;
        var (symbols, keywords) = Offered(file, before, isWord ? token.SpanStart : file.Position);
        var lenient = IsNonDeterministic(file);
        var items = symbols
            .Where(one => IsShown(one) && !IsRefused(one, lenient))
            .GroupBy(one => one.Name)
            .Select(group => Of(group.ToArray(), IsAttribute(before)))
            .Concat(keywords.Select(word => new Item(word, "keyword", "", null)));
        return items.OrderBy(one => one.Label, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Label, StringComparer.Ordinal).ToArray();
    }

    static (IEnumerable<ISymbol> Symbols, IEnumerable<string> Keywords) Offered(OpenFile file, SyntaxToken before, int position)
    {
        var model = file.Model;
        if (before.IsKind(SyntaxKind.DotToken) || before.Parent is MemberBindingExpressionSyntax) return (Members(model, before, position), []);
        if (before.IsKind(SyntaxKind.UsingKeyword) || before is { RawKind: (int)SyntaxKind.StaticKeyword, Parent: UsingDirectiveSyntax })
            return (model.LookupNamespacesAndTypes(position, null, null).Where(one => one is INamespaceSymbol || before.IsKind(SyntaxKind.StaticKeyword)), ["static"]);
        if (IsAttribute(before)) return (model.LookupNamespacesAndTypes(position, null, null).Where(one => one is INamespaceSymbol || IsAttributeType(one)), []);
        if (before.IsKind(SyntaxKind.NewKeyword))
            return (model.LookupNamespacesAndTypes(position, null, null).Where(one => one is not ITypeSymbol { IsStatic: true } and not ITypeSymbol { IsAbstract: true }), Words.Types);
        if (before.Parent is BaseListSyntax) return (model.LookupNamespacesAndTypes(position, null, null), []);
        var isInCode = before.Parent?.AncestorsAndSelf(true).Any(one => one is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ArgumentListSyntax) == true
            && !(before.IsKind(SyntaxKind.CloseBraceToken) && before.Parent is BlockSyntax { Parent: MemberDeclarationSyntax or AccessorDeclarationSyntax });
        if (!isInCode) return (model.LookupNamespacesAndTypes(position, null, null), Words.Declarations.Concat(Words.Types));
        var words = before.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.SemicolonToken ? Words.Statements.Concat(Words.Expressions) : Words.Expressions;
        return (model.LookupSymbols(position, null, null, false), words.Concat(Words.Types));
    }

    static IEnumerable<ISymbol> Members(SemanticModel model, SyntaxToken dot, int position)
    {
        if (dot.Parent is QualifiedNameSyntax name)
            return model.GetSymbolInfo(name.Left, default).Symbol is INamespaceOrTypeSymbol container ? model.LookupNamespacesAndTypes(position, container, null) : [];
        var left = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax binding => binding.Ancestors(true).OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => null,
        };
        if (left == null) return [];
        var symbol = model.GetSymbolInfo(left, default).Symbol;
        if (symbol is INamespaceSymbol space) return model.LookupSymbols(position, space, null, false);
        var type = model.GetTypeInfo(left, default).Type;
        var found = Enumerable.Empty<ISymbol>();
        if (symbol is INamedTypeSymbol named) found = model.LookupSymbols(position, named, null, false).Where(one => one.IsStatic || one is ITypeSymbol);
        if (type is { TypeKind: not TypeKind.Error } && symbol is not ITypeSymbol)
            found = found.Concat(model.LookupSymbols(position, type, null, true).Where(one => !one.IsStatic && one is not ITypeSymbol));
        // `Color.` where Color is a property of type Color.
        if (symbol is IPropertySymbol or IFieldSymbol && type?.Name == symbol.Name)
            found = found.Concat(model.LookupSymbols(position, type, null, false).Where(one => one.IsStatic));
        if (dot.Parent is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return model.LookupSymbols(position, nullable.TypeArguments[0], null, true).Where(one => !one.IsStatic);
        return found;
    }

    static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind());

    static bool IsDeclared(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent switch
    {
        VariableDeclaratorSyntax one => one.Identifier == token,
        ParameterSyntax one => one.Identifier == token && one.Type != null,
        BaseTypeDeclarationSyntax one => one.Identifier == token,
        MethodDeclarationSyntax one => one.Identifier == token,
        PropertyDeclarationSyntax one => one.Identifier == token,
        EnumMemberDeclarationSyntax one => one.Identifier == token,
        SingleVariableDesignationSyntax one => one.Identifier == token,
        ForEachStatementSyntax one => one.Identifier == token,
        TypeParameterSyntax one => one.Identifier == token,
        _ => false,
    };

    /// <summary>Whether an attribute follows.</summary>
    static bool IsAttribute(SyntaxToken before) =>
        before.Parent is AttributeListSyntax || (before.IsKind(SyntaxKind.OpenBracketToken) && before.Parent is not (BracketedArgumentListSyntax or CollectionExpressionSyntax or ArrayRankSpecifierSyntax));

    static bool IsAttributeType(ISymbol symbol)
    {
        if (symbol is not INamedTypeSymbol { IsAbstract: false } type) return false;
        for (var at = type.BaseType; at != null; at = at.BaseType)
            if (at is { Name: "Attribute", ContainingNamespace.Name: "System" }) return true;
        return false;
    }

    /// <summary>Not what the compiler adds, what the SDK keeps for its own use, or what is out of date.</summary>
    static bool IsShown(ISymbol symbol)
    {
        if (symbol.IsImplicitlyDeclared && symbol is not INamespaceSymbol || !symbol.CanBeReferencedByName) return false;
        if (symbol is INamespaceSymbol space)
            return space.ToDisplayString(null) is not ("Interleave.Runtime" or "Interleave.Generated" or "Microsoft" or "Internal" or "Mono");
        if (symbol is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_Object }) return false;
        if (symbol.Name.StartsWith("__") || symbol is IMethodSymbol { MethodKind: MethodKind.Destructor }) return false;
        return !symbol.GetAttributes().Any(one => one.AttributeClass?.Name switch
        {
            "ObsoleteAttribute" => true,
            "EditorBrowsableAttribute" => one.ConstructorArguments is [{ Value: 1 }],
            _ => false,
        });
    }

    /// <summary>Of the class library, and not for contracts: the compiler would refuse it.</summary>
    static bool IsRefused(ISymbol symbol, bool lenient)
    {
        if (symbol is INamespaceSymbol space)
            return !AllowList.HasTypesIn(space.ToDisplayString(null)) && space.ConstituentNamespaces.All(one => IsOfLibrary(one.ContainingAssembly));
        symbol = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition;
        return symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol && IsOfLibrary(symbol.ContainingAssembly)
            && AllowList.Refusal(symbol, lenient) != null;
    }

    /// <summary>It is neither the user's nor ours.</summary>
    static bool IsOfLibrary(IAssemblySymbol? assembly) => assembly != null && assembly.Name.StartsWith("System.");

    static bool IsNonDeterministic(OpenFile file)
    {
        for (var at = file.Model.GetEnclosingSymbol(file.Position, default); at != null; at = at.ContainingSymbol)
            for (var type = at as INamedTypeSymbol; type != null; type = type.BaseType)
                if (type.Has("NonDeterministic")) return true;
        return false;
    }

    static Item Of(IReadOnlyList<ISymbol> overloads, bool isAttribute)
    {
        var symbol = overloads[0];
        var label = symbol.Name;
        if (isAttribute && label.EndsWith("Attribute") && label.Length > 9) label = label[..^9];
        var more = overloads.Count > 1 && symbol is IMethodSymbol ? $" (+ {overloads.Count - 1} more)" : "";
        return new Item(label, Kind(symbol), SymbolText.Declaration(symbol) + more, SymbolText.Summary(symbol));
    }

    public static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enumMember",
        IFieldSymbol { IsConst: true } => "constant",
        IFieldSymbol => "field",
        IParameterSymbol => "parameter",
        ILocalSymbol or IRangeVariableSymbol => "variable",
        INamespaceSymbol => "namespace",
        ITypeParameterSymbol => "typeParameter",
        ITypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        ITypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        ITypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        ITypeSymbol => "class",
        _ => "variable",
    };
}
