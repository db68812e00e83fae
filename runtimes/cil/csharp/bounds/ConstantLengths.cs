using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>How long constant texts get that are made of others: Roslyn puts them together while it compiles. By names alone.</summary>
sealed class ConstantLengths
{
    const long Most = 64 << 10;
    /// <summary>Of all uses of long ones.</summary>
    const long MostInAll = 16 << 20;
    const long Long = 1 << 10;

    readonly Dictionary<string, List<VariableDeclaratorSyntax>> constants = new();
    readonly Dictionary<string, long> known = new();
    readonly IReadOnlyList<SyntaxTree> trees;

    public ConstantLengths(IReadOnlyList<SyntaxTree> trees)
    {
        this.trees = trees;
        foreach (var variable in trees.SelectMany(tree => tree.GetRoot(default).DescendantNodes(null, false)).OfType<VariableDeclaratorSyntax>().Where(IsConstant))
        {
            if (!constants.TryGetValue(variable.Identifier.ValueText, out var same)) constants[variable.Identifier.ValueText] = same = new();
            same.Add(variable);
        }
    }

    static bool IsConstant(VariableDeclaratorSyntax variable) => variable.Parent?.Parent switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    public Finding? Check(VariableDeclaratorSyntax variable) => IsConstant(variable) && Of(variable.Identifier.ValueText) > Most ? TooLong(variable, Most) : null;

    public Finding? CheckAll()
    {
        var all = 0L;
        foreach (var name in trees.SelectMany(tree => tree.GetRoot(default).DescendantNodes(null, false)).OfType<IdentifierNameSyntax>())
        {
            if (known.TryGetValue(name.Identifier.ValueText, out var length) && length > Long && (all += length) > MostInAll) return TooLong(name, MostInAll);
        }
        return null;
    }

    static Finding TooLong(SyntaxNode node, long most) =>
        new(node.GetLocation(), "ILW3009", $"constant texts that are made of others have more than {most} letters", "put them together when they are needed: static string Name => ...");

    /// <summary>Of the longest constant of that name. Without recursion: one may be made of the next, thousands of times.</summary>
    long Of(string name)
    {
        var open = new HashSet<string>();
        var work = new Stack<string>();
        work.Push(name);
        while (work.Count > 0)
        {
            var one = work.Peek();
            if (!known.ContainsKey(one) && constants.TryGetValue(one, out var same))
            {
                var missing = open.Add(one) ? same.SelectMany(Parts).OfType<IdentifierNameSyntax>().Select(part => part.Identifier.ValueText).Where(part => constants.ContainsKey(part) && !known.ContainsKey(part) && !open.Contains(part)).ToArray() : [];
                foreach (var part in missing) work.Push(part);
                if (missing.Length > 0) continue;
                known[one] = Longest(same);
            }
            work.Pop();
        }
        return Known(name);
    }

    long Known(string name) => known.TryGetValue(name, out var length) ? length : 0;

    long Longest(IEnumerable<VariableDeclaratorSyntax> same)
    {
        var longest = 0L;
        foreach (var variable in same)
        {
            var length = 0L;
            foreach (var part in Parts(variable)) length += Length(part);
            longest = Math.Max(longest, Math.Min(length, MostInAll));
        }
        return longest;
    }

    static IEnumerable<SyntaxNode> Parts(VariableDeclaratorSyntax variable) => variable.Initializer?.DescendantNodes(null, false) ?? [];

    long Length(SyntaxNode part) => part switch
    {
        IdentifierNameSyntax name => Known(name.Identifier.ValueText),
        LiteralExpressionSyntax or InterpolatedStringTextSyntax => part.Span.Length,
        _ => 0,
    };
}
