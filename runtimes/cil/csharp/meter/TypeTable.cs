using System;
using System.Buffers.Binary;
using System.Text;

namespace Interleave.Compiler;

/// <summary>
/// Where the TypeDef table lies in metadata (ECMA-335, II.24.2.6); only the tables Module and TypeRef come before it.
/// The package's own reader has lost the method that says it.
/// </summary>
readonly ref struct TypeTable
{
    const int Module = 0, TypeRef = 1, TypeDef = 2, Field = 4, Method = 6, ModuleRef = 26, TypeSpec = 27, AssemblyRef = 35;

    /// <summary>Offset of the first row in the metadata.</summary>
    public int Start { get; }

    public int RowSize { get; }

    public TypeTable(ReadOnlySpan<byte> metadata)
    {
        var stream = TablesAt(metadata);
        var heaps = metadata[stream + 6];
        var present = BinaryPrimitives.ReadUInt64LittleEndian(metadata[(stream + 8)..]);
        Span<int> rows = stackalloc int[64];
        var at = stream + 24;
        for (var table = 0; table < 64; table++)
        {
            if ((present >> table & 1) == 0) continue;
            rows[table] = BinaryPrimitives.ReadInt32LittleEndian(metadata[at..]);
            at += 4;
        }
        var text = (heaps & 1) == 0 ? 2 : 4;
        var guid = (heaps & 2) == 0 ? 2 : 4;
        var scope = Coded(rows, Module, ModuleRef, AssemblyRef, TypeRef);
        var extends = Coded(rows, TypeDef, TypeRef, TypeSpec);
        Start = at + rows[Module] * (2 + text + 3 * guid) + rows[TypeRef] * (scope + 2 * text);
        RowSize = 4 + 2 * text + extends + Simple(rows[Field]) + Simple(rows[Method]);
    }

    /// <summary>Offset of the stream with the tables.</summary>
    static int TablesAt(ReadOnlySpan<byte> metadata)
    {
        var at = 16 + BinaryPrimitives.ReadInt32LittleEndian(metadata[12..]);
        int streams = BinaryPrimitives.ReadUInt16LittleEndian(metadata[(at + 2)..]);
        at += 4;
        for (; streams > 0; streams--)
        {
            var name = metadata[(at + 8)..];
            var length = name.IndexOf((byte)0);
            if (Encoding.ASCII.GetString(name[..length]) is "#~" or "#-") return BinaryPrimitives.ReadInt32LittleEndian(metadata[at..]);
            at += 8 + (length + 4) / 4 * 4;
        }
        throw new BadImageFormatException("there are no tables in the metadata");
    }

    static int Simple(int rows) => rows < 1 << 16 ? 2 : 4;

    /// <summary>An index into one of several tables, two bits of which say which.</summary>
    static int Coded(ReadOnlySpan<int> rows, params ReadOnlySpan<int> tables)
    {
        foreach (var table in tables)
        {
            if (rows[table] >= 1 << 14) return 4;
        }
        return 2;
    }
}
