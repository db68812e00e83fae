using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Interleave.Compiler;

/// <summary>
/// Hides from a reference what another one declares as well: without it, <c>List&lt;T&gt;</c> would be ambiguous between the class
/// library and the SDK. Its type becomes internal, in a copy that only the C# compiler sees.
/// </summary>
public static unsafe class ReferencePatcher
{
    const TypeAttributes Visibility = TypeAttributes.VisibilityMask;

    /// <summary>The library, its top-level types that the SDK has too made internal.</summary>
    public static byte[] Hide(byte[] library, byte[] sdk)
    {
        var names = new HashSet<string>();
        Each(sdk, (name, _) => names.Add(name));
        return Hide(library, names);
    }

    /// <param name="hidden">Namespace, a dot, and the name with its arity, as in metadata.</param>
    public static byte[] Hide(byte[] library, IReadOnlySet<string> hidden)
    {
        var patched = (byte[])library.Clone();
        Each(library, (name, flagsAt) =>
        {
            if (hidden.Contains(name)) patched[flagsAt] &= unchecked((byte)~Visibility);
        });
        return patched;
    }

    /// <summary>Public top-level types: namespace and name with arity, and where in the image the flags stand.</summary>
    static void Each(byte[] image, Action<string, int> visit)
    {
        using var portable = new PEReader(new MemoryStream(image));
        var block = portable.GetMetadata();
        var reader = new MetadataReader(block.Pointer, block.Length, MetadataReaderOptions.None, null);
        var table = new TypeTable(image.AsSpan(portable.PEHeaders.MetadataStartOffset, portable.PEHeaders.MetadataSize));
        var row = 0;
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var flagsAt = portable.PEHeaders.MetadataStartOffset + table.Start + table.RowSize * row++;
            if ((type.Attributes & Visibility) == TypeAttributes.Public)
                visit(reader.GetString(type.Namespace) + "." + reader.GetString(type.Name), flagsAt);
        }
    }
}
