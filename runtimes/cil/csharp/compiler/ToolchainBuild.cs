using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Builds what is compiled after this assembly: Interleave.Sdk.dll and Interleave.Host.dll.</summary>
public static class ToolchainBuild
{
    public static void Run(Func<byte[], byte[]> ask)
    {
        var questions = new BuildQuestions(ask);
        _ = Build(questions, OwnReferences.SdkName, OutputKind.DynamicallyLinkedLibrary)
            && Build(questions, "Interleave.Host", OutputKind.ConsoleApplication);
    }

    static bool Build(BuildQuestions questions, string name, OutputKind kind)
    {
        var sources = questions.Sources(name).Select(path => OwnAssembly.Parse(path, questions.Source(path))).ToArray();
        if (sources.Length == 0) return true;
        var names = questions.References(name);
        var references = name == OwnReferences.SdkName
            ? OwnReferences.Of(names, questions.Reference, sources)
            : OwnReferences.Of(names, questions.Reference);
        var output = OwnAssembly.Compile(name, kind, sources, references);
        if (output.Image == null)
        {
            questions.Failed(output.Errors);
            return false;
        }
        questions.Built($"{name}.dll", output.Image);
        // For editors.
        questions.Built($"{name}.xml", output.Documentation!);
        return true;
    }
}
