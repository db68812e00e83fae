using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>A compiled file: its contracts, or why there are none.</summary>
/// <param name="Files">Paths of the files that belong to the contracts, the entry first.</param>
sealed record CompiledContracts(
    IReadOnlyList<Told> Messages,
    IReadOnlyList<string> Files,
    IReadOnlyList<GeneratedContract> Contracts,
    byte[] Image,
    Positions? Positions = null);

/// <summary>For a debugger: where the methods stand.</summary>
/// <param name="Image">The assembly once more, to be held against the one that runs: the PDB was made with it.</param>
/// <param name="Pdb">Of the files as they were changed; documents have the number of the file as their name.</param>
/// <param name="Plain">Assembly and PDB once more, not optimised: where every local has a place.</param>
/// <param name="Edits">What was changed in each of the files; none adds or removes a line.</param>
sealed record Positions(byte[] Image, byte[] Pdb, (byte[] Image, byte[] Pdb) Plain, IReadOnlyList<IReadOnlyList<TextChange>> Edits);

/// <summary>From sources to an assembly that lanes run. Equal sources give equal bytes.</summary>
static class ContractCompiler
{
    const string Name = "Contract";
    const string GeneratedPath = "Interleave.Generated.cs";

    /// <param name="sources">The entry first, then what lies beside it.</param>
    /// <param name="forDebugging">With positions; the assembly is the same.</param>
    public static CompiledContracts Compile(IReadOnlyList<(string Path, string Text)> sources, bool forDebugging)
    {
        var parsed = sources.Select(one => Roslyn.Parse(one.Path, one.Text)).ToArray();
        var trees = FileClosure.Of(parsed[0], parsed.Skip(1).ToArray());
        var files = trees.Select(one => one.FilePath).ToArray();
        CompiledContracts Failed(IEnumerable<Told> messages) => new(messages.OrderBy(one => one.IsError ? 0 : 1).ToArray(), files, [], []);

        var compilation = Roslyn.Compilation(Name, trees, References.OfContracts, Roslyn.Contracts);
        if (SourceBounds.Find(compilation, trees) is { } beyond) return Failed([Told.Of(beyond)]);
        var messages = compilation.GetDiagnostics(default).Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(Told.Of).ToArray();
        if (messages.Any(one => one.IsError)) return Failed(messages);

        var refused = DeterminismCheck.Run(compilation, trees).Select(Told.Of).ToArray();
        var generated = Generator.Run(compilation, trees);
        if (generated.Problems.Count > 0 || refused.Length > 0) return Failed(messages.Concat(generated.Problems.Select(Told.Of)).Concat(refused));
        if (generated.Contracts.Count == 0)
            return Failed(messages.Append(Told.Error("ILW100", "there is no contract in this file", "a contract is a public class that derives from Interleave.Contract", files[0])));

        var rewritten = trees.Select(tree => Rewrite(tree, generated)).Append(Roslyn.Parse(GeneratedPath, generated.Source));
        var (result, image) = Roslyn.Emit(Roslyn.Compilation(Name, rewritten, References.OfContracts, Roslyn.Contracts));
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(Told.Of);
            return Failed(messages.Concat(errors.Select(one => one with { Message = $"in what the compiler has made of it: {one.Message}" })));
        }
        // What the file itself declares comes before what its neighbours do.
        var contracts = generated.Contracts.OrderBy(one => one.Symbol.Locations.Any(place => place.SourceTree?.FilePath == files[0]) ? 0 : 1);
        return new(messages, files, contracts.ToArray(), image, forDebugging ? PositionsOf(trees, generated) : null);
    }

    static TextChange[] EditsOf(SyntaxTree tree, Generated generated) =>
        generated.Changes.Where(one => one.Tree == tree).Select(one => one.Change).OrderBy(one => one.Span.Start).ToArray();

    static string Rewritten(SyntaxTree tree, Generated generated) => tree.GetText(default).WithChanges(EditsOf(tree, generated)).ToString();

    static SyntaxTree Rewrite(SyntaxTree tree, Generated generated) => Roslyn.Parse(tree.FilePath, Rewritten(tree, generated));

    /// <summary>A path may have what <c>#line</c> cannot say.</summary>
    static Positions PositionsOf(IReadOnlyList<SyntaxTree> trees, Generated generated)
    {
        var placed = trees.Select((tree, number) => Roslyn.Parse("", $"#line 1 \"{number}\"\n{Rewritten(tree, generated)}"));
        var all = placed.Append(Roslyn.Parse("", $"#line hidden\n{generated.Source}")).ToArray();
        var (image, pdb) = Roslyn.EmitWithPdb(Roslyn.Compilation(Name, all, References.OfContracts, Roslyn.Contracts));
        var plain = Roslyn.EmitWithPdb(Roslyn.Compilation(Name, all, References.OfContracts, Roslyn.PlainContracts));
        return new(image, pdb, plain, trees.Select(tree => EditsOf(tree, generated)).ToArray());
    }
}
