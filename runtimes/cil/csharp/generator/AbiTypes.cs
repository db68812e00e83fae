using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Finds the ABI's type for a C# type; says why where there is none.</summary>
sealed class AbiTypes
{
    readonly Dictionary<ITypeSymbol, (AbiType? Type, string Why)> known = new(SymbolEqualityComparer.Default);

    public AbiType? Of(ITypeSymbol type, out string why)
    {
        if (!known.TryGetValue(type, out var found))
        {
            // While it is being worked out it cannot contain itself.
            known[type] = (null, $"{type.ToDisplayString()} contains itself");
            found = Find(type);
            known[type] = found;
        }
        why = found.Why;
        return found.Type;
    }

    public AbiType? Of(ITypeSymbol type) => Of(type, out _);

    (AbiType?, string) Find(ITypeSymbol type)
    {
        if (Word(type) is { } word) return (word, "");
        switch (type)
        {
            case { SpecialType: SpecialType.System_String }:
                return (new DataType(type, "string"), "");
            case IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }:
                return (new DataType(type, "bytes"), "");
            case IArrayTypeSymbol { Rank: 1 } array:
                return Sequence(type, array.ElementType, false);
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } named:
                return Enum(named);
            case INamedTypeSymbol { Name: "List", Arity: 1 } list when list.ContainingNamespace.ToDisplayString() == "System.Collections.Generic":
                return Sequence(type, list.TypeArguments[0], true);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return Tuple(tuple, tuple.TupleElements.Select(one => (Member: (ISymbol)one, one.Type)), true);
            case INamedTypeSymbol { Arity: 0 } named when IsData(named):
                return Struct(named);
            default:
                return (null, Reason(type));
        }
    }

    static string Reason(ITypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (type is INamedTypeSymbol named && (named.IsSdk("Mapping") || named.IsSdk("StorageList") || named.IsSdk("Counter")))
            return $"{name} is a place in storage and cannot be passed";
        return type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => $"{name} is no type of the ABI: use integers, such as UInt256 with 18 decimals",
            SpecialType.System_Char => "char is no type of the ABI: use string",
            SpecialType.System_Object => "object is no type of the ABI",
            _ => $"{name} is no type of the ABI: use numbers, bool, Address, BytesN, string, byte[], arrays, List<T>, enums, structs or records of these",
        };
    }

    static AbiType? Word(ITypeSymbol type)
    {
        var (name, bytes) = type.SpecialType switch
        {
            SpecialType.System_Boolean => ("bool", 1),
            SpecialType.System_Byte => ("uint8", 1),
            SpecialType.System_UInt16 => ("uint16", 2),
            SpecialType.System_UInt32 => ("uint32", 4),
            SpecialType.System_UInt64 => ("uint64", 8),
            SpecialType.System_SByte => ("int8", 1),
            SpecialType.System_Int16 => ("int16", 2),
            SpecialType.System_Int32 => ("int32", 4),
            SpecialType.System_Int64 => ("int64", 8),
            _ => Named(type),
        };
        return bytes == 0 ? null : new WordType(type, name, bytes);
    }

    static (string, int) Named(ITypeSymbol type)
    {
        if (type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            return type.Name switch { "UInt128" => ("uint128", 16), "Int128" => ("int128", 16), _ => ("", 0) };
        if (type.IsSdk("UInt256")) return ("uint256", 32);
        if (type.IsSdk("Int256")) return ("int256", 32);
        if (type.IsSdk("Address")) return ("address", 20);
        if (type.Name.StartsWith("Bytes") && type.IsSdk(type.Name) && int.TryParse(type.Name[5..], out var size) && size is > 0 and <= 32)
            return ($"bytes{size}", size);
        return ("", 0);
    }

    static (AbiType?, string) Enum(INamedTypeSymbol type)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(one => one.HasConstantValue)
            .Select(one => (one.Name, Value: System.Convert.ToInt64(one.ConstantValue))).OrderBy(one => one.Value).ToArray();
        var isPlain = members.Length is > 0 and <= 256 && members.Select((one, index) => one.Value == index).All(same => same);
        return isPlain ? (new EnumType(type, members.Select(one => one.Name).ToArray()), "") : (null, $"the members of enum {type.Name} must be 0, 1, 2, ...");
    }

    (AbiType?, string) Sequence(ITypeSymbol type, ITypeSymbol item, bool isList)
    {
        var inner = Of(item, out var why);
        return inner == null ? (null, why) : (new SequenceType(type, inner, isList), "");
    }

    static bool IsData(INamedTypeSymbol type) =>
        type.Locations.Any(one => one.IsInSource) && !type.IsAbstract && !type.IsStatic && (type.TypeKind == TypeKind.Struct || type.IsRecord);

    (AbiType?, string) Struct(INamedTypeSymbol type)
    {
        var members = Chain(type).SelectMany(one => one.GetMembers()).Where(one => !one.IsStatic).ToArray();
        if (PrimaryConstructor(type) is { } primary)
        {
            // Generated code would have to name it beside the constructor's arguments.
            if (members.FirstOrDefault(IsRequired) is { } required && !primary.GetAttributes().Any(one => one.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
                return (null, $"{type.Name}.{required.Name} is required, and {type.Name} has a constructor for its fields: leave out required, or make all fields properties with set or init");
            return Tuple(type, primary.Parameters.Select(one => (Member: (ISymbol)one, one.Type)), true);
        }
        var settable = members.Where(one => !one.IsImplicitlyDeclared && IsVisible(one)).ToArray();
        if (settable.OfType<IPropertySymbol>().FirstOrDefault(one => one.SetMethod is { } set && !IsVisible(set)) is { } closed)
            return (null, $"{type.Name}.{closed.Name} can only be set by {type.Name} itself: write {{ get; set; }} or {{ get; init; }}");
        var fields = settable.Select(one => one switch
        {
            IFieldSymbol { IsReadOnly: false } field => (Member: one, field.Type),
            IPropertySymbol { SetMethod: not null, IsIndexer: false } property => (Member: one, property.Type),
            _ => default,
        }).Where(one => one.Member != null);
        if (type.IsRecord && type.TypeKind == TypeKind.Class && type.InstanceConstructors.All(one => one.Parameters.Length > 0))
            return (null, $"{type.Name} needs a constructor without parameters, or its fields in one: record {type.Name}(...)");
        return Tuple(type, fields, false);
    }

    /// <summary>The type and those of the sources that it derives from, the most basic first.</summary>
    static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type) =>
        type.BaseType is { } above && above.Locations.Any(one => one.IsInSource) ? Chain(above).Append(type) : [type];

    static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    static bool IsVisible(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>The constructor of <c>record Point(UInt256 X, UInt256 Y)</c>: each parameter has a property of its name.</summary>
    public static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(one =>
        one.Parameters.Length > 0 && one.Parameters.All(parameter => Chain(type).SelectMany(above => above.GetMembers(parameter.Name)).OfType<IPropertySymbol>().Any(property =>
            SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type))));

    (AbiType?, string) Tuple(INamedTypeSymbol type, IEnumerable<(ISymbol Member, ITypeSymbol Type)> members, bool positional)
    {
        var fields = new List<Field>();
        foreach (var (member, memberType) in members)
        {
            var inner = Of(memberType, out var why);
            if (inner == null) return (null, $"{type.Name}.{member.Name}: {why}");
            var isNamed = !type.IsTupleType || (member is IFieldSymbol { IsExplicitlyNamedTupleElement: true });
            fields.Add(new Field(isNamed ? Names.Small(member) : "", member.Name, inner, member, member.Has("Indexed")));
        }
        return fields.Count == 0 ? (null, $"{type.Name} has no fields that could be set") : (new TupleType(type, fields, positional), "");
    }
}
