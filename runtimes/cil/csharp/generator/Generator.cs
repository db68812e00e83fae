using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>
/// Makes contracts of the classes that derive from Interleave.Contract: what they offer (ABI), what they keep (storage layout), and the code
/// between the two and the host.
/// </summary>
public static class Generator
{
    /// <param name="compilation">The user's sources as they are, free of errors.</param>
    /// <param name="trees">The user's files in it.</param>
    public static Generated Run(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees)
    {
        var problems = new List<Problem>();
        var types = new AbiTypes();
        var layout = new StorageLayout(types);
        var declared = Declared(compilation, trees);
        var reader = new ContractReader(types, layout, problems);
        var contracts = declared.Where(one => IsContract(one) && !one.IsAbstract).Select(reader.Read).ToArray();
        var precompiles = PrecompileReader.Read(compilation, trees, declared, problems);
        CheckNames(contracts.Select(one => (one.Name, (ISymbol)one.Symbol)).Concat(precompiles.Select(one => (one.Name, (ISymbol)one.Symbol))), problems);
        var records = declared.Select(one => RecordType.Read(one, types, problems)).OfType<RecordType>().ToArray();
        if (problems.Count > 0) return new Generated("", [], [], problems);

        var rewriter = new StorageRewriter();
        var source = new SourceWriter();
        source.Line("#nullable disable");
        source.Line("#pragma warning disable");
        source.Open("namespace Interleave.Generated");
        MetersWriter.Write(source);
        source.Open("static class Codecs");
        var codecs = new CodecWriter(types, layout, source);
        Rewrite(contracts, records, rewriter, codecs);
        foreach (var type in TypesUsed.In(compilation, trees).Where(one => IsCodable(one, types, layout)))
        {
            if (TypesUsed.IsVisible(type)) codecs.Need(type);
        }
        var recordWriter = new RecordWriter(codecs, source);
        foreach (var record in records) recordWriter.Write(record);
        var dispatch = new SourceWriter();
        var described = contracts.Select(one => Finish(one, records, layout)).ToArray();
        for (var i = 0; i < contracts.Length; i++) new DispatchWriter(codecs, dispatch).Write(contracts[i], described[i]);
        source.Open("public static void Register()");
        foreach (var line in codecs.Registrations.Concat(recordWriter.Registrations)) source.Line(line);
        source.Close();
        source.Close();
        foreach (var line in dispatch.ToString().Split('\n')) source.Line(line);
        if (precompiles.Count > 0) PrecompileWriter.Write(precompiles, source);
        source.Close();
        var finished = described.Concat(precompiles.Select(one => one.Finish()));
        return new Generated(source.ToString(), rewriter.Changes, finished.ToArray(), []);
    }

    /// <summary>What is generated beside the contracts.</summary>
    static readonly HashSet<string> taken = ["Meters", "Codecs", PrecompileWriter.Class];

    static void CheckNames(IEnumerable<(string Name, ISymbol Symbol)> named, List<Problem> problems)
    {
        const string Hint = "give it another name: [Name(\"...\")]";
        foreach (var same in named.GroupBy(one => one.Name))
        {
            var place = Names.Place(same.Last().Symbol);
            if (same.Count() > 1) problems.Add(new Problem("ILW104", $"{same.Count()} contracts or precompiles are called {same.Key}", Hint, place));
            else if (taken.Contains(same.Key) && same.Last().Symbol is INamedTypeSymbol) problems.Add(new Problem("ILW104", $"a contract cannot be called {same.Key}", Hint, place));
            else if (!SyntaxFacts.IsValidIdentifier(same.Key)) problems.Add(new Problem("ILW104", $"\"{same.Key}\" is no name for a contract or precompile", "letters, digits and _", place));
        }
    }

    static void Rewrite(IEnumerable<ContractModel> contracts, IEnumerable<RecordType> records, StorageRewriter rewriter, CodecWriter codecs)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var contract in contracts)
        {
            foreach (var variable in contract.Variables.Where(one => seen.Add(one.Property)))
            {
                Open(variable.Property.Type, rewriter);
                codecs.Need(variable.Property.Type);
                rewriter.Rewrite(variable);
            }
            foreach (var type in contract.Chain.Where(one => seen.Add(one))) rewriter.WriteInitializer(type);
        }
        foreach (var record in records)
        {
            rewriter.MakeVisible(record.Symbol);
            foreach (var field in record.Fields) Open(field.Type.Symbol, rewriter);
        }
    }

    static void Open(ITypeSymbol type, StorageRewriter rewriter)
    {
        if (type is IArrayTypeSymbol array) Open(array.ElementType, rewriter);
        if (type is not INamedTypeSymbol named) return;
        foreach (var argument in named.TypeArguments) Open(argument, rewriter);
        if (!named.Locations.Any(one => one.IsInSource)) return;
        rewriter.MakeVisible(named);
        if (named.BaseType is { } above) Open(above, rewriter);
        foreach (var member in named.GetMembers().Where(one => !one.IsStatic && !one.IsImplicitlyDeclared))
        {
            var inner = member switch { IPropertySymbol property => property.Type, IFieldSymbol { IsConst: false } field => field.Type, _ => null };
            if (inner != null && !SymbolEqualityComparer.Default.Equals(inner, named)) Open(inner, rewriter);
        }
    }

    static bool IsCodable(ITypeSymbol type, AbiTypes types, StorageLayout layout) =>
        StorageLayout.IsPlace(type) ? layout.SizeOf(type, out _) > 0 : types.Of(type) is SequenceType or TupleType or EnumType;

    static GeneratedContract Finish(ContractModel contract, IEnumerable<RecordType> records, StorageLayout layout)
    {
        var descriptions = new SortedDictionary<string, string>(System.StringComparer.Ordinal);
        var variables = contract.Variables.Select(one => Json.Object(
            ("contract", Json.Text(contract.Name)),
            ("label", Json.Text(Names.Camel(one.Property.Name))),
            ("offset", one.Place.Offset.ToString()),
            ("slot", Json.Text(one.Place.Slot.ToString())),
            ("type", Json.Text(layout.Describe(one.Property.Type, descriptions))))).ToArray();
        var types = Json.Object(descriptions.Select(one => (one.Key, one.Value)));
        var storage = Json.Object(("storage", Json.List(variables)), ("types", types));
        return new GeneratedContract(contract.Name, contract.Symbol, AbiJson.Of(contract, records), storage, contract.NonDeterministic, false);
    }

    static bool IsContract(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at != null; at = at.BaseType)
            if (at.IsSdk("Contract")) return true;
        return false;
    }

    /// <summary>In the order of the files; a partial class where its first part is.</summary>
    static IReadOnlyList<INamedTypeSymbol> Declared(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees)
    {
        var found = new List<INamedTypeSymbol>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree, false);
            foreach (var syntax in tree.GetRoot(default).DescendantNodes(null, false).OfType<BaseTypeDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(syntax, default) is INamedTypeSymbol symbol && seen.Add(symbol)) found.Add(symbol);
            }
        }
        return found;
    }
}
