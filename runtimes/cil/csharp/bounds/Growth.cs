using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// How much larger a type gets by a call: <c>static (T, T) Twice&lt;T&gt;(T one)</c> doubles it, and <c>Twice(Twice(Twice(1)))</c> does each time. By
/// the names of what the sources declare: as often as type parameters stand in what it gives, at least once.
/// </summary>
sealed class Growth
{
    readonly Dictionary<string, long> factors = new();

    public Growth(IEnumerable<SyntaxTree> trees)
    {
        foreach (var node in trees.SelectMany(tree => tree.GetRoot(default).DescendantNodes(null, false)))
        {
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    Note(method.Identifier.ValueText, method, method.ParameterList.Parameters.Select(one => one.Type).Append(method.ReturnType));
                    break;
                case LocalFunctionStatementSyntax function:
                    Note(function.Identifier.ValueText, function, function.ParameterList.Parameters.Select(one => one.Type).Append(function.ReturnType));
                    break;
                case PropertyDeclarationSyntax property:
                    Note(property.Identifier.ValueText, property, [property.Type]);
                    break;
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: FieldDeclarationSyntax } field } variable:
                    Note(variable.Identifier.ValueText, field, [field.Type]);
                    break;
            }
        }
    }

    public long Of(string name) => factors.TryGetValue(name, out var factor) ? factor : 1;

    /// <summary>Parameters count too: one may be <c>out</c>, and a delegate's is what its lambda is given.</summary>
    void Note(string name, SyntaxNode declaration, IEnumerable<TypeSyntax?> types)
    {
        var parameters = new HashSet<string>(declaration.AncestorsAndSelf(false).SelectMany(one => one switch
        {
            MethodDeclarationSyntax method => method.TypeParameterList?.Parameters.ToArray() ?? [],
            LocalFunctionStatementSyntax function => function.TypeParameterList?.Parameters.ToArray() ?? [],
            TypeDeclarationSyntax type => type.TypeParameterList?.Parameters.ToArray() ?? [],
            _ => Array.Empty<TypeParameterSyntax>(),
        }).Select(one => one.Identifier.ValueText));
        if (parameters.Count == 0) return;
        foreach (var type in types)
        {
            var count = type?.DescendantTokens(null, false).Count(one => parameters.Contains(one.ValueText)) ?? 0;
            if (count > Of(name)) factors[name] = count;
        }
    }
}
