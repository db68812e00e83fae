using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// Which of the files beside a contract's own belong to it: those that declare a type, or an extension method, whose name stands in a file
/// that belongs to it already. By names alone, so it may be one too many; never one too few.
/// </summary>
static class FileClosure
{
    /// <summary>The entry first, then the others in their order.</summary>
    public static IReadOnlyList<SyntaxTree> Of(SyntaxTree entry, IReadOnlyList<SyntaxTree> beside)
    {
        var left = beside.Select(tree => (Tree: tree, Offers: Offered(tree))).ToList();
        var taken = new HashSet<SyntaxTree> { entry };
        for (var wanted = Named(entry); ;)
        {
            var more = left.Where(one => one.Offers.Overlaps(wanted)).ToArray();
            if (more.Length == 0) break;
            wanted = [];
            foreach (var one in more)
            {
                left.Remove(one);
                taken.Add(one.Tree);
                wanted.UnionWith(Named(one.Tree));
            }
        }
        return beside.Where(taken.Contains).Prepend(entry).ToArray();
    }

    static HashSet<string> Named(SyntaxTree tree) =>
        new(tree.GetRoot(default).DescendantTokens(null, false).Where(one => one.IsKind(SyntaxKind.IdentifierToken)).Select(one => one.ValueText));

    static HashSet<string> Offered(SyntaxTree tree)
    {
        var names = new HashSet<string>();
        foreach (var node in tree.GetRoot(default).DescendantNodes(null, false))
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax { Parent: CompilationUnitSyntax or BaseNamespaceDeclarationSyntax } type:
                    names.Add(type.Identifier.ValueText);
                    break;
                case DelegateDeclarationSyntax { Parent: CompilationUnitSyntax or BaseNamespaceDeclarationSyntax } type:
                    names.Add(type.Identifier.ValueText);
                    break;
                case MethodDeclarationSyntax { ParameterList.Parameters: [{ } first, ..] } method when first.Modifiers.Any(SyntaxKind.ThisKeyword):
                    names.Add(method.Identifier.ValueText);
                    break;
                case UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 }:
                    // Nobody knows who needs it.
                    names.UnionWith(Named(tree));
                    break;
            }
        }
        return names;
    }
}
