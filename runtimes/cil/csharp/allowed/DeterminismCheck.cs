using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// Holds what a contract names against the list of what contracts may use, and refuses what of the language itself would leave the
/// instance or outlive the call. The contract's own code and the SDK are free, but for what is the meters' own.
/// </summary>
public static class DeterminismCheck
{
    public static IReadOnlyList<Finding> Run(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees)
    {
        var findings = new List<Finding>();
        foreach (var tree in trees) new TreeCheck(compilation.GetSemanticModel(tree, false), findings).Run(tree.GetRoot(default));
        return findings;
    }
}
