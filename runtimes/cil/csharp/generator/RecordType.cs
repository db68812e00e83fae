using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>An event or an error.</summary>
sealed record RecordType(INamedTypeSymbol Symbol, bool IsEvent, IReadOnlyList<Field> Fields)
{
    public string Name => Names.Large(Symbol);

    public string Signature => $"{Name}({string.Join(",", Fields.Select(one => one.Type.Canonical))})";

    /// <summary>Whether a contract has it in its ABI: it is its own, a base contract's, or nobody's.</summary>
    public bool BelongsTo(ContractModel contract) =>
        Symbol.ContainingType == null || contract.Chain.Any(one => SymbolEqualityComparer.Default.Equals(one, Symbol.ContainingType));

    public static RecordType? Read(INamedTypeSymbol symbol, AbiTypes types, List<Problem> problems)
    {
        var isEvent = symbol.Has("Event");
        if (!isEvent && !symbol.Has("Error")) return null;
        var what = isEvent ? "event" : "error";
        void Report(string code, string message, string? hint) => problems.Add(new Problem(code, message, hint, Names.Place(symbol)));
        if (symbol.IsGenericType) Report("ILW140", $"the {what} {symbol.Name} has type parameters", "leave them out");
        IReadOnlyList<Field> fields = [];
        var hasFields = symbol.InstanceConstructors.Any(one => one.Parameters.Length > 0 && !IsCopy(one, symbol)) || symbol.GetMembers().OfType<IPropertySymbol>().Any(one => !one.IsImplicitlyDeclared);
        if (hasFields)
        {
            if (types.Of(symbol, out var why) is TupleType tuple) fields = tuple.Fields;
            else Report("ILW141", $"the {what} {symbol.Name}: {why}", $"write [{(isEvent ? "Event" : "Error")}] public record {symbol.Name}(...)");
        }
        var indexed = fields.Where(field => field.Indexed).ToArray();
        if (indexed.Length > 3) Report("ILW142", $"the event {symbol.Name} has {indexed.Length} indexed fields", "three at most");
        foreach (var field in indexed.Where(field => !field.Type.CanBeIndexed))
            problems.Add(new Problem("ILW143", $"the field {field.Access} cannot be indexed", "only numbers, bool, Address, BytesN, enums, string and byte[] can", Names.Place(field.Symbol)));
        return new RecordType(symbol, isEvent, fields);
    }

    static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
