// The first program of a machine without a .NET SDK: the package's own interop compiles and runs it. It compiles
// Interleave.Compiler.dll, loads it, and leaves the rest of the build to it.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices.JavaScript;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

Bootstrap.Run();

static class Bootstrap
{
    static JSFunctionBinding ask = null!;

    public static void Run()
    {
        var bytes = JSMarshalerType.Array(JSMarshalerType.Byte);
        ask = JSFunctionBinding.BindJSFunction("ask", "interleave", new[] { bytes, bytes });
        try
        {
            Build();
        }
        catch (Exception exception)
        {
            Ask("failed", exception.ToString());
        }
    }

    static void Build()
    {
        const string name = "Interleave.Compiler";
        // The package has been trimmed: names and defaults of parameters are gone, so all are given, in their order.
        var parsing = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular, null);
        var trees = Names("sources", name).Select(path =>
            CSharpSyntaxTree.ParseText(SourceText.From(Text(Ask("source", path)), Encoding.UTF8, SourceHashAlgorithm.Sha256), parsing, path, default));
        var references = Names("references", name).Select(path => (MetadataReference)MetadataReference.CreateFromStream(new MemoryStream(Ask("reference", path)), default, null, path));
        var options = (CSharpCompilationOptions)new CSharpCompilationOptions(
            OutputKind.ConsoleApplication, false, null, null, null, null, OptimizationLevel.Release, false, true, null, null, default, null,
            Platform.AnyCpu, ReportDiagnostic.Default, 4, null, false, true, null, null, null, null, null, false,
            MetadataImportOptions.Public, NullableContextOptions.Annotations);
        var image = new MemoryStream();
        var emitted = CSharpCompilation.Create(name, trees.ToArray(), references.ToArray(), options).Emit(
            image, null, null, null, null,
            new EmitOptions(false, DebugInformationFormat.PortablePdb, null, null, 0, 0, false, default, null, false, true, default, null, null, null),
            null, null, null, null, default);
        if (!emitted.Success)
        {
            Ask("failed", string.Join("\n", emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
            return;
        }
        Ask("built", name + ".dll", image.ToArray());
        var build = Assembly.Load(image.ToArray()).GetType("Interleave.Compiler.ToolchainBuild")!.GetMethod("Run")!;
        build.Invoke(null, new object[] { (Func<byte[], byte[]>)Ask });
    }

    static string[] Names(string question, string name) => Text(Ask(question, name)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    static byte[] Ask(string question, string name, byte[]? content = null) =>
        Ask(Encoding.UTF8.GetBytes(question + "\n" + name + "\n").Concat(content ?? Array.Empty<byte>()).ToArray());

    static byte[] Ask(byte[] message)
    {
        Span<JSMarshalerArgument> arguments = new JSMarshalerArgument[3];
        arguments[0].Initialize();
        arguments[1].Initialize();
        arguments[2].ToJS(message);
        JSFunctionBinding.InvokeJS(ask, arguments);
        arguments[1].ToManaged(out byte[]? answer);
        return answer!;
    }
}
