using System.Collections.Generic;
using System.Linq;
using Interleave.Interop;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>What contracts are compiled against: the class library less what the SDK replaces, and the SDK.</summary>
static class References
{
    const string Sdk = "Interleave.Sdk.dll";

    static readonly string[] library = ["System.Private.CoreLib.dll", "System.Collections.dll"];

    static IReadOnlyList<MetadataReference>? loaded;

    public static IReadOnlyList<MetadataReference> OfContracts => loaded ??= Load();

    static IReadOnlyList<MetadataReference> Load()
    {
        var sdk = Image(Sdk);
        return library.Select(name => Roslyn.Reference(ReferencePatcher.Hide(Image(name), sdk), name)).Append(Roslyn.Reference(sdk, Sdk)).ToArray();
    }

    static byte[] Image(string name) => Bridge.Ask(Parts.Pack("reference".Bytes(), name.Bytes()));
}
