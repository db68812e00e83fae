using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Writes the codecs of the types that a compilation uses, and registers them. Fields have their places as constants.</summary>
sealed class CodecWriter(AbiTypes types, StorageLayout layout, SourceWriter source)
{
    const string Sdk = "global::Interleave";

    readonly HashSet<ITypeSymbol> done = new(SymbolEqualityComparer.Default);
    readonly List<string> registrations = [];

    public IReadOnlyList<string> Registrations => registrations;

    public static string Codec(ITypeSymbol type) => $"{Sdk}.Codec<{type.Full()}>.Of";

    /// <summary>The type and whatever it is made of.</summary>
    public void Need(ITypeSymbol type)
    {
        if (!done.Add(type)) return;
        if (type is INamedTypeSymbol place && StorageLayout.IsPlace(place))
        {
            foreach (var argument in place.TypeArguments) Need(argument);
            if (place.IsSdk("Mapping")) Register(type, $"new {Sdk}.MappingCodec<{Arguments(place)}>()");
            else if (place.IsSdk("StorageList")) Register(type, $"new {Sdk}.StorageListCodec<{Arguments(place)}>()");
            return;
        }
        switch (types.Of(type))
        {
            case SequenceType sequence:
                Need(sequence.Item.Symbol);
                Register(type, $"new {Sdk}.{(sequence.IsList ? "ListCodec" : "ArrayCodec")}<{sequence.Item.Symbol.Full()}>()");
                break;
            case EnumType { Members: var members }:
                Register(type, $"new {Sdk}.EnumCodec<{type.Full()}>({members.Count}, value => unchecked((byte)value), value => ({type.Full()})value)");
                break;
            case TupleType tuple:
                foreach (var field in tuple.Fields) Need(field.Type.Symbol);
                Register(type, $"new {WriteStruct(tuple)}()");
                break;
        }
    }

    static string Arguments(INamedTypeSymbol type) => string.Join(", ", type.TypeArguments.Select(one => one.Full()));

    void Register(ITypeSymbol type, string codec) => registrations.Add($"{Codec(type)} ??= {codec};");

    string WriteStruct(TupleType tuple)
    {
        var name = $"Struct{registrations.Count}";
        var type = tuple.Symbol.Full();
        var (places, slots) = layout.Pack(tuple);
        source.Open($"sealed class {name} : {Sdk}.StructCodec<{type}>");
        source.Line($"public override bool IsDynamic => {Json.Flag(tuple.IsDynamic)};");
        source.Line($"protected override int FieldsSize => {tuple.FieldsSize};");
        source.Line($"public override int StorageSize => {32 * slots};");
        source.Open($"protected override void EncodeFields({Sdk}.AbiWriter writer, {type} value, int head, int start)");
        foreach (var (field, head) in WithHeads(tuple.Fields)) source.Line($"{Codec(field.Type.Symbol)}.Encode(writer, value.@{field.Access}, head + {head}, start);");
        source.Close();
        Make("protected override", "DecodeFields", $"{Sdk}.AbiReader reader, int head, int start", WithHeads(tuple.Fields).Select(one =>
            $"{Codec(one.Field.Type.Symbol)}.Decode(reader, head + {one.Head}, start)"));
        Make("public override", "Load", $"{Sdk}.UInt256 slot, int offset", tuple.Fields.Select((field, i) =>
            $"{Codec(field.Type.Symbol)}.Load({Slot(places[i])}, {places[i].Offset})"));
        source.Open($"public override void Store({Sdk}.UInt256 slot, int offset, {type} value)");
        for (var i = 0; i < places.Count; i++) source.Line($"{Codec(tuple.Fields[i].Type.Symbol)}.Store({Slot(places[i])}, {places[i].Offset}, value.@{tuple.Fields[i].Access});");
        source.Close();
        // Of a record class nothing stands for zero.
        source.Open($"public override void Clear({Sdk}.UInt256 slot, int offset)");
        for (var i = 0; i < places.Count; i++) source.Line($"{Codec(tuple.Fields[i].Type.Symbol)}.Clear({Slot(places[i])}, {places[i].Offset});");
        source.Close();
        source.Close();
        return name;

        void Make(string modifiers, string method, string parameters, IEnumerable<string> values)
        {
            var made = tuple.Named.IsTupleType
                ? $"({string.Join(", ", values)})"
                : tuple.Positional
                    ? $"new {type}({string.Join(", ", values)})"
                    : $"new {type} {{ {string.Join(", ", values.Select((value, i) => $"@{tuple.Fields[i].Access} = {value}"))} }}";
            // A tuple of one or with a name for itself only would be no tuple.
            if (tuple.Named.IsTupleType && tuple.Fields.Count == 1) made = $"new {type}{made}";
            source.Line($"{modifiers} {type} {method}({parameters}) => {made};");
        }

        string Slot(Place place) => place.Slot == 0 ? "slot" : $"slot.WrappingAdd({place.Slot})";
    }

    public static IEnumerable<(Field Field, int Head)> WithHeads(IEnumerable<Field> fields)
    {
        var head = 0;
        foreach (var field in fields)
        {
            yield return (field, head);
            head += field.Type.HeadSize;
        }
    }
}
