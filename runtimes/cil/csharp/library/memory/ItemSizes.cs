using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>
/// Bytes that an element of an array takes, where the type is not known before; as many below zero where references are in it, which are not
/// copied in one go. Looked up once; the price is always the same.
/// </summary>
[Trusted]
static class ItemSizes
{
    /// <summary>Of what is no struct.</summary>
    const int Longest = 8;

    static readonly ConditionalWeakTable<Type, object> known = new();

    public static int Of(Array array)
    {
        Gas.Use(10);
        var type = array.GetType().GetElementType()!;
        if (!known.TryGetValue(type, out var size)) known.Add(type, size = Measure(type, out var refers) is var bytes && refers ? -bytes : bytes);
        return (int)size;
    }

    static int Measure(Type type, out bool refers)
    {
        refers = !type.IsValueType;
        if (type == typeof(byte) || type == typeof(sbyte) || type == typeof(bool)) return 1;
        if (type == typeof(char) || type == typeof(short) || type == typeof(ushort)) return 2;
        if (type == typeof(int) || type == typeof(uint)) return 4;
        if (refers || type.IsPrimitive || type.IsEnum) return Longest;
        var size = 0L;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            size += Measure(field.FieldType, out var fieldRefers);
            refers |= fieldRefers;
        }
        return (int)Math.Min(size, int.MaxValue);
    }
}
