using System.Text;

namespace Interleave.Compiler;

/// <summary>C# text with its indentation.</summary>
sealed class SourceWriter
{
    readonly StringBuilder text = new();
    int depth;

    public void Line(string line) => text.Append(' ', 4 * depth).Append(line).Append('\n');

    public void Open(string line)
    {
        Line(line);
        Line("{");
        depth++;
    }

    public void Close(string end = "}")
    {
        depth--;
        Line(end);
    }

    public override string ToString() => text.ToString();
}
