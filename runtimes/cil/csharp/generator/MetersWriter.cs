namespace Interleave.Compiler;

/// <summary>Writes a class that refers to all that the meter calls: it may then count on finding the references. Nobody calls it.</summary>
static class MetersWriter
{
    public static void Write(SourceWriter source)
    {
        source.Open("static class Meters");
        source.Open("static void Refer()");
        source.Line("global::Interleave.Runtime.Gas.Left = 0;");
        source.Line("global::Interleave.Runtime.Gas.Depth = 0;");
        source.Line("global::Interleave.Runtime.Gas.Nested = 0;");
        source.Line("global::Interleave.Runtime.Gas.Out();");
        source.Line("global::Interleave.Runtime.Gas.Overflow();");
        source.Line("global::Interleave.Runtime.Gas.Array(0, 0);");
        source.Line("global::Interleave.Runtime.Gas.Grid(0, 0);");
        source.Line("global::Interleave.Runtime.Gas.Bytes(0);");
        source.Line("global::Interleave.Runtime.Gas.Guard(null);");
        source.Line("global::Interleave.Runtime.Gas.Filter(null);");
        source.Line("global::Interleave.Runtime.Gas.Made(null);");
        source.Close();
        source.Close();
    }
}
