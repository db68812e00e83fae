using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Interleave.Compiler;

/// <summary>A file as the editor shows it, with what lies beside it, and a place in it.</summary>
sealed class OpenFile
{
    public CSharpCompilation Compilation { get; }

    public SyntaxTree Tree { get; }

    public SemanticModel Model { get; }

    /// <summary>From 0, in UTF-16 units.</summary>
    public int Position { get; }

    public SyntaxNode Root => Tree.GetRoot(default);

    /// <param name="sources">The open file first.</param>
    /// <param name="line">From 1; a place beyond the end is the end.</param>
    /// <param name="column">From 1.</param>
    public OpenFile(IReadOnlyList<(string Path, string Text)> sources, int line, int column)
    {
        var trees = sources.Select(one => Roslyn.Parse(one.Path, one.Text)).ToArray();
        Tree = trees[0];
        // All of them, not only those that the file names by now: what they declare is to be offered.
        Compilation = Roslyn.Compilation("Open", trees, References.OfContracts, Roslyn.Contracts);
        Model = Compilation.GetSemanticModel(Tree, false);
        var text = Tree.GetText(default);
        if (line > text.Lines.Count)
        {
            Position = text.Length;
            return;
        }
        var span = text.Lines[Math.Max(line, 1) - 1].Span;
        Position = Math.Min(span.Start + Math.Max(column, 1) - 1, span.End);
    }

    /// <summary>The last token that begins before the place: the word that is being written, or what stands before it.</summary>
    public SyntaxToken TokenBefore() => Before(Position);

    public SyntaxToken Before(int position)
    {
        var token = Root.FindToken(position, false);
        while (token.SpanStart >= position || token.IsMissing || token.IsKind(SyntaxKind.EndOfFileToken))
        {
            var earlier = token.GetPreviousToken(false, false, false, false);
            if (earlier.RawKind == 0) return earlier;
            token = earlier;
        }
        return token;
    }

    /// <summary>Whether the place is in a comment, or inside a text or a number.</summary>
    public bool IsInText()
    {
        if (Position == 0) return false;
        var trivia = Root.FindTrivia(Position - 1, false);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.DisabledTextTrivia) return true;
        if (trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia) return Position < trivia.FullSpan.End;
        var token = TokenBefore();
        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => Position <= token.Span.End,
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken => Position < token.Span.End || (Position == token.Span.End && token.ContainsDiagnostics),
            SyntaxKind.InterpolatedStringTextToken => true,
            _ => false,
        };
    }
}
