using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// How large types get that nobody writes down: <c>var b = (a, a); var c = (b, b);</c>. Roslyn takes as long for each as it has parts. Counted
/// by names within one member: a variable is at most as large as what it is made of, together.
/// </summary>
sealed class InferredTypes(Growth growth)
{
    const long Most = 16_384;

    /// <summary>Calls whose result has nothing of what lambdas in them give.</summary>
    static readonly HashSet<string> asking = new("Where OrderBy OrderByDescending ThenBy ThenByDescending TakeWhile SkipWhile DistinctBy MinBy MaxBy Any All Count First FirstOrDefault Last LastOrDefault Single SingleOrDefault Sum Min Max Average".Split(' '));

    /// <summary>By name, and by the lambda whose parameter it is.</summary>
    readonly Dictionary<(SyntaxNode? Lambda, string Name), long> sizes = new();

    public static Finding? Check(SyntaxNode member, Growth growth)
    {
        var types = new InferredTypes(growth);
        foreach (var node in member.DescendantNodes(null, false))
        {
            if (growth.Of(Called(node)) > 1 && types.Of(node, member) > Most)
                return new Finding(node.GetLocation(), "ILW3005", $"the type of this is inferred from others and may have more than {Most} parts", "give what is called a type that does not hold its type parameter twice, or declare a class or record for it");
            var (name, value) = node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } made, Parent: VariableDeclarationSyntax { Type.IsVar: true } } variable => (variable.Identifier, made),
                LetClauseSyntax let => (let.Identifier, let.Expression),
                FromClauseSyntax { Type: null } from => (from.Identifier, from.Expression),
                JoinClauseSyntax { Type: null } join => (join.Identifier, join.InExpression),
                ForEachStatementSyntax { Type.IsVar: true } each => (each.Identifier, each.Expression),
                // Of a lambda without types: what the call has beside it.
                ParameterSyntax { Type: null } parameter => (parameter.Identifier, CallAround(parameter)),
                SingleVariableDesignationSyntax variable => (variable.Identifier, ValueAround(variable)),
                _ => default,
            };
            if (value == null) continue;
            var size = types.Of(value, node);
            if (size > Most)
                return new Finding(name.GetLocation(), "ILW3005", $"the type of {name.ValueText} is inferred from others and may have more than {Most} parts", "write down the type, or declare a class or record for it");
            var key = (node is ParameterSyntax ? node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>(null, true) : null, name.ValueText);
            types.sizes[key] = types.sizes.TryGetValue(key, out var before) ? Math.Max(size, before) : size;
        }
        return null;
    }

    /// <summary>Name of what a node calls or reads of a value; empty: it does neither.</summary>
    static string Called(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax bound } => bound.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "",
    };

    long Known(IdentifierNameSyntax use)
    {
        var name = use.Identifier.ValueText;
        foreach (var around in use.Ancestors(false))
        {
            if (around is AnonymousFunctionExpressionSyntax && sizes.TryGetValue((around, name), out var own)) return own;
        }
        return sizes.TryGetValue((null, name), out var size) ? size : 0;
    }

    static SyntaxNode? CallAround(SyntaxNode parameter) => parameter.Ancestors(false).FirstOrDefault(one => one is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or StatementSyntax or MemberDeclarationSyntax) as ExpressionSyntax;

    static SyntaxNode? ValueAround(SyntaxNode designation) => designation.Ancestors(false).Select(one => one switch
    {
        IsPatternExpressionSyntax test => test.Expression,
        SwitchExpressionSyntax test => test.GoverningExpression,
        SwitchStatementSyntax test => test.Expression,
        AssignmentExpressionSyntax assignment => assignment.Right,
        ForEachVariableStatementSyntax each => each.Expression,
        InvocationExpressionSyntax call => call,
        StatementSyntax => one,
        _ => null,
    }).FirstOrDefault(one => one != null) as ExpressionSyntax;

    /// <summary>Sum over what can be part of its type. What operators and conversions give is made of nothing else here.</summary>
    long Of(SyntaxNode value, SyntaxNode without)
    {
        var sum = 1L;
        var next = new Stack<(SyntaxNode, long)>();
        next.Push((value, 1));
        while (next.Count > 0 && sum <= Most)
        {
            var (node, times) = next.Pop();
            times *= growth.Of(Called(node));
            sum += times - 1;
            if (times > Most) break;
            if (node == without || node.Span.Contains(without.Span) && node is AnonymousFunctionExpressionSyntax) continue;
            switch (node)
            {
                case IdentifierNameSyntax name:
                    sum += Math.Min(times, Most + 1) * Known(name);
                    break;
                case BinaryExpressionSyntax binary when !binary.IsKind(SyntaxKind.CoalesceExpression):
                case CastExpressionSyntax or IsPatternExpressionSyntax or LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or TypeOfExpressionSyntax or DefaultExpressionSyntax:
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } when asking.Contains(called.Name.Identifier.ValueText):
                    next.Push((called.Expression, times));
                    break;
                case MemberAccessExpressionSyntax access:
                    next.Push((access.Expression, times));
                    break;
                case ElementAccessExpressionSyntax access:
                    next.Push((access.Expression, times));
                    break;
                case ConditionalExpressionSyntax choice:
                    next.Push((choice.WhenTrue, times));
                    break;
                case PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax when node is not PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                    break;
                default:
                    foreach (var inner in node.ChildNodes()) next.Push((inner, times));
                    break;
            }
        }
        return sum;
    }
}
