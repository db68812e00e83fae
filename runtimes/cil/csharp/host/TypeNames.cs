using System;

namespace Interleave.Hosting;

/// <summary>Types as C# writes them.</summary>
static class TypeNames
{
    static readonly (Type Type, string Name)[] keywords =
    [
        (typeof(bool), "bool"), (typeof(byte), "byte"), (typeof(sbyte), "sbyte"), (typeof(short), "short"), (typeof(ushort), "ushort"),
        (typeof(int), "int"), (typeof(uint), "uint"), (typeof(long), "long"), (typeof(ulong), "ulong"), (typeof(char), "char"),
        (typeof(float), "float"), (typeof(double), "double"), (typeof(string), "string"), (typeof(object), "object"),
    ];

    static Type[] types = new Type[64];
    static string[] names = new string[64];
    static int count;

    public static string Of(Type type)
    {
        for (var i = 0; i < count; i++)
        {
            if (types[i] == type) return names[i];
        }
        if (count == types.Length)
        {
            Array.Resize(ref types, 2 * count);
            Array.Resize(ref names, 2 * count);
        }
        var name = Make(type);
        types[count] = type;
        names[count++] = name;
        return name;
    }

    static string Make(Type type)
    {
        foreach (var (known, keyword) in keywords)
        {
            if (known == type) return keyword;
        }
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        var name = type.Name;
        var tick = name.IndexOf('`');
        if (tick < 0) return name;
        var arguments = type.GetGenericArguments();
        var texts = new string[arguments.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = Of(arguments[i]);
        var inner = string.Join(", ", texts);
        var plain = name[..tick];
        return plain == "ValueTuple" ? $"({inner})" : plain == "Nullable" ? $"{inner}?" : $"{plain}<{inner}>";
    }
}
