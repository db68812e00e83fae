using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Interleave.Compiler;

/// <summary>JSON text, built from parts that are JSON already.</summary>
static class Json
{
    public static string Text(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var symbol in text)
        {
            if (symbol is '"' or '\\') json.Append('\\').Append(symbol);
            else if (symbol < ' ') json.Append("\\u00").Append("0123456789abcdef"[symbol >> 4]).Append("0123456789abcdef"[symbol & 15]);
            else json.Append(symbol);
        }
        return json.Append('"').ToString();
    }

    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    public static string Object(params (string Name, string Value)[] fields) => Object((IEnumerable<(string, string)>)fields);

    public static string Object(IEnumerable<(string Name, string Value)> fields) =>
        $"{{{string.Join(",", fields.Select(field => $"{Text(field.Name)}:{field.Value}"))}}}";

    public static string Flag(bool value) => value ? "true" : "false";
}
