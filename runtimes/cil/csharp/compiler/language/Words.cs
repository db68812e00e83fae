namespace Interleave.Compiler;

/// <summary>Keywords of C# by where they may stand; those that no contract can use are left out.</summary>
static class Words
{
    public static readonly string[] Types =
    [
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "char", "string", "object",
    ];

    public static readonly string[] Declarations =
    [
        "using", "namespace", "class", "record", "struct", "interface", "enum", "delegate", "public", "private", "protected", "internal", "static",
        "readonly", "abstract", "sealed", "virtual", "override", "partial", "const", "required", "void", "get", "set", "init", "where",
    ];

    public static readonly string[] Statements =
    [
        "if", "else", "for", "foreach", "while", "do", "switch", "case", "break", "continue", "return", "throw", "try", "catch", "finally", "var", "const",
        "using", "yield", "checked", "unchecked",
    ];

    public static readonly string[] Expressions =
    [
        "new", "this", "base", "true", "false", "null", "is", "as", "not", "and", "or", "when", "default", "nameof", "typeof", "throw", "switch", "with", "in", "out",
        "ref", "from", "select", "orderby", "checked", "unchecked",
    ];
}
