using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>Roslyn with the settings that are the same everywhere here. The package is trimmed: its optional arguments must all be given.</summary>
static class Roslyn
{
    static readonly CSharpParseOptions parsing = new(LanguageVersion.Preview, DocumentationMode.Parse, SourceCodeKind.Regular, null);

    public static SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8, SourceHashAlgorithm.Sha256), parsing, path, default);

    public static MetadataReference Reference(byte[] image, string name) =>
        MetadataReference.CreateFromStream(new MemoryStream(image), default, null, name);

    /// <summary>For what we write ourselves.</summary>
    public static CSharpCompilationOptions Ours(OutputKind kind) => Options(kind, false, true, NullableContextOptions.Enable);

    /// <summary>For contracts: arithmetic is checked, nothing is unsafe, and storage properties are never null whatever flow analysis says.</summary>
    public static CSharpCompilationOptions Contracts { get; } =
        Options(OutputKind.DynamicallyLinkedLibrary, true, false, NullableContextOptions.Annotations);

    /// <summary>The same without optimisation: of that only the debugger looks at the positions.</summary>
    public static CSharpCompilationOptions PlainContracts { get; } =
        Options(OutputKind.DynamicallyLinkedLibrary, true, false, NullableContextOptions.Annotations, OptimizationLevel.Debug);

    static CSharpCompilationOptions Options(
        OutputKind kind, bool checkOverflow, bool allowUnsafe, NullableContextOptions nullable, OptimizationLevel level = OptimizationLevel.Release) => new(
        kind, false, null, null, null, null, level, checkOverflow, allowUnsafe, null, null, default, null,
        Platform.AnyCpu, ReportDiagnostic.Default, 4, null, false, true, null, null, null, null, null, false,
        MetadataImportOptions.Public, nullable);

    public static CSharpCompilation Compilation(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references, CSharpCompilationOptions options) =>
        CSharpCompilation.Create(name, trees.ToArray(), references.ToArray(), options);

    static EmitOptions Emission => new(false, DebugInformationFormat.PortablePdb, null, null, 0, 0, false, default, null, false, true, default, null, null, null);

    /// <summary>The assembly, without debug information: to hash the sources for it Roslyn waits for another thread, and there is none.</summary>
    public static (EmitResult Result, byte[] Image) Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, null, null, null, null, Emission, null, null, null, null, default);
        return (result, image.ToArray());
    }

    /// <summary>
    /// The assembly and the portable PDB of a compilation whose trees have no paths, so that nothing is hashed: they say where they come from by
    /// <c>#line</c>. Empty where it does not compile.
    /// </summary>
    public static (byte[] Image, byte[] Pdb) EmitWithPdb(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        using var pdb = new MemoryStream();
        var result = compilation.Emit(image, pdb, null, null, null, Emission, null, null, null, null, default);
        return result.Success ? (image.ToArray(), pdb.ToArray()) : ([], []);
    }
}
