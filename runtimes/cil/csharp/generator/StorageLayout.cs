using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Where a variable lies: the slot, and bytes from its right end.</summary>
readonly record struct Place(int Slot, int Offset);

/// <summary>
/// Gives places as Solidity does ("Layout of State Variables in Storage"): in order, several in a slot where they fit, structs and
/// everything longer in slots of their own.
/// </summary>
sealed class Packing
{
    int slot;
    int offset;

    public int SlotsUsed => offset > 0 ? slot + 1 : slot;

    public Place Next(int size)
    {
        if (offset + size > 32) Align();
        var place = new Place(slot, offset);
        offset += size;
        if (offset < 32) return place;
        slot += (offset + 31) / 32;
        offset = 0;
        return place;
    }

    public void Align()
    {
        if (offset > 0) (slot, offset) = (slot + 1, 0);
    }
}

/// <summary>What can be stored, how much room it takes, and what solc's storageLayout would say of it.</summary>
sealed class StorageLayout(AbiTypes types)
{
    /// <summary>Bytes: up to 32, or a multiple of it. Zero: it cannot be stored.</summary>
    public int SizeOf(ITypeSymbol type, out string why)
    {
        why = "";
        if (type is INamedTypeSymbol named)
        {
            if (named.IsSdk("Counter")) return 32;
            if (named.IsSdk("Mapping")) return IsKey(named.TypeArguments[0], out why) && SizeOf(named.TypeArguments[1], out why) > 0 ? 32 : 0;
            if (named.IsSdk("StorageList")) return SizeOf(named.TypeArguments[0], out why) > 0 ? 32 : 0;
        }
        return types.Of(type, out why) switch
        {
            null => 0,
            WordType word => word.Bytes,
            EnumType => 1,
            TupleType tuple => 32 * Pack(tuple).Slots,
            _ => 32,
        };
    }

    /// <summary>Places for mappings, lists and counters: they have no value of their own.</summary>
    public static bool IsPlace(ITypeSymbol type) =>
        type is INamedTypeSymbol named && (named.IsSdk("Counter") || named.IsSdk("Mapping") || named.IsSdk("StorageList"));

    public (IReadOnlyList<Place> Places, int Slots) Pack(TupleType tuple)
    {
        var packing = new Packing();
        var places = new List<Place>();
        foreach (var field in tuple.Fields) places.Add(PlaceOf(packing, field.Type.Symbol, SizeOf(field.Type.Symbol, out _)));
        return (places, packing.SlotsUsed);
    }

    public Place PlaceOf(Packing packing, ITypeSymbol type, int size)
    {
        var isStruct = types.Of(type) is TupleType;
        if (isStruct) packing.Align();
        var place = packing.Next(size);
        if (isStruct) packing.Align();
        return place;
    }

    bool IsKey(ITypeSymbol type, out string why)
    {
        var isKey = types.Of(type, out why) is WordType or EnumType or DataType;
        if (!isKey) why = $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} cannot be the key of a mapping: use a number, bool, Address, BytesN, enum, string or byte[]";
        return isKey;
    }

    /// <summary>The type's name in the JSON; it and what it is made of are added to the descriptions.</summary>
    public string Describe(ITypeSymbol type, SortedDictionary<string, string> descriptions)
    {
        var (id, fields) = Description(type, descriptions);
        descriptions[id] = Json.Object(fields.Append(("numberOfBytes", Json.Text(SizeOf(type, out _).ToString()))));
        return id;
    }

    string Label(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol named)
        {
            if (named.IsSdk("Counter")) return "counter";
            if (named.IsSdk("Mapping")) return $"mapping({Label(named.TypeArguments[0])} => {Label(named.TypeArguments[1])})";
            if (named.IsSdk("StorageList")) return Label(named.TypeArguments[0]) + "[]";
        }
        return types.Of(type) is { } abi ? abi.Internal : type.Name;
    }

    (string Id, IEnumerable<(string, string)> Fields) Description(ITypeSymbol type, SortedDictionary<string, string> all)
    {
        (string, string)[] Of(string encoding, params (string, string)[] more) =>
            [("encoding", Json.Text(encoding)), ("label", Json.Text(Label(type))), .. more];
        if (type is INamedTypeSymbol named)
        {
            if (named.IsSdk("Counter")) return ("t_counter", Of("inplace"));
            if (named.IsSdk("Mapping"))
            {
                var (key, value) = (Describe(named.TypeArguments[0], all), Describe(named.TypeArguments[1], all));
                return ($"t_mapping({key},{value})", Of("mapping", ("key", Json.Text(key)), ("value", Json.Text(value))));
            }
            if (named.IsSdk("StorageList")) return Array(Describe(named.TypeArguments[0], all), Of);
        }
        switch (types.Of(type))
        {
            case DataType data:
                return ($"t_{data.Name}_storage", Of("bytes"));
            case SequenceType sequence:
                return Array(Describe(sequence.Item.Symbol, all), Of);
            case TupleType tuple:
                var (places, _) = Pack(tuple);
                var members = tuple.Fields.Select((field, i) => Json.Object(
                    ("label", Json.Text(field.Name == "" ? $"item{i + 1}" : field.Name)),
                    ("offset", places[i].Offset.ToString()),
                    ("slot", Json.Text(places[i].Slot.ToString())),
                    ("type", Json.Text(Describe(field.Type.Symbol, all)))));
                return ($"t_struct({tuple.Named.Name}{tuple.Canonical})_storage", Of("inplace", ("members", Json.List(members.ToArray()))));
            case EnumType one:
                return ($"t_enum({one.Named.Name})", Of("inplace", one.MembersJson));
            case var word:
                return ($"t_{word?.Canonical}", Of("inplace"));
        }
    }

    static (string, IEnumerable<(string, string)>) Array(string item, Func<string, (string, string)[], (string, string)[]> of) =>
        ($"t_array({item})dyn_storage", of("dynamic_array", [("base", Json.Text(item))]));
}
