using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>What the author is told, with its place as people count: lines and columns from 1; 0: no place.</summary>
sealed record Told(string Severity, string Code, string Message, string? Hint, string File, int Line, int Column, int EndLine, int EndColumn)
{
    public bool IsError => Severity == "error";

    public static Told Of(Diagnostic diagnostic) => At(
        diagnostic.Location,
        diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "info" },
        diagnostic.Id,
        diagnostic.GetMessage(null),
        Hints.For(diagnostic));

    public static Told Of(Problem problem) => At(problem.Location, "error", problem.Code, problem.Message, problem.Hint);

    public static Told Of(Finding finding) => At(finding.Location, finding.IsError ? "error" : "warning", finding.Code, finding.Message, finding.Hint);

    public static Told Error(string code, string message, string? hint, string file) => new("error", code, message, hint, file, 0, 0, 0, 0);

    static Told At(Location location, string severity, string code, string message, string? hint)
    {
        if (!location.IsInSource) return new(severity, code, message, hint, "", 0, 0, 0, 0);
        var span = location.GetLineSpan();
        var (from, to) = (span.StartLinePosition, span.EndLinePosition);
        return new(severity, code, message, hint, span.Path, from.Line + 1, from.Character + 1, to.Line + 1, to.Character + 1);
    }

    public string ToJson() => Json.Object(new[]
    {
        ("severity", Json.Text(Severity)), ("code", Json.Text(Code)), ("message", Json.Text(Message)), ("file", Json.Text(File)),
        ("line", Line.ToString()), ("column", Column.ToString()), ("endLine", EndLine.ToString()), ("endColumn", EndColumn.ToString()),
    }.Concat(Hint == null ? [] : [("hint", Json.Text(Hint))]));
}
