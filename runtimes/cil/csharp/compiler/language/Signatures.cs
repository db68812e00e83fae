using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>The overloads of what is being called at a place, and which of its parameters is being written.</summary>
static class Signatures
{
    /// <summary>JSON, or null where nothing is being called.</summary>
    public static string? At(OpenFile file)
    {
        var list = file.TokenBefore().Parent?.AncestorsAndSelf(true).FirstOrDefault(one => IsAround(one, file.Position));
        if (list?.Parent == null) return null;
        var overloads = Overloads(file.Model, list.Parent).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default).OrderBy(one => one.Parameters.Length).ToArray();
        if (overloads.Length == 0) return null;
        var written = list.ChildTokens().Count(one => one.IsKind(SyntaxKind.CommaToken) && one.SpanStart < file.Position);
        var bound = file.Model.GetSymbolInfo(list.Parent, default).Symbol;
        var active = System.Array.FindIndex(overloads, one => SymbolEqualityComparer.Default.Equals(one, bound));
        // The shortest that still has such a parameter.
        if (active < 0 || overloads[active].Parameters.Length <= written) active = System.Array.FindIndex(overloads, one => one.Parameters.Length > written);
        return Json.Object(
            ("signatures", Json.List(overloads.Select(Describe))),
            ("activeSignature", System.Math.Max(active, 0).ToString()),
            ("activeParameter", written.ToString()));
    }

    static bool IsAround(SyntaxNode node, int position)
    {
        var (open, close) = node switch
        {
            ArgumentListSyntax list => (list.OpenParenToken, list.CloseParenToken),
            AttributeArgumentListSyntax list => (list.OpenParenToken, list.CloseParenToken),
            _ => default,
        };
        return open.RawKind != 0 && position >= open.Span.End && (close.IsMissing || position <= close.SpanStart);
    }

    static IEnumerable<IMethodSymbol> Overloads(SemanticModel model, SyntaxNode call)
    {
        if (call is InvocationExpressionSyntax invocation) return model.GetMemberGroup(invocation.Expression, default).OfType<IMethodSymbol>();
        if (call is ConstructorInitializerSyntax or AttributeSyntax)
        {
            var info = model.GetSymbolInfo(call, default);
            return info.CandidateSymbols.Append(info.Symbol).OfType<IMethodSymbol>();
        }
        if (call is not BaseObjectCreationExpressionSyntax) return [];
        return model.GetTypeInfo(call, default).Type is INamedTypeSymbol type
            ? type.InstanceConstructors.Where(one => model.IsAccessible(call.SpanStart, one) && !(one.IsImplicitlyDeclared && one.Parameters.Length > 0 && type.IsRecord && one.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(one.Parameters[0].Type, type)))
            : [];
    }

    static string Describe(IMethodSymbol method)
    {
        var summary = SymbolText.Summary(method);
        var fields = new[] { ("label", Json.Text(SymbolText.Declaration(method))), ("parameters", Json.List(method.Parameters.Select(Describe))) };
        return Json.Object(summary == null ? fields : fields.Append(("documentation", Json.Text(summary))));
    }

    static string Describe(IParameterSymbol parameter)
    {
        var text = SymbolText.Parameter(parameter);
        var label = ("label", Json.Text(SymbolText.Declaration(parameter)));
        return text == null ? Json.Object(label) : Json.Object(label, ("documentation", Json.Text(text)));
    }
}
