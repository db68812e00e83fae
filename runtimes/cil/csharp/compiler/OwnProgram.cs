using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Interleave.Interop;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Tests of C# code from JavaScript: compiles a class <c>Test</c> with <c>static byte[] Run(byte[])</c> and runs it here, with all the gas there is.</summary>
static class OwnProgram
{
    static readonly Dictionary<string, Func<byte[], byte[]>> programs = new();
    static readonly Dictionary<string, byte[]> references = new();

    /// <summary>
    /// Name of the program, names of references separated by line feeds (see <see cref="OwnReferences"/>), then path and text of each source in turn. The answer is empty, or
    /// the compiler's errors.
    /// </summary>
    public static byte[] Load(ReadOnlySpan<byte[]> parts)
    {
        var name = parts[0].Text();
        var sources = new List<SyntaxTree>();
        for (var at = 2; at < parts.Length; at += 2) sources.Add(OwnAssembly.Parse(parts[at].Text(), parts[at + 1]));
        var metadata = OwnReferences.Of(parts[1].Text().Split('\n'), Reference);
        var output = OwnAssembly.Compile(name, OutputKind.DynamicallyLinkedLibrary, sources, metadata);
        if (output.Image == null) return output.Errors.Bytes();
        var run = Assembly.Load(output.Image).GetType("Test")?.GetMethod("Run", new[] { typeof(byte[]) });
        if (run == null) return "there is no class Test with a method: public static byte[] Run(byte[] input)".Bytes();
        programs[name] = run.CreateDelegate<Func<byte[], byte[]>>();
        return Array.Empty<byte>();
    }

    public static byte[] Run(string name, byte[] input)
    {
        var gas = Type.GetType("Interleave.Runtime.Gas, Interleave.Sdk");
        if (gas != null)
        {
            gas.GetField("Left")!.SetValue(null, long.MaxValue / 2);
            gas.GetField("Depth")!.SetValue(null, 0);
            gas.GetField("Nested")!.SetValue(null, 0);
            gas.GetField("Allocated")!.SetValue(null, 0L);
            gas.GetField("Pending")!.SetValue(null, null);
        }
        return programs[name](input);
    }

    static byte[] Reference(string name)
    {
        if (references.TryGetValue(name, out var known)) return known;
        return references[name] = Bridge.Ask(Parts.Pack("reference".Bytes(), name.Bytes()));
    }
}
