using System;
using System.Collections.Generic;
using System.Linq;

namespace Interleave.Compiler;

/// <summary>What an editor asks about a file that is being written.</summary>
static class LanguageRequests
{
    /// <summary>A word, line and column, then path and text of each file in turn, the open one first. The answer is JSON.</summary>
    public static byte[] Handle(ReadOnlySpan<byte[]> parts)
    {
        var sources = new List<(string, string)>();
        for (var at = 3; at + 1 < parts.Length; at += 2) sources.Add((parts[at].Text(), parts[at + 1].Text()));
        var file = new OpenFile(sources, int.Parse(parts[1].Text()), int.Parse(parts[2].Text()));
        var json = parts[0].Text() switch
        {
            "complete" => Json.List(Completions.At(file).Select(one => one.ToJson())),
            "hover" => Hovers.At(file) ?? "null",
            "define" => Hovers.Definition(file),
            "references" => Hovers.References(file),
            "outline" => Outlines.Of(file),
            "signatures" => Signatures.At(file) ?? "null",
            var other => throw new ArgumentException($"no request {other}"),
        };
        return json.Bytes();
    }
}
