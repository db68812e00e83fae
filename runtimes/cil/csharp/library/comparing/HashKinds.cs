using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>What is known of a type by reflection. Looked up once; the price does not depend on whether it is the first time.</summary>
[Trusted]
static class HashKinds
{
    const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    sealed class Known(HashKind kind, bool comparesFields, bool hasOwnText, FieldInfo[] fields, int hash)
    {
        public readonly bool HasOwnText = hasOwnText;
        public readonly HashKind Kind = kind;
        public readonly bool ComparesFields = comparesFields;
        public readonly FieldInfo[] Fields = fields;
        public readonly int Hash = hash;
    }

    static readonly ConditionalWeakTable<Type, Known> known = new();

    public static HashKind OfType(Type type) => KnownOf(type).Kind;

    public static HashKind Of(object value)
    {
        Gas.Use(10);
        return KnownOf(value.GetType()).Kind;
    }

    /// <summary>Whether Equals is the one that every struct has from .NET, which compares field by field.</summary>
    public static bool ComparesFields(object value)
    {
        Gas.Use(10);
        return KnownOf(value.GetType()).ComparesFields;
    }

    /// <summary>Whether ToString is none that .NET gives to every exception: that one shows the stack.</summary>
    public static bool HasOwnText(Exception value)
    {
        Gas.Use(10);
        return KnownOf(value.GetType()).HasOwnText;
    }

    public static bool SameType(object one, object other) => one.GetType() == other.GetType();

    public static object? ValueOf(FieldInfo field, object of)
    {
        Gas.Use(100);
        Gas.Bytes(32);
        return field.GetValue(of);
    }

    public static FieldInfo[] FieldsOf(object value) => KnownOf(value.GetType()).Fields;

    /// <summary>A hash code for the type itself: every record hashes its own.</summary>
    public static int HashOf(Type type)
    {
        Gas.Use(10);
        return KnownOf(type).Hash;
    }

    static Known KnownOf(Type type)
    {
        if (!known.TryGetValue(type, out var found)) known.Add(type, found = LookUp(type));
        return found;
    }

    static int NameHash(Type type) => StableHash.Of(MemoryMarshal.AsBytes(type.ToString().AsSpan()));

    static Known LookUp(Type type)
    {
        var hashing = type.GetMethod(nameof(GetHashCode), Instance, Type.EmptyTypes)?.DeclaringType;
        var comparing = type.GetMethod(nameof(Equals), Instance, [typeof(object)])?.DeclaringType;
        var byAddress = hashing == typeof(object) || typeof(Delegate).IsAssignableFrom(type) || typeof(MemberInfo).IsAssignableFrom(type);
        var kind = byAddress ? HashKind.Address : hashing == typeof(ValueType) ? HashKind.Fields : HashKind.Own;
        var texts = type.GetMethod(nameof(ToString), Instance, Type.EmptyTypes)?.DeclaringType;
        var hasOwnText = texts != null && texts != typeof(object) && texts != typeof(ValueType) && texts != typeof(Exception);
        return new Known(kind, comparing == typeof(ValueType), hasOwnText, type.IsValueType ? type.GetFields(Instance) : [], NameHash(type));
    }
}
