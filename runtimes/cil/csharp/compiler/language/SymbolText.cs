using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Interleave.Interop;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Symbols as people read them.</summary>
static class SymbolText
{
    const string Documentation = "Interleave.Sdk.xml";

    static Dictionary<string, string>? members;

    /// <summary>A declaration of one line, with short names.</summary>
    public static string Declaration(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>The summary of its documentation as plain text, or null.</summary>
    public static string? Summary(ISymbol symbol) => Part(symbol, "summary", null);

    public static string? Parameter(IParameterSymbol parameter) => Part(parameter.ContainingSymbol, "param", parameter.Name);

    static string? Part(ISymbol symbol, string element, string? name)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } full }) symbol = full;
        symbol = symbol.OriginalDefinition;
        var xml = symbol.Locations.Any(one => one.IsInSource) ? symbol.GetDocumentationCommentXml(null, false, default) : OfSdk(symbol);
        if (string.IsNullOrEmpty(xml)) return null;
        var start = name == null ? $"<{element}>" : $"<{element} name=\"{name}\">";
        return Between(xml, start, $"</{element}>", 0, out _) is { } text ? Plain(text) : null;
    }

    static string? OfSdk(ISymbol symbol)
    {
        members ??= Read();
        return symbol.GetDocumentationCommentId() is { } id && members.TryGetValue(id, out var xml) ? xml : null;
    }

    static Dictionary<string, string> Read()
    {
        var text = Bridge.Ask(Parts.Pack("reference".Bytes(), Documentation.Bytes())).Text();
        var found = new Dictionary<string, string>();
        for (var at = 0; Between(text, "<member name=\"", "</member>", at, out at) is { } member;)
        {
            var quote = member.IndexOf('"');
            found[member[..quote]] = member[(quote + 1)..];
        }
        return found;
    }

    static string? Between(string text, string start, string end, int from, out int after)
    {
        after = from;
        var first = text.IndexOf(start, from, StringComparison.Ordinal);
        if (first < 0) return null;
        first += start.Length;
        var last = text.IndexOf(end, first, StringComparison.Ordinal);
        if (last < 0) return null;
        after = last + end.Length;
        return text[first..last];
    }

    /// <summary>References become the names that they refer to, white space one blank.</summary>
    static string Plain(string xml)
    {
        var text = new StringBuilder();
        for (var at = 0; at < xml.Length; at++)
        {
            if (xml[at] == '<')
            {
                var end = xml.IndexOf('>', at);
                if (end < 0) break;
                // <see cref="..."/>, <paramref name="..."/>, <see langword="..."/>
                var tag = xml[at..end];
                if (Between(tag, "=\"", "\"", 0, out _) is { } name && !tag.StartsWith("<param ", StringComparison.Ordinal)) text.Append(Short(name));
                at = end;
            }
            else if (!char.IsWhiteSpace(xml[at])) text.Append(xml[at]);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }
        return text.ToString().Trim().Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");
    }

    /// <summary>Of <c>M:System.Collections.Generic.List`1.Add(`0)</c>: <c>Add</c>.</summary>
    static string Short(string name)
    {
        var path = name.Split('(')[0];
        path = path[(path.LastIndexOfAny(['.', ':']) + 1)..];
        var arity = path.IndexOf('`');
        return arity < 0 ? path : path[..arity];
    }
}
