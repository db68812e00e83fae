using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>How many methods of a name a lambda could be an argument of.</summary>
sealed class Overloads
{
    /// <summary>By name and number of the lambda's parameters: of the contract SDK, LINQ and the collections included.</summary>
    static Dictionary<(string, int), int>? ofSdk;

    readonly CSharpCompilation compilation;
    readonly Dictionary<string, int> declared = new();

    public Overloads(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees)
    {
        this.compilation = compilation;
        foreach (var node in trees.SelectMany(tree => tree.GetRoot(default).DescendantNodes(null, false)))
        {
            var name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax local => local.Identifier.ValueText,
                ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
                _ => null,
            };
            if (name != null) declared[name] = (declared.TryGetValue(name, out var before) ? before : 0) + 1;
        }
    }

    /// <summary>At least 1.</summary>
    public int Of(AnonymousFunctionExpressionSyntax lambda)
    {
        var call = lambda.Ancestors(false).FirstOrDefault(one => one is not (ArgumentSyntax or ArgumentListSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax));
        var name = call switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: SimpleNameSyntax simple } => simple.Identifier.ValueText,
            ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier.ValueText,
            _ => null,
        };
        if (name == null) return 1;
        var parameters = lambda switch
        {
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: var count } => count,
            AnonymousMethodExpressionSyntax { ParameterList.Parameters.Count: var count } => count,
            AnonymousMethodExpressionSyntax => 0,
            _ => 1,
        };
        ofSdk ??= Read(compilation);
        declared.TryGetValue(name, out var own);
        ofSdk.TryGetValue((name, parameters), out var others);
        return own + others < 1 ? 1 : own + others;
    }

    static Dictionary<(string, int), int> Read(CSharpCompilation compilation)
    {
        var found = new Dictionary<(string, int), int>();
        var sdk = compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>().First(one => one.Name == "Interleave.Sdk");
        foreach (var method in Types(sdk.GlobalNamespace).SelectMany(one => one.GetMembers()).OfType<IMethodSymbol>())
        {
            foreach (var count in new HashSet<int>(method.Parameters.Select(one => (one.Type as INamedTypeSymbol)?.DelegateInvokeMethod).OfType<IMethodSymbol>().Select(one => one.Parameters.Length)))
                found[(method.Name, count)] = (found.TryGetValue((method.Name, count), out var before) ? before : 0) + 1;
        }
        return found;
    }

    static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));
}
