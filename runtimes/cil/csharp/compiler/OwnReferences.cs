using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>What our own code is compiled against.</summary>
static class OwnReferences
{
    public const string SdkName = "Interleave.Sdk";
    const string Sdk = SdkName + ".dll";
    const string Apart = "sdk=" + Sdk;

    /// <summary>
    /// File names of assemblies. What the SDK replaces is hidden in the others; where it is named <c>sdk=Interleave.Sdk.dll</c>, both are
    /// there, and <c>extern alias sdk;</c> reaches the SDK's.
    /// </summary>
    public static IEnumerable<MetadataReference> Of(IReadOnlyCollection<string> names, Func<string, byte[]> image)
    {
        var sdk = names.Contains(Sdk) ? image(Sdk) : null;
        foreach (var name in names)
        {
            if (name == Apart) yield return Reference(image(Sdk), new MetadataReferenceProperties(MetadataImageKind.Assembly, ["sdk"], false));
            else if (sdk == null || name == Sdk) yield return Reference(image(name), default);
            else yield return Reference(ReferencePatcher.Hide(image(name), sdk), default);
        }
    }

    /// <summary>For the SDK itself: hidden is what its sources declare.</summary>
    public static IEnumerable<MetadataReference> Of(IEnumerable<string> names, Func<string, byte[]> image, IEnumerable<SyntaxTree> sources)
    {
        var declared = new HashSet<string>();
        foreach (var tree in sources) Declared(tree.GetRoot(default), "", declared);
        return names.Select(name => Reference(ReferencePatcher.Hide(image(name), declared), default));
    }

    static void Declared(SyntaxNode node, string space, HashSet<string> names)
    {
        foreach (var child in node.ChildNodes())
        {
            if (child is BaseNamespaceDeclarationSyntax nested) Declared(nested, space == "" ? nested.Name.ToString() : $"{space}.{nested.Name}", names);
            else if (child is TypeDeclarationSyntax { Identifier.Text: var name, Arity: var arity }) names.Add($"{space}.{name}" + (arity == 0 ? "" : $"`{arity}"));
        }
    }

    static MetadataReference Reference(byte[] image, MetadataReferenceProperties properties) =>
        MetadataReference.CreateFromStream(new MemoryStream(image), properties, null, null);
}
