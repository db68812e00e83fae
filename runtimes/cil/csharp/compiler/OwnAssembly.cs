using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>Compiles C# of ours: parts of the toolchain, and tests. Equal sources give equal bytes.</summary>
public static class OwnAssembly
{
    public sealed record Output(byte[]? Image, byte[]? Documentation, string Errors);

    public static SyntaxTree Parse(string path, byte[] text) => CSharpSyntaxTree.ParseText(
        SourceText.From(Encoding.UTF8.GetString(text), Encoding.UTF8, SourceHashAlgorithm.Sha256),
        new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse, SourceCodeKind.Regular, null),
        path,
        default);

    public static Output Compile(string name, OutputKind kind, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references)
    {
        var options = (CSharpCompilationOptions)new CSharpCompilationOptions(
            kind, false, null, null, null, null, OptimizationLevel.Release, false, true, null, null, default, null,
            Platform.AnyCpu, ReportDiagnostic.Default, 4, null, false, true, null, null, null, null, null, false,
            MetadataImportOptions.Public, NullableContextOptions.Annotations);
        var compilation = CSharpCompilation.Create(name, trees.ToArray(), references.ToArray(), options);
        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var emitted = compilation.Emit(
            image, null, documentation, null, null,
            new EmitOptions(false, DebugInformationFormat.PortablePdb, null, null, 0, 0, false, default, null, false, true, default, null, null, null),
            null, null, null, null, default);
        if (emitted.Success) return new Output(image.ToArray(), documentation.ToArray(), "");
        var errors = emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.ToString());
        return new Output(null, null, string.Join("\n", errors));
    }
}
