using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>Reads a contract class, and says what in it cannot be.</summary>
sealed class ContractReader(AbiTypes types, StorageLayout layout, List<Problem> problems)
{
    public ContractModel Read(INamedTypeSymbol symbol)
    {
        var chain = new List<INamedTypeSymbol>();
        for (var at = symbol; at is not null && !at.IsSdk("Contract"); at = at.BaseType) chain.Insert(0, at);
        var model = new ContractModel { Symbol = symbol, Chain = chain };
        if (symbol.IsGenericType) Report("ILW101", $"contract {symbol.Name} has type parameters", "a contract is one class: give the type itself", symbol);
        if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
            Report("ILW102", $"contract {symbol.Name} is not public", "write public class", symbol);
        var packing = new Packing();
        foreach (var type in chain) ReadStorage(model, type, packing);
        // From the most derived: what it overrides is not read again.
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var type in chain.AsEnumerable().Reverse()) ReadMembers(model, type, seen);
        ReadConstructor(model);
        foreach (var twins in model.Functions.GroupBy(one => one.Selector).Where(group => group.Count() > 1))
            Report("ILW103", $"{string.Join(" and ", twins.Select(one => one.Signature))} have the same selector", "rename one, or give it another name in the ABI: [Name(\"...\")]", twins.First().Symbol);
        return model;
    }

    void ReadStorage(ContractModel model, INamedTypeSymbol type, Packing packing)
    {
        foreach (var member in type.GetMembers().Where(one => !one.IsStatic))
        {
            if (member is IFieldSymbol { IsImplicitlyDeclared: false } field)
                Report("ILW110", $"the field {field.Name} does not last from one call to the next", $"make it an auto-property: [Storage] {field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {Capital(field.Name)} {{ get; set; }}, or const, or static readonly", field);
            if (member is IFieldSymbol { IsImplicitlyDeclared: true, AssociatedSymbol: IEventSymbol happening })
                Report("ILW111", $"{happening.Name} is a C# event", "an event of a contract is a record: [Event] public record Name(...), written with Emit(new Name(...))", happening);
            if (member is IPropertySymbol property) ReadProperty(model, type, property, packing);
        }
        if (type.InstanceConstructors.FirstOrDefault(IsPrimary) is { } primary)
            Report("ILW112", $"{type.Name} has a primary constructor", "write an ordinary constructor: parameters that methods use would not last", primary);
    }

    static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(one => one.GetSyntax(default) is TypeDeclarationSyntax);

    void ReadProperty(ContractModel model, INamedTypeSymbol type, IPropertySymbol property, Packing packing)
    {
        var syntax = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(default) as PropertyDeclarationSyntax;
        var isAuto = syntax?.AccessorList?.Accessors.All(one => one.Body == null && one.ExpressionBody == null) == true && !property.IsAbstract;
        var isStored = property.Has("Storage");
        if (!isStored)
        {
            if (isAuto) Report("ILW113", $"the property {property.Name} does not last from one call to the next", "mark it with [Storage], or compute it: => ...", property);
            return;
        }
        if (!isAuto || property.IsIndexer)
        {
            Report("ILW114", $"{property.Name} is marked with [Storage] but computes its value", "an auto-property has only { get; set; }", property);
            return;
        }
        if (property.IsVirtual || property.IsOverride)
            Report("ILW115", $"{property.Name} is in storage and cannot be virtual", "leave out virtual and override", property);
        if (property.SetMethod?.IsInitOnly == true)
            Report("ILW116", $"{property.Name} has init", "write { get; }, which a constructor may set, or { get; set; }", property);
        if (property.IsRequired) Report("ILW116", $"{property.Name} is required", "leave out required", property);
        if (StorageLayout.IsPlace(property.Type) && (property.SetMethod != null || syntax?.Initializer != null))
            Report("ILW117", $"{property.Name} is a place in storage: it cannot be set as a whole", "write { get; }, and change what is in it", property);
        var size = layout.SizeOf(property.Type, out var why);
        if (size == 0) Report("ILW118", $"{property.Name} cannot be stored: {why}", null, property);
        else model.Variables.Add(new StorageVariable(property, type, layout.PlaceOf(packing, property.Type, size)));
    }

    void ReadMembers(ContractModel model, INamedTypeSymbol type, HashSet<ISymbol> seen)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsStatic || member.IsImplicitlyDeclared || seen.Contains(member) || member.Has("Internal")) continue;
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                for (var at = method.OverriddenMethod; at != null; at = at.OverriddenMethod) seen.Add(at);
                if (IsOfObject(method)) continue;
                ReadMethod(model, method);
            }
            else if (member is IPropertySymbol { IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public, DeclaredAccessibility: Accessibility.Public } property)
            {
                for (var at = property.OverriddenProperty; at != null; at = at.OverriddenProperty) seen.Add(at);
                ReadGetter(model, property);
            }
        }
    }

    static bool IsOfObject(IMethodSymbol method)
    {
        var root = method;
        while (root.OverriddenMethod != null) root = root.OverriddenMethod;
        return root.ContainingType.SpecialType == SpecialType.System_Object;
    }

    void ReadMethod(ContractModel model, IMethodSymbol method)
    {
        if (method.Has("Receive") || method.Has("Fallback"))
        {
            ReadDefault(model, method);
            return;
        }
        if (method.DeclaredAccessibility != Accessibility.Public)
        {
            var marked = new[] { "View", "Pure", "Payable", "NonReentrant" }.FirstOrDefault(method.Has);
            if (marked is "Payable" or "NonReentrant")
                Report("ILW120", $"{method.Name} has [{marked}] but is no function of the contract", "make it public: attributes count where a call comes from outside", method);
            return;
        }
        if (method.IsGenericMethod)
        {
            Report("ILW121", $"{method.Name} has type parameters", "a function of a contract has none: make it private, or mark it with [Internal]", method);
            return;
        }
        if (method.IsAsync || method.ReturnType.Name is "Task" or "ValueTask" or "IAsyncEnumerable")
        {
            Report("ILW122", $"{method.Name} is async", "contracts run to their end at once: leave out async and await", method);
            return;
        }
        var inputs = new List<Parameter>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                Report("ILW123", $"the parameter {parameter.Name} is passed by reference", "a function of a contract returns its results: use a tuple", parameter);
            else if (types.Of(parameter.Type, out var why) is { } type) inputs.Add(new Parameter(Names.Small(parameter), type));
            else Report("ILW124", $"the parameter {parameter.Name} of {method.Name}: {why}", "or mark the method with [Internal] if only the contract itself calls it", parameter);
        }
        var outputs = Outputs(method.ReturnType, method);
        if (outputs == null || inputs.Count < method.Parameters.Length) return;
        var mutability = method.Has("Pure") ? Mutability.Pure : method.Has("View") ? Mutability.View : method.Has("Payable") ? Mutability.Payable : Mutability.NonPayable;
        if (method.Has("NonReentrant") && mutability == Mutability.Pure)
            Report("ILW129", $"{method.Name} is pure and guarded", "who does not even read state cannot be disturbed: leave out [NonReentrant]", method);
        if (method.Has("Payable") && mutability < Mutability.NonPayable)
            Report("ILW125", $"{method.Name} is both payable and {mutability.ToString().ToLowerInvariant()}", "who takes value changes state", method);
        model.Functions.Add(new ContractFunction(method, Names.Small(method), inputs, outputs, mutability, method.Has("NonReentrant")));
    }

    List<Parameter>? Outputs(ITypeSymbol type, ISymbol member)
    {
        if (type.SpecialType == SpecialType.System_Void) return [];
        if (types.Of(type, out var why) is not { } result)
        {
            Report("ILW126", $"the result of {member.Name}: {why}", "or mark it with [Internal] if only the contract itself uses it", member);
            return null;
        }
        return result is TupleType { Named.IsTupleType: true } tuple
            ? tuple.Fields.Select(field => new Parameter(field.Name, field.Type)).ToList()
            : [new Parameter("", result)];
    }

    void ReadGetter(ContractModel model, IPropertySymbol property)
    {
        var isStored = property.Has("Storage");
        var inputs = new List<Parameter>();
        var type = property.Type;
        for (; isStored && type is INamedTypeSymbol named && StorageLayout.IsPlace(named); type = named.TypeArguments.Last())
        {
            if (named.IsSdk("Counter"))
            {
                type = named.GetMembers("Value").OfType<IPropertySymbol>().First().Type;
                break;
            }
            var key = named.IsSdk("Mapping") ? types.Of(named.TypeArguments[0]) : new WordType(named, "uint256", 32);
            if (key == null) return;
            inputs.Add(new Parameter("", key));
        }
        if (Outputs(type, property) is { } outputs)
            model.Functions.Add(new ContractFunction(property, Names.Small(property), inputs, outputs, Mutability.View, Keys: isStored));
    }

    void ReadDefault(ContractModel model, IMethodSymbol method)
    {
        var receives = method.Has("Receive");
        bool IsBytes(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };
        var fits = receives
            ? method.ReturnsVoid && method.Parameters.Length == 0
            : (method.ReturnsVoid || IsBytes(method.ReturnType)) && method.Parameters.All(one => IsBytes(one.Type)) && method.Parameters.Length < 2;
        if (!fits || method.DeclaredAccessibility != Accessibility.Public)
            Report("ILW127", $"{method.Name} cannot take such calls", receives ? "write [Receive] public void Name()" : "write [Fallback] public byte[] Name(byte[] data), or without result or parameter", method);
        else if (receives) model.Receive ??= method;
        else model.Fallback ??= method;
    }

    void ReadConstructor(ContractModel model)
    {
        var constructors = model.Symbol.InstanceConstructors.Where(one => one.DeclaredAccessibility == Accessibility.Public).ToArray();
        if (constructors.Length != 1)
        {
            Report("ILW128", $"contract {model.Symbol.Name} has {constructors.Length} public constructors", "a contract is deployed in one way: leave one", model.Symbol);
            return;
        }
        var constructor = constructors[0];
        model.ConstructorIsPayable = constructor.Has("Payable");
        foreach (var parameter in constructor.Parameters)
        {
            if (types.Of(parameter.Type, out var why) is { } type) model.ConstructorInputs.Add(new Parameter(Names.Small(parameter), type));
            else Report("ILW124", $"the constructor's parameter {parameter.Name}: {why}", null, parameter);
        }
    }

    static string Capital(string name) => name.TrimStart('_') is { Length: > 0 } bare ? char.ToUpperInvariant(bare[0]) + bare[1..] : name;

    void Report(string code, string message, string? hint, ISymbol at) => problems.Add(new Problem(code, message, hint, Names.Place(at)));
}
