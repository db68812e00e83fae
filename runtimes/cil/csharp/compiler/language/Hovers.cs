using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>What the word at a place is, and where it comes from.</summary>
static class Hovers
{
    /// <summary>JSON, or null where there is nothing to say.</summary>
    public static string? At(OpenFile file)
    {
        var (token, symbol) = SymbolAt(file);
        if (symbol == null) return null;
        var summary = SymbolText.Summary(symbol);
        var fields = new[] { ("declaration", Json.Text(SymbolText.Declaration(symbol))), ("kind", Json.Text(Completions.Kind(symbol))), ("range", Range(token.GetLocation())) };
        return Json.Object(summary == null ? fields : fields.Append(("documentation", Json.Text(summary))));
    }

    /// <summary>JSON list of the places where it is declared, as far as they are in the workspace.</summary>
    public static string Definition(OpenFile file)
    {
        var symbol = SymbolAt(file).Symbol;
        if (symbol is IMethodSymbol { ReducedFrom: { } full }) symbol = full;
        var places = symbol?.OriginalDefinition.Locations.Where(one => one.IsInSource) ?? [];
        return Json.List(places.Select(Range));
    }

    /// <summary>JSON list of all places that mean what the word at the place means; nothing where that is declared elsewhere.</summary>
    public static string References(OpenFile file)
    {
        var (_, symbol) = SymbolAt(file);
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor) symbol = constructor.ContainingType;
        symbol = Original(symbol);
        if (symbol == null || !symbol.Locations.Any(one => one.IsInSource)) return Json.List([]);
        return Json.List(file.Compilation.SyntaxTrees.SelectMany(tree => In(file, tree, symbol)).Select(Range));
    }

    static IEnumerable<Location> In(OpenFile file, SyntaxTree tree, ISymbol symbol)
    {
        var model = tree == file.Tree ? file.Model : file.Compilation.GetSemanticModel(tree, false);
        foreach (var token in tree.GetRoot(default).DescendantTokens(null, false))
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || token.ValueText != symbol.Name || token.Parent is not { } node) continue;
            var info = model.GetSymbolInfo(node, default);
            var meant = model.GetDeclaredSymbol(node, default) ?? info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (meant is IMethodSymbol { MethodKind: MethodKind.Constructor } made) meant = made.ContainingType;
            if (SymbolEqualityComparer.Default.Equals(Original(meant), symbol)) yield return token.GetLocation();
        }
    }

    static ISymbol? Original(ISymbol? symbol) =>
        (symbol is IMethodSymbol { ReducedFrom: { } full } ? full : symbol)?.OriginalDefinition;

    static (SyntaxToken Token, ISymbol? Symbol) SymbolAt(OpenFile file)
    {
        // The word that the place is in, or at whose end it is.
        var token = file.Root.FindToken(file.Position, false);
        if (!IsName(token) && file.Position > 0) token = file.Root.FindToken(file.Position - 1, false);
        if (!IsName(token) || file.Position < token.SpanStart || file.Position > token.Span.End || token.Parent == null) return (token, null);
        var declared = file.Model.GetDeclaredSymbol(token.Parent, default);
        if (declared != null && token.Parent is not (ReturnStatementSyntax or ExpressionStatementSyntax)) return (token, declared);
        var node = token.Parent;
        var info = file.Model.GetSymbolInfo(node, default);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        // The type at `new Point(..)` stands for its constructor.
        if (symbol == null && node.Parent is ObjectCreationExpressionSyntax creation) symbol = file.Model.GetSymbolInfo(creation, default).Symbol;
        return (token, symbol ?? file.Model.GetTypeInfo(node, default).Type);
    }

    static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.ThisKeyword) || token.IsKind(SyntaxKind.BaseKeyword) || token.Parent is PredefinedTypeSyntax;

    public static string Range(Location location)
    {
        var span = location.GetLineSpan();
        var (from, to) = (span.StartLinePosition, span.EndLinePosition);
        return Json.Object(
            ("file", Json.Text(span.Path)),
            ("line", (from.Line + 1).ToString()), ("column", (from.Character + 1).ToString()),
            ("endLine", (to.Line + 1).ToString()), ("endColumn", (to.Character + 1).ToString()));
    }
}
