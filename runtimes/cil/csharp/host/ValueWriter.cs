using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Text;
using Interleave.Runtime;

namespace Interleave.Hosting;

/// <summary>
/// Values of variables as bytes for a debugger (runtimes/cil/debug/read-value.ts reads them). Fields are read, no code of contracts runs. What is
/// long or deep is cut.
/// </summary>
static class ValueWriter
{
    /// <summary>Of one value.</summary>
    public const int MostBytes = 10 << 10;

    /// <summary>Room that is left for what ends a value that is cut.</summary>
    const int Slack = 8 << 10;
    const int DeepestValue = 4, MostItems = 32, MostText = 256, MostRaw = 128;

    /// <summary>Fields and elements that an outermost frame tells: to read one takes a microsecond or two. After that, values tell their type.</summary>
    const int MostMembers = 2_000_000;

    enum Tag : byte
    {
        Null, False, True, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Char, Single, Double,
        Text, Bytes, UInt256, Int256, Address, FixedBytes, Enum, Object, List, Map, Other, Cut, Written,
    }

    static byte[] target = Array.Empty<byte>();
    static int at, limit, membersLeft;

    /// <summary>An outermost frame begins.</summary>
    public static void Begin() => membersLeft = MostMembers;

    /// <summary>Where it ends.</summary>
    public static int Write(byte[] bytes, int start, object? value)
    {
        // The library of contracts counts what it does, whoever calls it.
        var (left, depth, allocated) = (Gas.Left, Gas.Depth, Gas.Allocated);
        (Gas.Left, Gas.Depth, Gas.Allocated) = (long.MaxValue / 2, 0, 0);
        try
        {
            (target, at, limit) = (bytes, start, start + MostBytes - Slack);
            Any(value, 0);
            return at;
        }
        finally
        {
            (Gas.Left, Gas.Depth, Gas.Allocated) = (left, depth, allocated);
        }
    }

    static void Any(object? value, int depth)
    {
        if (at >= limit)
        {
            Put(Tag.Cut);
            return;
        }
        switch (value)
        {
            case null: Put(Tag.Null); return;
            case bool one: Put(one ? Tag.True : Tag.False); return;
            case int one: Put(Tag.Int32); Number(one, 4); return;
            case UInt256 one: Put(Tag.UInt256); Word(one); return;
            case Address one: Put(Tag.Address); Word(one.ToUInt256()); return;
            case Int256 one: Put(Tag.Int256); Word(one.Bits); return;
            case string one: Put(Tag.Text); Text(one); return;
            case byte[] one: Put(Tag.Bytes); Raw(one); return;
        }
        var type = value.GetType();
        if (value is DateTime or DateTimeOffset or DateOnly or TimeOnly) Written(type, (IFormattable)value, "O");
        else if (value is TimeSpan or Guid or decimal or UInt128 or Int128) Written(type, (IFormattable)value, null);
        else if (type.IsEnum) Enum(type, value);
        else if (type.IsPrimitive) Primitive(value);
        else if (depth >= DeepestValue || membersLeft <= 0)
        {
            Put(Tag.Other);
            Text(TypeNames.Of(type));
        }
        else if (value is Array array) Items(type, array, array.Length, depth);
        else if (value is Delegate) Named(type);
        else Composite(type, value, depth);
    }

    static void Primitive(object value)
    {
        switch (value)
        {
            case sbyte one: Put(Tag.SByte); Number(one, 1); break;
            case byte one: Put(Tag.Byte); Number(one, 1); break;
            case short one: Put(Tag.Int16); Number(one, 2); break;
            case ushort one: Put(Tag.UInt16); Number(one, 2); break;
            case uint one: Put(Tag.UInt32); Number(one, 4); break;
            case long one: Put(Tag.Int64); Number(one, 8); break;
            case ulong one: Put(Tag.UInt64); Number((long)one, 8); break;
            case char one: Put(Tag.Char); Number(one, 2); break;
            case float one: Put(Tag.Single); Number(BitConverter.SingleToInt32Bits(one), 4); break;
            case double one: Put(Tag.Double); Number(BitConverter.DoubleToInt64Bits(one), 8); break;
            default: Named(value.GetType()); break;
        }
    }

