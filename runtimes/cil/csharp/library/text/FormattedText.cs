using System;
using System.Text;

namespace Interleave.Library;

/// <summary>Texts with places for values: <c>{0}</c>, <c>{0,8}</c>, <c>{0:X}</c>, <c>{0,-8:X}</c>; <c>{{</c> and <c>}}</c> are braces.</summary>
static class FormattedText
{
    public static void Append(StringBuilder text, string format, object?[] args)
    {
        Check.NotNull(format, nameof(format));
        Check.NotNull(args, nameof(args));
        for (var at = 0; at < format.Length; at++)
        {
            var letter = format[at];
            if (letter is not ('{' or '}')) text.Append(letter);
            else if (at + 1 < format.Length && format[at + 1] == letter) text.Append(format[at++]);
            else if (letter == '}') throw Wrong();
            else at = AppendValue(text, format, at + 1, args);
        }
    }

    /// <summary>Gives the place of the closing brace.</summary>
    static int AppendValue(StringBuilder text, string format, int at, object?[] args)
    {
        var index = Number(format, ref at);
        if (index >= args.Length) throw new FormatException("the format names a value that is not there");
        var width = 0;
        if (Letter(format, at) == ',')
        {
            at++;
            while (Letter(format, at) == ' ') at++;
            var isLeft = Letter(format, at) == '-';
            if (isLeft) at++;
            width = Number(format, ref at);
            if (isLeft) width = -width;
        }
        string? how = null;
        if (Letter(format, at) == ':')
        {
            var start = ++at;
            while (Letter(format, at) is not ('}' or '{')) at++;
            how = format.Substring(start, at - start);
        }
        if (Letter(format, at) != '}') throw Wrong();
        text.Append(ValueFormat.Aligned(ValueFormat.Of(args[index], how), width));
        return at;
    }

    static int Number(string format, ref int at)
    {
        var start = at;
        var number = 0;
        for (; Letter(format, at) is >= '0' and <= '9' && number < 1_000_000; at++) number = number * 10 + format[at] - '0';
        if (at == start) throw Wrong();
        while (Letter(format, at) == ' ') at++;
        return number;
    }

    static char Letter(string format, int at) => at < format.Length ? format[at] : throw Wrong();

    static FormatException Wrong() => new("the format is not well formed: it wants {0}, {0,8} or {0:X}, and {{ for a brace");
}
