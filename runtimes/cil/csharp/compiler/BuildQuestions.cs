using System;
using System.Linq;
using System.Text;

namespace Interleave.Compiler;

/// <summary>What the build of the toolchain asks JavaScript: a word, a name, each ended by a line feed, then bytes.</summary>
public sealed class BuildQuestions(Func<byte[], byte[]> ask)
{
    /// <summary>Paths of the sources of one of our assemblies, relative to the project.</summary>
    public string[] Sources(string assembly) => Lines(Ask("sources", assembly));

    public byte[] Source(string path) => Ask("source", path);

    /// <summary>File names of what it refers to, in the package or built before.</summary>
    public string[] References(string assembly) => Lines(Ask("references", assembly));

    public byte[] Reference(string name) => Ask("reference", name);

    /// <summary>A finished file.</summary>
    public void Built(string name, byte[] content) => Ask("built", name, content);

    public void Failed(string message) => Ask("failed", message);

    static string[] Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    byte[] Ask(string word, string name, byte[]? content = null) =>
        ask(Encoding.UTF8.GetBytes(word + "\n" + name + "\n").Concat(content ?? Array.Empty<byte>()).ToArray());
}