    /// <summary>Its type, the name of the member if it has one, and the number.</summary>
    static void Enum(Type type, object value)
    {
        var name = "";
        object? bits = null;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (!field.IsStatic) bits = field.GetValue(value);
        }
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            if (field.IsLiteral && field.GetRawConstantValue() is { } constant && constant.Equals(bits)) name = field.Name;
        }
        Put(Tag.Enum);
        Text(TypeNames.Of(type));
        Text(name);
        Any(bits, DeepestValue);
    }

    static void Composite(Type type, object value, int depth)
    {
        var fields = TypeFields.Of(type);
        if (fields.Word is { } word)
        {
            Put(Tag.FixedBytes);
            target[at++] = (byte)fields.WordLength;
            Word((UInt256)word.GetValue(value)!);
        }
        else if (fields.Items is { } items && fields.Count is { } count && items.GetValue(value) is Array array)
        {
            var length = (int)count.GetValue(value)!;
            if (fields.IsTable) Entries(type, array, length, depth);
            else Items(type, array, length, depth);
        }
        else if (value is Exception exception) Thrown(type, exception, fields, depth);
        else Members(type, value, fields, depth);
    }

    /// <summary>Its type, how many there are, how many follow, and those.</summary>
    static void Items(Type type, Array array, int length, int depth)
    {
        Put(Tag.List);
        Text(TypeNames.Of(type));
        Number(length, 4);
        var shown = array.Rank == 1 ? Math.Min(length, MostItems) : 0;
        Number(shown, 4);
        membersLeft -= shown;
        for (var i = 0; i < shown; i++) Any(array.GetValue(i), depth + 1);
    }

    /// <summary>Of a hash table: its type, how many follow, and those, key and value; sets have none.</summary>
    static void Entries(Type type, Array entries, int length, int depth)
    {
        const int hole = -2;
        var entry = entries.GetType().GetElementType()!;
        var (next, key, value) = (entry.GetField("Next")!, entry.GetField("Key")!, entry.GetField("Value")!);
        var isSet = value.FieldType.Name == "Nothing";
        Put(isSet ? Tag.List : Tag.Map);
        Text(TypeNames.Of(type));
        var all = 0;
        for (var i = 0; i < length; i++)
        {
            if ((int)next.GetValue(entries.GetValue(i))! != hole) all++;
        }
        Number(all, 4);
        var shown = Math.Min(all, MostItems);
        Number(shown, 4);
        membersLeft -= length + shown;
        for (var i = 0; i < length && shown > 0; i++)
        {
            var one = entries.GetValue(i);
            if ((int)next.GetValue(one)! == hole) continue;
            shown--;
            Any(key.GetValue(one), depth + 1);
            if (!isSet) Any(value.GetValue(one), depth + 1);
        }
    }

    static void Thrown(Type type, Exception exception, TypeFields fields, int depth)
    {
        Put(Tag.Object);
        Text(TypeNames.Of(type));
        Number(fields.Own.Length + 1, 4);
        Text("Message");
        // Its property is a virtual one, which a contract may have overridden.
        Any(TypeFields.MessageOf(exception), depth + 1);
        foreach (var field in fields.Own) Member(field, exception, depth);
    }

    /// <summary>Its type, how many fields, and the name and value of each.</summary>
    static void Members(Type type, object value, TypeFields fields, int depth)
    {
        Put(Tag.Object);
        Text(TypeNames.Of(type));
        Number(fields.Own.Length, 4);
        membersLeft -= fields.Own.Length;
        foreach (var field in fields.Own) Member(field, value, depth);
    }

    static void Member(FieldInfo field, object value, int depth)
    {
        if (at >= limit)
        {
            Text("");
            Put(Tag.Cut);
            return;
        }
        Text(field.Name);
        Any(field.GetValue(value), depth + 1);
    }

    /// <summary>Of .NET's own, whose fields say nothing: its type, and it as text.</summary>
    static void Written(Type type, IFormattable value, string? format)
    {
        Put(Tag.Written);
        Text(TypeNames.Of(type));
        Text(value.ToString(format, CultureInfo.InvariantCulture));
    }

    static void Named(Type type)
    {
        Put(Tag.Other);
        Text(TypeNames.Of(type));
    }

    static void Put(Tag tag) => target[at++] = (byte)tag;

    static void Number(long value, int bytes)
    {
        for (var i = 0; i < bytes; i++) target[at++] = (byte)(value >> (8 * i));
    }

    static void Word(UInt256 value)
    {
        value.WriteTo(target.AsSpan(at));
        at += 32;
    }

    /// <summary>Length in UTF-16 units, bytes that follow, UTF-8.</summary>
    static void Text(string text)
    {
        Number(text.Length, 4);
        // Three bytes a unit at most.
        var shown = text.Length > MostText ? text[..MostText] : text;
        var bytes = Encoding.UTF8.GetBytes(shown);
        Number(bytes.Length, 2);
        bytes.CopyTo(target, at);
        at += bytes.Length;
    }

    static void Raw(byte[] bytes)
    {
        Number(bytes.Length, 4);
        var shown = Math.Min(bytes.Length, MostRaw);
        Number(shown, 2);
        bytes.AsSpan(0, shown).CopyTo(target.AsSpan(at));
        at += shown;
    }
}
