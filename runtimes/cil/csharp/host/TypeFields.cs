using System;
using System.Reflection;

namespace Interleave.Hosting;

/// <summary>Which fields tell what a value of a type is.</summary>
sealed class TypeFields
{
    const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    const string Library = "Interleave.Sdk";
    const int MostFields = 64;

    static readonly FieldInfo? message = typeof(Exception).GetField("_message", Declared);

    static Type[] types = new Type[64];
    static TypeFields[] found = new TypeFields[64];
    static int count;

    /// <summary>Those of the contract's own classes, the base's first.</summary>
    public FieldInfo[] Own { get; }

    /// <summary>Of a collection: an array, and how much of it is in use.</summary>
    public FieldInfo? Items { get; }
    public FieldInfo? Count { get; }

    /// <summary>The array is that of a hash table.</summary>
    public bool IsTable { get; }

    /// <summary>Of Bytes1 to Bytes32: the word, and how many of its bytes.</summary>
    public FieldInfo? Word { get; }
    public int WordLength { get; }

    TypeFields(Type type)
    {
        Own = OwnOf(type);
        if (!IsOurs(type)) return;
        if (type.Namespace == "Interleave" && type.Name.StartsWith("Bytes", StringComparison.Ordinal) && type.GetField("Word", Declared) is { } word)
        {
            Word = word;
            foreach (var digit in type.Name[5..]) WordLength = 10 * WordLength + (digit - '0');
            return;
        }
        for (var at = type; at != null; at = at.BaseType)
        {
            IsTable = at.Name == "InsertionTable`2";
            Items = at.GetField(IsTable ? "entries" : "items", Declared);
            Count = at.GetField(IsTable ? "used" : "size", Declared);
            // A queue goes round in its array.
            if (Items != null && Count != null && at.GetField("head", Declared) == null) return;
        }
        (Items, Count, IsTable) = (null, null, false);
    }

    public static TypeFields Of(Type type)
    {
        for (var i = 0; i < count; i++)
        {
            if (types[i] == type) return found[i];
        }
        if (count == types.Length)
        {
            Array.Resize(ref types, 2 * count);
            Array.Resize(ref found, 2 * count);
        }
        types[count] = type;
        return found[count++] = new TypeFields(type);
    }

    public static string? MessageOf(Exception exception) => message?.GetValue(exception) as string;

    static bool IsOurs(Type type) => type.Assembly.GetName().Name == Library;

    /// <summary>Of the class library's and the SDK's types nothing: what is in them is nobody's business.</summary>
    static FieldInfo[] OwnOf(Type type)
    {
        var own = Array.Empty<FieldInfo>();
        for (var at = type; at != null && !IsShut(at); at = at.BaseType)
        {
            var fields = at.GetFields(Declared);
            var more = new FieldInfo[own.Length + fields.Length];
            fields.CopyTo(more, 0);
            own.CopyTo(more, fields.Length);
            own = more;
        }
        if (own.Length > MostFields) Array.Resize(ref own, MostFields);
        return own;
    }

    static bool IsShut(Type type)
    {
        // Tuples, pairs and Nullable have nothing but what they show.
        if (type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) || type.Name == "KeyValuePair`2") return false;
        return IsOurs(type) || type.Assembly == typeof(object).Assembly;
    }
}
