using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Chooses the comparers of a type. It runs once for a type, whenever that is, and so must not be paid for.</summary>
[Trusted]
static class DefaultComparers
{
    public static object Equality(Type type)
    {
        if (type == typeof(string)) return new StringEqualityComparer();
        if (type == typeof(Type)) return new TypeEqualityComparer();
        if (type == typeof(UInt128)) return new WideEqualityComparer();
        if (type == typeof(Int128)) return new SignedWideEqualityComparer();
        if (NullableOf(type) is { } underlying) return Make(typeof(NullableEqualityComparer<>), underlying);
        if (type.IsEnum) return Make(typeof(EnumEqualityComparer<>), type);
        if (Implements(type, typeof(IEquatable<>))) return Make(typeof(EquatableComparer<>), type);
        return Make(typeof(ObjectEqualityComparer<>), type);
    }

    public static object Order(Type type)
    {
        if (type == typeof(string)) return new StringOrder();
        if (NullableOf(type) is { } underlying) return Make(typeof(NullableComparer<>), underlying);
        if (type.IsEnum) return Make(typeof(EnumComparer<>), type);
        if (Implements(type, typeof(IComparable<>))) return Make(typeof(ComparableComparer<>), type);
        return Make(typeof(ObjectComparer<>), type);
    }

    static Type? NullableOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Nullable<>) ? type.GetGenericArguments()[0] : null;

    static bool Implements(Type type, Type ofItself) => ofItself.MakeGenericType(type).IsAssignableFrom(type);

    static object Make(Type comparer, Type type) => Activator.CreateInstance(comparer.MakeGenericType(type))!;
}
