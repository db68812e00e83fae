using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>What a compile process is asked: parts, the first of which says what.</summary>
public static class Requests
{
    public static byte[] Handle(byte[] message)
    {
        var parts = Parts.Unpack(message);
        return parts[0].Text() switch
        {
            "compile" => Compile(parts.AsSpan(1), false),
            "compile for debugging" => Compile(parts.AsSpan(1), true),
            "place" => Places.Find(parts.AsSpan(1)),
            "language" => LanguageRequests.Handle(parts.AsSpan(1)),
            "test-load" => OwnProgram.Load(parts.AsSpan(1)),
            "test-run" => OwnProgram.Run(parts[1].Text(), parts[2]),
            var other => throw new ArgumentException($"no request {other}"),
        };
    }

    /// <summary>Path and text of each file in turn. The answer: JSON, the assembly; for debugging the assembly once more, as the PDB that follows it has it, and both again without optimisation.</summary>
    static byte[] Compile(ReadOnlySpan<byte[]> parts, bool forDebugging)
    {
        var sources = new List<(string, string)>();
        for (var at = 0; at < parts.Length; at += 2) sources.Add((parts[at].Text(), parts[at + 1].Text()));
        var compiled = ContractCompiler.Compile(sources, forDebugging);
        var json = Json.Object(
            ("diagnostics", Json.List(compiled.Messages.Select(one => one.ToJson()))),
            ("files", Json.List(compiled.Files.Select(Json.Text))),
            ("contracts", Json.List(compiled.Contracts.Select(one => Json.Object(
                ("name", Json.Text(one.Name)),
                ("source", Json.Text(SourceOf(one, compiled.Files[0]))),
                ("abi", one.Abi),
                ("layout", one.Layout),
                ("nonDeterministic", Json.Flag(one.NonDeterministic)),
                ("isPrecompile", Json.Flag(one.IsPrecompile)))))),
            ("edits", Json.List((compiled.Positions?.Edits ?? []).Select(file => Json.List(file.Select(EditOf))))));
        return compiled.Positions is { } positions
            ? Parts.Pack(json.Bytes(), compiled.Image, positions.Image, positions.Pdb, positions.Plain.Image, positions.Plain.Pdb)
            : Parts.Pack(json.Bytes(), compiled.Image);
    }

    /// <summary>Where it begins and how long it was, in UTF-16 units, and what stands there now.</summary>
    static string EditOf(TextChange edit) => Json.Object(
        ("start", $"{edit.Span.Start}"),
        ("length", $"{edit.Span.Length}"),
        ("text", Json.Text(edit.NewText ?? "")));

    /// <summary>The file that declares a contract: of several, the entry.</summary>
    static string SourceOf(GeneratedContract contract, string entry)
    {
        var files = contract.Symbol.Locations.Where(one => one.IsInSource).Select(one => one.SourceTree!.FilePath).ToArray();
        return files.Contains(entry) ? entry : files[0];
    }
}
