using System.Collections.Generic;

namespace Interleave.Compiler;

/// <summary>Writes how precompiles are called: the class the host looks for.</summary>
static class PrecompileWriter
{
    public const string Class = "Precompiles";

    public static void Write(IEnumerable<Precompile> precompiles, SourceWriter source)
    {
        source.Open($"public static class {Class}");
        source.Line("public static void Register() => Codecs.Register();");
        foreach (var one in precompiles)
        {
            var call = $"{one.Symbol.ContainingType.Full()}.@{one.Symbol.Name}(input)";
            source.Line($"public static byte[] Run_{one.Name}(byte[] input) => {call}{(one.GivesWord ? ".ToBytes()" : "")};");
        }
        source.Close();
    }
}
