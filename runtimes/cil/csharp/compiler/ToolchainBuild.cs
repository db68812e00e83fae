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
        Build(questions, "Interleave.Sdk", OutputKind.DynamicallyLinkedLibrary);
        Build(questions, "Interleave.Host", OutputKind.ConsoleApplication);
    }

    static void Build(BuildQuestions questions, string name, OutputKind kind)
    {
        var sources = questions.Sources(name);
        if (sources.Length == 0) return;
        var output = OwnAssembly.Compile(
            name,
            kind,
            sources.Select(path => (path, questions.Source(path))),
            questions.References(name).Select(questions.Reference));
        if (output.Image == null)
        {
            questions.Failed(output.Errors);
            return;
        }
        questions.Built($"{name}.dll", output.Image);
        // For editors.
        questions.Built($"{name}.xml", output.Documentation!);
    }
}
