using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>Where something of the assembly is declared: what is found wrong with the assembly has names, and no lines.</summary>
static class Places
{
    /// <summary>
    /// Full name of a type as metadata have it, <c>/</c> before a nested one, and of a method, or nothing; then path and text of each file in turn.
    /// What the compiler has made for a method is taken for that method. The answer is JSON: file, line and column from 1; null where it is not there.
    /// </summary>
    public static byte[] Find(ReadOnlySpan<byte[]> parts)
    {
        var names = parts[0].Text().Split('/');
        var made = names.Append(parts[1].Text()).FirstOrDefault(one => one.StartsWith('<') && one.IndexOf('>') > 1);
        var method = made == null ? parts[1].Text() : made.Substring(1, made.IndexOf('>') - 1);
        var type = string.Join("/", names.TakeWhile(one => !one.StartsWith('<')));
        SyntaxNode? found = null;
        for (var at = 2; at + 1 < parts.Length && found is not MemberDeclarationSyntax and not LocalFunctionStatementSyntax; at += 2)
            found = In(Roslyn.Parse(parts[at].Text(), parts[at + 1].Text()).GetRoot(default), type, method) ?? found;
        return (found == null ? "null" : Told.Of(new Finding(NameOf(found).GetLocation(), "", "")).ToJson()).Bytes();
    }

    static SyntaxNode? In(SyntaxNode root, string type, string method)
    {
        SyntaxNode? found = null;
        foreach (var one in root.DescendantNodes(null, false).OfType<BaseTypeDeclarationSyntax>().Where(one => FullName(one) == type))
        {
            found ??= one;
            foreach (var member in one.ChildNodes().OfType<MemberDeclarationSyntax>())
            {
                if (Names(member).Contains(method.Substring(method.LastIndexOf('.', Math.Max(0, method.Length - 2)) + 1))) return member;
            }
        }
        return found;
    }

    static string FullName(BaseTypeDeclarationSyntax type)
    {
        var arity = type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } ? $"`{count}" : "";
        var name = type.Identifier.ValueText + arity;
        if (type.Parent is BaseTypeDeclarationSyntax outer) return $"{FullName(outer)}/{name}";
        var spaces = type.Ancestors(true).OfType<BaseNamespaceDeclarationSyntax>().Select(one => one.Name.ToString()).Reverse().ToArray();
        return spaces.Length == 0 ? name : $"{string.Join(".", spaces)}.{name}";
    }

    /// <summary>Of what metadata have for a member.</summary>
    static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax { Identifier.ValueText: var name } => [name, $"get_{name}", $"set_{name}", $"init_{name}"],
        IndexerDeclarationSyntax => ["get_Item", "set_Item"],
        ConstructorDeclarationSyntax => [".ctor", "ctor"],
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => ["op_" + member.Kind()],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(one => one.Identifier.ValueText),
        _ => [],
    };

    static SyntaxToken NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        _ => node.GetFirstToken(false, false, false, false),
    };
}
