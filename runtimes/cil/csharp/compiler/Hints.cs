using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>What to do about messages of Roslyn's that people meet who know C# and not contracts.</summary>
static class Hints
{
    static readonly string[] namespaces = ["Interleave", "System", "System.Collections.Generic", "System.Linq", "System.Text", "System.Numerics"];

    /// <summary>Names that are known from other programs and that no contract has.</summary>
    static readonly Dictionary<string, string> absent = new()
    {
        ["Console"] = "a contract has no console: emit an event",
        ["Task"] = "a contract runs on its own and to its end: leave out async and tasks",
        ["Thread"] = "a contract runs on its own and to its end: there are no threads",
        ["File"] = "a contract has no files: keep data in [Storage] properties",
        ["HttpClient"] = "a contract reaches nothing but other contracts: call one that is told what you need",
        ["BigInteger"] = "use UInt256 or Int256 (using Interleave)",
    };

    static readonly Dictionary<string, string> byCode = new()
    {
        ["CS0227"] = "contracts are never unsafe: use arrays and spans",
        ["CS0214"] = "contracts are never unsafe: use arrays and spans",
        ["CS8805"] = "a contract is a class: public class Token : Contract { .. }",
        ["CS0220"] = "the constant does not fit the type; arithmetic of contracts is checked, where it should wrap write unchecked(..)",
    };

    static CSharpCompilation? library;

    public static string? For(Diagnostic diagnostic)
    {
        if (byCode.TryGetValue(diagnostic.Id, out var hint)) return hint;
        if (diagnostic.Id is "CS0102" or "CS0111") return ForTwins(diagnostic);
        if (diagnostic.Id is not ("CS0103" or "CS0246" or "CS0234") || diagnostic.Location.SourceTree is not { } tree) return null;
        var word = tree.GetText(default).ToString(diagnostic.Location.SourceSpan);
        var name = word.Split('.').Last().Split('<')[0];
        var arity = word.Contains('<') ? word.Count(one => one == ',') + 1 : 0;
        if (absent.TryGetValue(name, out var instead)) return instead;
        return diagnostic.Id == "CS0234" ? null : Using(name, arity);
    }

    /// <summary>C# has one name for all kinds of members, the ABI one for each.</summary>
    static string? ForTwins(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return null;
        var name = tree.GetText(default).ToString(diagnostic.Location.SourceSpan);
        var records = tree.GetRoot(default).DescendantNodes(null, false).OfType<TypeDeclarationSyntax>().Where(one => one.Identifier.ValueText == name);
        var kind = records.SelectMany(one => one.AttributeLists).SelectMany(one => one.Attributes).Select(one => one.Name.ToString()).FirstOrDefault(one => one is "Event" or "Error");
        return kind == null ? null : $"call the record something else in C#: [{kind}, Name(\"{name}\")] public record {name}{kind}(..)";
    }

    static string? Using(string name, int arity)
    {
        library ??= Roslyn.Compilation("Library", [], References.OfContracts, Roslyn.Contracts);
        string[] endings = arity > 0 ? [$"`{arity}"] : ["", "Attribute"];
        var found = namespaces.FirstOrDefault(space => endings.Any(ending => IsType($"{space}.{name}{ending}")));
        return found == null ? null : $"write at the top: using {found};";
    }

    static bool IsType(string name) => library!.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public };
}
