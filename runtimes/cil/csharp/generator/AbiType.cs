using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>A C# type as a type of the ABI.</summary>
abstract record AbiType(ITypeSymbol Symbol)
{
    /// <summary>As it stands in signatures: <c>(uint256,address[])</c>.</summary>
    public abstract string Canonical { get; }

    /// <summary>As it stands in the JSON: <c>tuple[]</c> where there are components.</summary>
    public virtual string Json => Canonical;

    public virtual bool IsDynamic => false;

    /// <summary>Bytes in the head.</summary>
    public virtual int HeadSize => 32;

    public virtual IReadOnlyList<Field> Components => [];

    /// <summary>Name of a struct or enum, for the JSON's internalType.</summary>
    public virtual string Internal => Json;

    /// <summary>Whether it can be a field of an event that one searches by.</summary>
    public virtual bool CanBeIndexed => true;
}

/// <summary>A field of a struct, event or error. <c>Access</c>: the member of the C# type.</summary>
sealed record Field(string Name, string Access, AbiType Type, ISymbol Symbol, bool Indexed = false);

/// <summary>What fits into a word. <c>Bytes</c>: how many it takes in storage.</summary>
sealed record WordType(ITypeSymbol Symbol, string Name, int Bytes) : AbiType(Symbol)
{
    public override string Canonical => Name;
}

/// <summary><c>Members</c>: their names, from 0.</summary>
sealed record EnumType(INamedTypeSymbol Named, IReadOnlyList<string> Members) : AbiType(Named)
{
    public override string Canonical => "uint8";
    public override string Internal => $"enum {Named.Name}";

    /// <summary>What solc does not write, but whoever reads our JSON knows (evm/compiler/name-enums.ts).</summary>
    public (string, string) MembersJson => ("enumMembers", Interleave.Compiler.Json.List(Members.Select(Interleave.Compiler.Json.Text)));
}

/// <summary>string and bytes.</summary>
sealed record DataType(ITypeSymbol Symbol, string Name) : AbiType(Symbol)
{
    public override string Canonical => Name;
    public override bool IsDynamic => true;
}

/// <summary>An array or a list.</summary>
sealed record SequenceType(ITypeSymbol Symbol, AbiType Item, bool IsList) : AbiType(Symbol)
{
    public override string Canonical => Item.Canonical + "[]";
    public override string Json => Item.Json + "[]";
    public override string Internal => Item.Internal + "[]";
    public override bool IsDynamic => true;
    public override IReadOnlyList<Field> Components => Item.Components;
    public override bool CanBeIndexed => false;
}

/// <summary>A struct, a record or a tuple. <c>Positional</c>: made by a constructor that takes the fields in order.</summary>
sealed record TupleType(INamedTypeSymbol Named, IReadOnlyList<Field> Fields, bool Positional) : AbiType(Named)
{
    public override string Canonical => $"({string.Join(",", Fields.Select(one => one.Type.Canonical))})";
    public override string Json => "tuple";
    public override string Internal => Named.IsTupleType ? "tuple" : $"struct {Names.Large(Named)}";
    public override bool IsDynamic => Fields.Any(one => one.Type.IsDynamic);
    public int FieldsSize => Fields.Sum(one => one.Type.HeadSize);
    public override int HeadSize => IsDynamic ? 32 : FieldsSize;
    public override IReadOnlyList<Field> Components => Fields;
    public override bool CanBeIndexed => false;
}
